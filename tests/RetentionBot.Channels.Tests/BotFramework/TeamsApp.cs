using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>Keeps what was handed in, and answers as told.</summary>
internal sealed class RecordingReceiver : ITurnReceiver
{
    public ConcurrentQueue<InboundTurn> Turns { get; } = new();

    public TurnAnswer Answer { get; set; } = new(IsFinished: true);

    public bool IsBroken { get; set; }

    /// <summary>Whether its store holds up the delivery for ten seconds, thread and all.</summary>
    public bool Hangs { get; set; }

    public Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException("The delivery could not be committed.");
        }

        if (Hangs)
        {
            ct.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
        }

        Turns.Enqueue(turn);
        return Task.FromResult(new TakenTurn(() => Task.FromResult(Answer), new TaskCompletionSource().Task));
    }
}

/// <summary>Hands out token-1, token-2… , a new one only when forced.</summary>
internal sealed class FakeTokens : IBotTokenProvider
{
    private int number = 1;

    public string? Fails { get; set; }

    /// <summary>How often a token was asked for: once for every call out.</summary>
    public int Asked { get; private set; }

    public Task<string> GetTokenAsync(bool forceRefresh, CancellationToken ct)
    {
        Asked++;
        if (Fails is { } code)
        {
            throw new BotTokenException(code);
        }

        return Task.FromResult($"token-{(forceRefresh ? ++number : number)}");
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Collects log lines.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>The smallest application with the Teams channel in it, on a loopback port.</summary>
internal sealed class TeamsApp : IAsyncDisposable
{
    /// <summary>A service on this machine that nobody plays.</summary>
    private const string Nowhere = "http://127.0.0.1:9/gcc";

    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private TeamsApp(WebApplication app) => this.app = app;

    public RecordingReceiver Receiver => (RecordingReceiver)app.Services.GetRequiredService<ITurnReceiver>();

    public FakeTokens Tokens => (FakeTokens)app.Services.GetRequiredService<IBotTokenProvider>();

    public LogLines Log => app.Services.GetRequiredService<LogLines>();

    public IChannel Channel => app.Services.GetServices<IChannel>().Single();

    public static Task<TeamsApp> StartAsync(params (string Key, string? Value)[] settings) => StartAsync("Development", null, settings);

    public static async Task<TeamsApp> StartAsync(string environment, TimeProvider? clock, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("BotFramework:GccServiceUrl", (string?)Nowhere)]);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"BotFramework:{s.Key}", s.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace);
        CapturedLog.AddTo(builder.Logging);
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Services.AddSingleton<ITurnReceiver, RecordingReceiver>();
        builder.Services.AddSingleton<IBotTokenProvider, FakeTokens>();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddBotFrameworkChannel();
        var built = builder.Build();
        built.MapBotFrameworkChannel();
        await built.StartAsync();
        return new TeamsApp(built);
    }

    /// <summary>With a registered bot whose tokens <paramref name="issuer"/> signs.</summary>
    public static Task<TeamsApp> StartWithAsync(FakeIssuer issuer) => StartAsync(RegisteredWith(issuer));

    public static (string Key, string? Value)[] RegisteredWith(FakeIssuer issuer) =>
        [("AppId", FakeIssuer.AppId), ("AppPassword", "test"), ("TenantId", Payloads.Tenant), ("OpenIdMetadataUrl", issuer.MetadataUrl)];

    public Task<HttpResponseMessage> PostAsync(string body, string? token, string contentType = "application/json") =>
        PostAsync(body, token is null ? null : new AuthenticationHeaderValue("Bearer", token), contentType);

    public async Task<HttpResponseMessage> PostAsync(string body, AuthenticationHeaderValue? authorization, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + "/api/messages");
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        request.Headers.Authorization = authorization;
        return await client.SendAsync(request);
    }

    /// <summary>Without saying how long the body is.</summary>
    public async Task<HttpResponseMessage> PostInChunksAsync(string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + "/api/messages");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TransferEncodingChunked = true;
        return await client.SendAsync(request);
    }

    /// <summary>Without a token, with one more header.</summary>
    public async Task<HttpResponseMessage> PostWithHeaderAsync(string body, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + "/api/messages");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> CallAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, app.Urls.First() + "/api/messages");
        return await client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
