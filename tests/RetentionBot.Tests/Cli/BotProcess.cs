using System.Diagnostics;

namespace RetentionBot.Tests.Cli;

/// <summary>What a run of the built program came to.</summary>
internal sealed record BotRun(int ExitCode, string Output, string Errors);

/// <summary>Runs the built program as a person does at a prompt, on a database of its own.</summary>
internal static class BotProcess
{
    public static Task<BotRun> RunAsync(TestFolder folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), arguments);

    /// <param name="folder">Holds the database.</param>
    /// <param name="settings">Environment variables besides the data folder.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static async Task<BotRun> RunAsync(TestFolder folder, Dictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(folder, settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BotRun(process.ExitCode, await output, await errors);
    }

    /// <summary>The same to be waited for or killed.</summary>
    public static Process Start(TestFolder folder, Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetentionBot.dll"), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RetentionBot__DataDirectory"] = folder.Path;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
