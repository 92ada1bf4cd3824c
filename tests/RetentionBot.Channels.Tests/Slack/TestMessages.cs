using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

internal static class TestMessages
{
    public static ConversationRef Channel { get; } = new()
    {
        ChannelId = ChannelIds.Slack,
        ConversationId = "C0CSALERTS",
        Kind = ConversationKind.Channel,
        TenantId = FakeSlack.Team,
    };

    public static OutgoingMessage Of(SendKind kind = SendKind.Post, string text = "Churn was 1.8 %", string? card = null, string? messageId = null, string? thread = null) => new()
    {
        Id = "m-1",
        Kind = kind,
        Conversation = Channel with { ThreadId = thread },
        Content = new MessageContent(text, card is null ? null : JsonNode.Parse(card)!.AsObject()),
        MessageId = messageId,
        RecipientId = kind == SendKind.Private ? "U0CSMANNA1" : null,
    };
}
