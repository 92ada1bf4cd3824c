using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.DirectLine;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.DirectLine;

/// <summary>The web chat's routes on a real server, with a log in memory, two people and a receiver that notes what it gets.</summary>
internal sealed class WebChatWorld : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebChatWorld()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        CapturedLog.AddTo(builder.Logging);
        builder.Services.AddDirectLineChannel();
        builder.Services.AddSingleton<IDirectLinePeople, People>();
        builder.Services.AddSingleton<IDirectLineLog>(Log);
        builder.Services.AddSingleton<ITurnReceiver>(Receiver);
        builder.Services.AddSingleton<TimeProvider>(Clock);

        app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers["Test-Caller"].ToString() is { Length: > 0 } caller)
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
            }

            return next(context);
        });
        app.MapDirectLineChannel();
    }

    public static DirectLineVisitor Daan { get; } = Visitor("daan", PersonKind.Colleague, "nl-NL");

    public static DirectLineVisitor Cleo { get; } = Visitor("cleo", PersonKind.OtherCompany, locale: null);

    public RecordingReceiver Receiver { get; } = new();

    public InMemoryLog Log { get; } = new();

    public SettableClock Clock { get; } = new();

    public IChannel Channel => app.Services.GetRequiredService<IChannel>();

    public HttpClient Http { get; private set; } = null!;

    public static async Task<WebChatWorld> StartAsync()
    {
        var world = new WebChatWorld();
        await world.app.StartAsync();
        world.Http = new HttpClient { BaseAddress = new Uri(world.app.Urls.Single()) };
        return world;
    }

    /// <summary>A client that holds a token of this visitor.</summary>
    public async Task<HttpClient> OpenAsync(DirectLineVisitor visitor)
    {
        using var response = await Http.PostAsJsonAsync("/directline/tokens/generate", new { user = new { id = visitor.Person.UserId } });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Holding((await ReadAsync(response))["token"]!.GetValue<string>());
    }

    public HttpClient Holding(string token) => new()
    {
        BaseAddress = Http.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private static DirectLineVisitor Visitor(string id, PersonKind kind, string? locale) => new(
        new Person { ChannelId = ChannelIds.DirectLine, UserId = id, Name = id.ToUpperInvariant() },
        new ConversationRef { ChannelId = ChannelIds.DirectLine, ConversationId = $"room-{id}", Kind = ConversationKind.Personal },
        new PersonProof(kind),
        locale);

    private sealed class People : IDirectLinePeople
    {
        public Task<DirectLineVisitor?> FindAsync(string userId, CancellationToken ct) =>
            Task.FromResult(new[] { Daan, Cleo }.FirstOrDefault(visitor => visitor.Person.UserId == userId));

        public Task<IReadOnlyList<DirectLineVisitor>> MembersAsync(string conversationId, CancellationToken ct) => conversationId switch
        {
            "room-broken" => throw new InvalidOperationException("The directory is down."),
            "room-both" => Task.FromResult<IReadOnlyList<DirectLineVisitor>>([Daan, Cleo]),
            _ => Task.FromResult<IReadOnlyList<DirectLineVisitor>>([.. new[] { Daan, Cleo }.Where(v => v.Conversation.ConversationId == conversationId)]),
        };
    }

    internal sealed class RecordingReceiver : ITurnReceiver
    {
        public List<InboundTurn> Turns { get; } = [];

        public bool IsDown { get; set; }

        public Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct)
        {
            if (IsDown)
            {
                throw new InvalidOperationException("The store is down.");
            }

            Turns.Add(turn);
            return Task.FromResult(new TakenTurn(() => Task.FromResult(new TurnAnswer(IsFinished: true)), new TaskCompletionSource().Task));
        }
    }

    internal sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
