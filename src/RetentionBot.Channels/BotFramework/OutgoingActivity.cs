using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Makes the activity that is sent: a text or one card, never both, since Teams would split them and give no id back.</summary>
internal static class OutgoingActivity
{
    /// <param name="conversationId">With its thread; null inside a request that starts a conversation.</param>
    public static Activity For(OutgoingMessage message, string? conversationId)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            From = message.Conversation.BotId is { } bot ? new ChannelAccount { Id = bot } : null,
            Conversation = conversationId is null ? null : new ConversationAccount { Id = conversationId },
            ReplyToId = message.Kind == SendKind.Update || conversationId is null ? null : message.ReplyToId,
        };

        return message.Content.Card is { } card
            ? activity with { Summary = message.Content.Text, Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }] }
            : activity with { Text = message.Content.Text, TextFormat = "markdown" };
    }
}
