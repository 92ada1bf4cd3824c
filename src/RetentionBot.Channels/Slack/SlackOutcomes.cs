using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Sorts what Slack answered to a send into the four outcomes.</summary>
internal static class SlackOutcomes
{
    /// <summary>Slack's rule for posting is one message a second and channel.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static SendOutcome Of(OutgoingMessage message, string method, SlackReply reply)
    {
        if (reply.Error is not { } error)
        {
            return Sent(message, reply);
        }

        if (error == SlackErrors.NotConfigured)
        {
            return new SendOutcome.Refused("Slack is not configured here: set Slack:BotToken and either Slack:SigningSecrets or Slack:AppToken.");
        }

        var reason = $"Slack: {error} to {method}.";
        return SlackErrors.Classify(error) switch
        {
            SlackErrorClass.Limited => new SendOutcome.TryAgain(reason, reply.RetryAfter ?? Pace, PauseScope.KindInWorkspace),
            SlackErrorClass.Crowded => new SendOutcome.TryAgain(reason, Pace + (Pace * Random.Shared.NextDouble()), PauseScope.Conversation),
            SlackErrorClass.BadCredentials => new SendOutcome.TryAgain(reason, reply.RetryAfter ?? SlackTokenWatch.Pause, PauseScope.Workspace),
            SlackErrorClass.Unclear when reply.IsDelivered && !IsRepeatable(message) => new SendOutcome.Unknown(reason),
            SlackErrorClass.Transient or SlackErrorClass.Unclear => new SendOutcome.TryAgain(reason, reply.RetryAfter),
            SlackErrorClass.ConversationGone => new SendOutcome.Refused(reason, Loss.Conversation),
            SlackErrorClass.PersonGone => new SendOutcome.Refused(reason, message.Conversation.Kind == ConversationKind.Personal ? Loss.Conversation : Loss.None),
            SlackErrorClass.MessageGone => new SendOutcome.Refused(reason, Loss.Message),
            _ => new SendOutcome.Refused(reason),
        };
    }

    private static SendOutcome.Sent Sent(OutgoingMessage message, SlackReply reply) =>
        new(reply.Body.Text("ts")) { ConversationId = message.Conversation.PersonId is null ? null : reply.Body.Text("channel") };

    /// <summary>Whether doing it twice shows the same as doing it once.</summary>
    private static bool IsRepeatable(OutgoingMessage message) =>
        message.Kind is SendKind.Update or SendKind.React || SlackHome.Owner(message.Conversation) is not null;
}
