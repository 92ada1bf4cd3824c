using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outbox;

/// <summary>A channel that answers each send as the test says, and keeps what it was given; with rooms in two workspaces, T1 and T2.</summary>
internal sealed class ScriptedChannel : IChannel
{
    private int _lastId;

    /// <summary>What a send comes to; null for a message of its own.</summary>
    public Func<OutgoingMessage, SendOutcome?> Rule { get; set; } = _ => null;

    /// <summary>What a send waits for before it ends.</summary>
    public Func<OutgoingMessage, Task> Hang { get; set; } = _ => Task.CompletedTask;

    public Audience Audience { get; set; } = Audience.InternalOnly;

    public ConcurrentQueue<OutgoingMessage> Asked { get; } = new();

    public string ChannelId => "odd";

    public ChannelAbilities Abilities { get; } = new(CanSayPrivately: true, CanReact: true, OpensForms: true);

    public BotSetup Setup => new() { Services = services => services.AddSingleton<IChannel>(this) };

    public IEnumerable<string> Texts => Asked.Select(m => m.Content.Text);

    public static ConversationRef Room(string id, string tenant = "T1") =>
        new() { ChannelId = "odd", TenantId = tenant, ConversationId = id, Kind = ConversationKind.Channel };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        Asked.Enqueue(message);
        await Hang(message);
        return Rule(message) ?? new SendOutcome.Sent($"m{Interlocked.Increment(ref _lastId)}");
    }

    public Task<PersonProof> ProveAsync(Person person, ConversationRef conversation, CancellationToken ct) => Task.FromResult(PersonProof.Unproven);

    public Task<Audience> AudienceAsync(ConversationRef conversation, CancellationToken ct) => Task.FromResult(Audience);

    public void ForgetAudience(ConversationRef conversation)
    {
    }

    /// <summary>A row as a feature would write it.</summary>
    public static OutboxMessage Row(
        ConversationRef to,
        string text,
        OutboxPriority priority = OutboxPriority.Bulk,
        SendKind kind = SendKind.Post,
        string? subject = null,
        string? target = null,
        PlaceTopics requires = PlaceTopics.None,
        string? recipientKey = null,
        string? recipientId = null,
        string? card = null,
        DateTimeOffset? createdAt = null) => new()
        {
            ConversationKey = to.Key,
            Conversation = to,
            Kind = kind,
            Text = text,
            Card = card,
            Subject = subject,
            TargetMessageId = target,
            RecipientKey = recipientKey,
            RecipientId = recipientId,
            Sign = kind == SendKind.React ? ReactionSign.Done : null,
            Priority = priority,
            Requires = requires,
            CreatedAt = createdAt ?? TimeProvider.System.GetUtcNow(),
            DueAt = TimeProvider.System.GetUtcNow(),
        };

    public static async Task AddAsync(BotUnderTest bot, params object[] rows)
    {
        await bot.WithDbAsync(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });
        bot.Services.GetRequiredService<OutboxSignal>().Wake();
    }

    /// <summary>A place connected for alerts by Anouk, who has a chat of her own with the bot.</summary>
    public static async Task ConnectAsync(BotUnderTest bot, params ConversationRef[] rooms)
    {
        var chat = Room("anouk") with { Kind = ConversationKind.Personal };
        await AddAsync(
            bot,
            [
                new Conversation { Key = chat.Key, ChannelId = chat.ChannelId, Reference = chat },
                new Identity { PersonKey = "odd|T1|U1", UserId = "U1", SeenIn = chat, PersonalConversationKey = chat.Key },
                .. rooms.Select(room => new Conversation
                {
                    Key = room.Key, ChannelId = room.ChannelId, Reference = room with { Name = $"#{room.ConversationId}" }, Topics = PlaceTopics.Alerts, ConnectedBy = "odd|T1|U1",
                }),
            ]);
    }

    public static async Task<OutboxMessage> ShouldBecomeAsync(BotUnderTest bot, string text, OutboxState state) => await Eventually.ShouldGiveAsync(
        async () => (await bot.AllAsync<OutboxMessage>()).Find(m => m.Text == text && m.State == state), $"'{text}' is {state}");
}
