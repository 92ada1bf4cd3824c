using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.SocketMode;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The Slack channel in a real web server, with a receiver that only notes what it is given.</summary>
internal sealed class SlackTestHost : IAsyncDisposable
{
    public const string Secret = "example-signing-secret-0123456789abcdef";
    public const string Token = "xoxb-fake-token";

    private readonly WebApplication _app;

    private SlackTestHost(WebApplication app, TestReceiver receiver, TestPostedCards cards, ManualClock clock, TestLog log)
    {
        (_app, Receiver, Cards, Clock, Log) = (app, receiver, cards, clock, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Signer = new SlackSigner(Secret, clock);
    }

    public HttpClient Client { get; }

    public SlackSigner Signer { get; }

    public TestReceiver Receiver { get; }

    public TestPostedCards Cards { get; }

    public ManualClock Clock { get; }

    public TestLog Log { get; }

    /// <summary>How long the channel waits for Slack.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    public IChannel Channel => _app.Services.GetRequiredService<IChannel>();

    public SlackEventLimits EventLimits => _app.Services.GetRequiredService<SlackEventLimits>();

    public SlackSocketState SocketState => _app.Services.GetRequiredService<SlackSocketState>();

    public static Task<SlackTestHost> StartAsync(FakeSlack? slack = null, params (string Key, string? Value)[] settings) =>
        StartAsync(slack, new SlackSocketTimes(), settings);

    public static async Task<SlackTestHost> StartAsync(FakeSlack? slack, SlackSocketTimes times, params (string Key, string? Value)[] settings)
    {
        var host = await StartBareAsync(times, [
            ("Slack:BotToken", Token),
            ("Slack:SigningSecrets:0", Secret),
            ("Slack:AppId", "A0RETBOT01"),
            ("Slack:ApiBaseUrl", slack?.ApiBaseUrl ?? "http://127.0.0.1:9/api/"),
            .. settings]);
        if (slack is not null)
        {
            slack.Clock = host.Clock;
        }

        return host;
    }

    /// <summary>With these settings and no others.</summary>
    public static Task<SlackTestHost> StartBareAsync(params (string Key, string? Value)[] settings) => StartBareAsync(new SlackSocketTimes(), settings);

    private static async Task<SlackTestHost> StartBareAsync(SlackSocketTimes times, (string Key, string? Value)[] settings)
    {
        var (receiver, cards, clock, log) = (new TestReceiver(), new TestPostedCards(), new ManualClock(), new TestLog());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(setting => setting.Key).Select(group => KeyValuePair.Create(group.Key, group.Last().Value)));
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        CapturedLog.AddTo(builder.Logging);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ITurnReceiver>(receiver);
        builder.Services.AddSingleton<IPostedCards>(cards);
        builder.Services.AddSingleton(times);
        builder.Services.AddSlackChannel();
        SlackTestHost? host = null;
        builder.Services.AddHttpClient(SlackApi.ClientName, client => client.Timeout = host?.Patience ?? TimeSpan.FromSeconds(10));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapSlackChannel();
        await app.StartAsync();
        host = new SlackTestHost(app, receiver, cards, clock, log);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

internal sealed class TestReceiver : ITurnReceiver
{
    private readonly ConcurrentQueue<InboundTurn> _turns = new();

    public IReadOnlyList<InboundTurn> Turns => [.. _turns];

    public bool IsBroken { get; set; }

    /// <summary>Holds up the very thread that hands a turn in, as a locked database does.</summary>
    public ManualResetEventSlim? Lock { get; set; }

    public TurnAnswer Answer { get; set; } = new(IsFinished: true);

    /// <summary>Set when so much waits that the answer comes only later.</summary>
    public TaskCompletionSource<TurnAnswer>? Later { get; set; }

    public Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct)
    {
        if (IsBroken)
        {
            throw new IOException("disk full");
        }

        Lock?.Wait(CancellationToken.None);
        _turns.Enqueue(turn);
        return Task.FromResult(new TakenTurn(() => Later?.Task ?? Task.FromResult(Answer), Later is null ? new TaskCompletionSource().Task : Task.CompletedTask));
    }
}

internal sealed class TestPostedCards : IPostedCards
{
    /// <summary>The card under every message.</summary>
    public string? Card { get; set; }

    public TimeSpan Pause { get; set; }

    public async Task<JsonObject?> FindAsync(ConversationRef conversation, string messageId, CancellationToken ct)
    {
        await Task.Delay(Pause, CancellationToken.None);
        return Card is null ? null : JsonNode.Parse(Card)!.AsObject();
    }
}

internal sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1795000000);

    public override DateTimeOffset GetUtcNow() => Now;
}

internal sealed class TestLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}
