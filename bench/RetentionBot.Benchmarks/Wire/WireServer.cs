using System.Diagnostics;
using System.Globalization;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>A process of this program that serves: the bot or the floor. Says what processor time and memory it has used, and nobody else's.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private const double Kilobyte = 1024;

    private readonly Process _process;
    private TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WireServer(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident now, in MB.</summary>
    public double Resident => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / Kilobyte;

    /// <param name="arguments">The verb and what it takes.</param>
    /// <param name="environment">Beside what this process has.</param>
    public static async Task<WireServer> StartAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var self = System.Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(WireServer).Assembly.Location] : [];
        var start = new ProcessStartInfo(self, [.. program, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new WireServer(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Address = new Uri(await server._line.Task);
        return server;
    }

    /// <returns>MB on the heap after a full collection, and resident then.</returns>
    public async Task<(double Heap, double Resident)> CollectAsync()
    {
        var heap = double.Parse(await AskAsync("collect"), CultureInfo.InvariantCulture);
        return (heap, Resident);
    }

    /// <returns>How many methods it has compiled so far, those that were compiled again since they are run often included.</returns>
    public async Task<long> CompiledAsync() => long.Parse(await AskAsync("compiled"), CultureInfo.InvariantCulture);

    /// <summary>The process ends with its input.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> AskAsync(string question)
    {
        _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        return await _line.Task;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(": ") is ["listening" or "heap" or "compiled", var value])
            {
                _line.TrySetResult(value);
            }
            else if (System.Environment.GetEnvironmentVariable("WIRE_LOG") is not null)
            {
                await Console.Error.WriteLineAsync(line);
            }
        }

        _line.TrySetException(new InvalidOperationException($"The process ended with {_process.ExitCode}."));
    }
}
