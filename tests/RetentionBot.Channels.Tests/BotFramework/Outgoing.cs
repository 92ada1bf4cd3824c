using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What the outbox hands to the channel.</summary>
internal static class Outgoing
{
    public static ConversationRef Personal(string serviceUrl) => new()
    {
        ChannelId = ChannelIds.Teams,
        ConversationId = "a:1personal",
        Kind = ConversationKind.Personal,
        ServiceUrl = serviceUrl,
        TenantId = Payloads.Tenant,
        BotId = Payloads.Bot,
    };

    /// <summary>Somebody whose chat with the bot is not known yet.</summary>
    public static ConversationRef Person(string serviceUrl, string id = Payloads.Anouk) => Personal(serviceUrl) with { ConversationId = id, PersonId = id };

    public static ConversationRef Channel(string serviceUrl, string? thread = null) => Personal(serviceUrl) with
    {
        ConversationId = Payloads.Channel,
        Kind = ConversationKind.Channel,
        ThreadId = thread,
    };

    public static MessageContent Card(string summary = "Health score drop") =>
        new(summary, new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray() });

    public static OutgoingMessage Post(ConversationRef to, MessageContent content) => new() { Id = "m-1", Kind = SendKind.Post, Conversation = to, Content = content };

    public static OutgoingMessage Update(ConversationRef to, string messageId, MessageContent content) => Post(to, content) with { Kind = SendKind.Update, MessageId = messageId };
}
