using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Features.Alerts;
using RetentionBot.Store;

namespace RetentionBot.Tests.Harness;

/// <summary>The bot as a process of its own, so that it can be killed like one. It starts on the same data folder as often as it is asked to.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retentionbot-");
    private Process? _process;
    private HttpClient _client = new();

    private readonly string[] _settings;

    private BotProcess(FakeBotConnector connector, FakeSlack slack, string[] settings)
    {
        _settings = settings;
        Teams = new TeamsSide(connector, () => _client);
        Slack = new SlackSide(slack, () => _client);
        Company = new Company(() => _client);
    }

    public string DatabaseFile => Path.Combine(_folder.FullName, "retentionbot.db");

    public int ProcessId => _process!.Id;

    /// <summary>What it has written to its log and its error stream, in all its lives.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public TeamsSide Teams { get; }

    public SlackSide Slack { get; }

    public Company Company { get; }

    /// <summary>Speaks to it where it last said that it listens.</summary>
    public HttpClient Http => _client;

    public string DataDirectory => _folder.FullName;

    /// <summary>How often it said that it listens.</summary>
    public int Starts { get; private set; }

    /// <summary>Not yet running; the database is there, so that a test can put something in it.</summary>
    /// <param name="settings">Said after the usual ones, such as <c>--Outbox:Slack:PerSecond=20</c>.</param>
    public static async Task<BotProcess> CreateAsync(params string[] settings)
    {
        var bot = new BotProcess(await FakeBotConnector.StartAsync(), await FakeSlack.StartAsync(SlackSide.Token), settings);
        await using var db = bot.OpenDb();
        await db.Database.MigrateAsync();
        return bot;
    }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public async Task StartAsync()
    {
        var process = _process = Run(
            "Development",
            [
                $"--RetentionBot:DataDirectory={_folder.FullName}",
                "--RetentionBot:SampleCompany=false",
                "--BotFramework:SendTimeout=00:02:00",
                $"--Slack:BotToken={SlackSide.Token}",
                $"--Slack:SigningSecrets:0={SlackSide.Secret}",
                $"--Slack:ApiBaseUrl={Slack.Fake.ApiBaseUrl}",
                .. WatchRules.All.Select(rule => $"--RetentionBot:Alerts:Rules:{rule}:On=false"),
                .. _settings,
            ]);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Take(line))
            {
                _ = ReadOnAsync(process.StandardOutput);
                _ = ReadOnAsync(process.StandardError);
                return;
            }
        }

        throw new ShouldAssertException(await process.StandardError.ReadToEndAsync());
    }

    private async Task ReadOnAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Take(line);
        }
    }

    /// <returns>Whether the line says where it listens.</returns>
    private bool Take(string line)
    {
        CapturedLog.Take(line);
        Log.Enqueue(line);
        if (Address().Match(line) is not { Success: true } found)
        {
            return false;
        }

        _client.Dispose();
        _client = new HttpClient { BaseAddress = new Uri(found.Groups["address"].Value) };
        Starts++;
        return true;
    }

    /// <summary>SIGKILL: nothing of it gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Runs it to its end with settings that it must refuse.</summary>
    public static async Task<(int ExitCode, string Error)> RefuseAsync(string environment, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("retentionbot-");
        using var process = Run(environment, [$"--RetentionBot:DataDirectory={folder.FullName}", "--RetentionBot:SampleCompany=false", .. settings]);
        try
        {
            _ = process.StandardOutput.ReadToEndAsync();
            var error = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
            await process.WaitForExitAsync();
            return (process.ExitCode, error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads and writes the database file from outside.</summary>
    public RetentionDb OpenDb() => new(new DbContextOptionsBuilder<RetentionDb>()
        .UseSqlite(StoreRegistration.ConnectionString(null, _folder.FullName) + ";Pooling=False")
        .AddInterceptors(new SqlitePragmas())
        .Options);

    public async Task<List<T>> AllAsync<T>()
        where T : class
    {
        await using var db = OpenDb();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _client.Dispose();
        await Teams.Connector.DisposeAsync();
        await Slack.Fake.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Process Run(string environment, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetentionBot.dll"), "--urls", "http://127.0.0.1:0", .. settings])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"RetentionBot is running on (?<address>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
