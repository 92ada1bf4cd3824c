using System.Diagnostics;
using System.Text;

namespace RetentionBot.Channels.Tests;

/// <summary>Runs the scripts of a folder that has its own locked Node packages, installed on first use.</summary>
internal static class NodeScript
{
    private static readonly SemaphoreSlim Installing = new(1);

    /// <param name="folder">Holds the script, <c>package.json</c> and its lock file.</param>
    /// <returns>What the script printed.</returns>
    public static async Task<string> RunAsync(string folder, string script, string input)
    {
        await Installing.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                await StartAsync(folder, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
            }
        }
        finally
        {
            Installing.Release();
        }

        return await StartAsync(folder, "node", [script], input);
    }

    private static async Task<string> StartAsync(string folder, string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return await output;
    }
}
