using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>The Web API call that shows a message.</summary>
internal sealed record SlackCall(string Method, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <param name="blocks">Null sends the text alone.</param>
    public static SlackCall For(OutgoingMessage message, string text, JsonArray? blocks)
    {
        if (SlackHome.Owner(message.Conversation) is { } owner)
        {
            return new SlackCall("views.publish", [new("user_id", owner), new("view", HomeView(text, blocks).Compact())]);
        }

        return message.Kind switch
        {
            SendKind.Update => new SlackCall("chat.update", [
                .. Message(message, text),

                // The empty list takes earlier blocks away; leaving the field out would be up to Slack.
                new("blocks", blocks?.Compact() ?? "[]"),
                new("ts", message.MessageId ?? "")]),

            // In a personal conversation everything is private, and a proper message is not gone when Slack is opened anew.
            SendKind.Private when message.Conversation.Kind != ConversationKind.Personal => new SlackCall("chat.postEphemeral", [
                .. Message(message, text), .. Blocks(blocks), .. Thread(PrivateThread(message)), new("user", message.RecipientId ?? "")]),

            _ => new SlackCall("chat.postMessage", [
                .. Message(message, text), .. Blocks(blocks), .. Thread(message.Conversation.ThreadId),
                new("mrkdwn", "true"), new("unfurl_links", "false"), new("unfurl_media", "false")]),
        };
    }

    /// <summary>
    /// The thread of what one person alone is to see. Slack shows such a message in no thread that has yet to begin, so what answers its first message stands
    /// in the channel.
    /// </summary>
    public static string? PrivateThread(OutgoingMessage message) =>
        message.Conversation.ThreadId == message.ReplyToId ? null : message.Conversation.ThreadId;

    private static IEnumerable<KeyValuePair<string, string>> Message(OutgoingMessage message, string text) =>
        [new("channel", message.Conversation.ConversationId), new("text", text)];

    private static IEnumerable<KeyValuePair<string, string>> Blocks(JsonArray? blocks) => blocks is null ? [] : [new("blocks", blocks.Compact())];

    private static IEnumerable<KeyValuePair<string, string>> Thread(string? ts) => ts is null ? [] : [new("thread_ts", ts)];

    /// <summary>A page has no text of its own beside its blocks.</summary>
    private static JsonObject HomeView(string text, JsonArray? blocks) => new()
    {
        ["type"] = "home",
        ["blocks"] = blocks?.DeepClone() ?? AdaptiveCardRenderer.Render(text, card: null).Blocks,
    };
}
