using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetentionBot.Browser.Tests;

/// <summary>The real bot in its own process: Development, the sample company, a port of its own and a data folder that is thrown away.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("retentionbot-");
    private readonly Process process;

    private BotProcess()
    {
        string[] arguments = [Repository.BotAssembly, "--urls", "http://127.0.0.1:0", $"--RetentionBot:DataDirectory={data.FullName}", "--RetentionBot:SampleCompany=true"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => running.TrySetException(new InvalidOperationException("The bot stopped before it was running."));
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => running.Task.Result;

    public string DatabaseFile => Path.Combine(data.FullName, "retentionbot.db");

    /// <summary>All it has written so far.</summary>
    public string Output => string.Join('\n', output);

    public static async Task<BotProcess> StartAsync()
    {
        var bot = new BotProcess();
        try
        {
            bot.process.Start();
            bot.process.BeginOutputReadLine();
            bot.process.BeginErrorReadLine();
            await bot.running.Task.WaitAsync(StartsWithin);
            return bot;
        }
        catch (Exception e)
        {
            await bot.StopAsync();
            var said = bot.Output;
            await bot.DisposeAsync();
            throw new InvalidOperationException($"The bot was not running within {StartsWithin}. It wrote:\n{said}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        data.Delete(recursive: true);
    }

    /// <summary>Ends it and reads what it still had to say.</summary>
    private async Task StopAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        output.Enqueue(line);
        if (Running().Match(line) is { Success: true } match)
        {
            running.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("^RetentionBot is running on (?<address>http://[^ ]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Running();
}
