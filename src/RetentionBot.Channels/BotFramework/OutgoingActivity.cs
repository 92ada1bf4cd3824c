using System.Text.Json;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Makes the activity that is sent: a text or one card, never both, since Teams would split them and give no id back.</summary>
internal static class OutgoingActivity
{
    /// <summary>The size a message should stay below, in bytes of UTF-8: what the oldest clients and services are known to take.</summary>
    public const int TargetBytes = 28 * 1024;

    /// <summary>The size above which Teams may refuse a message, which it counts in UTF-16: two bytes a character.</summary>
    private const int MostChars = 80 * 1024 / sizeof(char);

    /// <summary>Characters of a shortened text: even if every one of them is escaped, the message keeps to the target.</summary>
    private const int ShortChars = 4_000;

    /// <param name="message">What is sent.</param>
    /// <param name="conversationId">With its thread; null inside a request that starts a conversation.</param>
    public static Activity For(OutgoingMessage message, string? conversationId)
    {
        var activity = Frame(message, conversationId);
        return message.Content.Card is { } card
            ? activity with
            {
                Summary = message.Content.Text,
                Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = TeamsCard.Fit(card) }],
            }
            : activity with { Text = message.Content.Text, TextFormat = "markdown" };
    }

    /// <summary>What is left of a message that is too large: its text, cut.</summary>
    public static Activity ShortFor(OutgoingMessage message, string? conversationId) =>
        Frame(message, conversationId) with { Text = Cut(message.Content.Text), TextFormat = "markdown" };

    /// <summary>The bytes of UTF-8 an activity takes on the wire, where everything beyond ASCII is escaped: as many as it has characters.</summary>
    public static int SizeOf(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, WireJson.Default.Activity).Length;

    /// <param name="size">See <see cref="SizeOf"/>.</param>
    public static bool IsTooLarge(int size) => size > MostChars;

    private static Activity Frame(OutgoingMessage message, string? conversationId) => new()
    {
        Type = ActivityTypes.Message,
        From = message.Conversation.BotId is { } bot ? new ChannelAccount { Id = bot } : null,
        Conversation = conversationId is null ? null : new ConversationAccount { Id = conversationId },
        ReplyToId = message.Kind == SendKind.Update || conversationId is null ? null : message.ReplyToId,
    };

    private static string Cut(string text)
    {
        if (text.Length <= ShortChars)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[ShortChars - 1]) ? ShortChars - 1 : ShortChars;
        return text[..end] + "…";
    }
}
