using System.Diagnostics;

namespace RetentionBot.Tests.Lint;

/// <summary><c>tests/check-logs.sh</c> looks through the log lines of the whole run; here it must find what it is there for.</summary>
public sealed class LogCheckTests
{
    [Theory]
    [InlineData("Sending with xoxb-fake-token")]
    [InlineData("Authorization: Bearer abcdefgh12345")]
    [InlineData("Refused v0=0123456789abcdef0123")]
    [InlineData("Posting to http://127.0.0.1:4020/response/1secret")]
    [InlineData("Connecting to ws://127.0.0.1/socket?ticket=ticket-1")]
    [InlineData("Looked up lotte@example.com")]
    [InlineData("Resolved with Called, *all* fine")]
    [InlineData("token eyJhbGciOiJSUzI1NiJ9")]
    public async Task A_line_that_tells_too_much_is_found(string line) => (await CheckAsync(line)).ShouldNotBe(0);

    [Fact]
    public async Task Ordinary_lines_pass() => (await CheckAsync("Outbox message 7 is tried again in 00:00:02: HTTP 429 Throttled")).ShouldBe(0);

    [Fact]
    public async Task A_capture_without_lines_does_not_pass() => (await CheckAsync()).ShouldNotBe(0);

    private static async Task<int> CheckAsync(params string[] lines)
    {
        var folder = Directory.CreateTempSubdirectory("retentionbot-");
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "a.log"), lines);
            using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "check-logs.sh"), folder.FullName, "1"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
