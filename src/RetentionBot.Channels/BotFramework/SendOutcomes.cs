using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Sorts what the Connector answered into the four outcomes of a send, by the vendor's table of status codes.</summary>
internal static class SendOutcomes
{
    /// <summary>Between two tries while only an operator can mend it.</summary>
    private static readonly TimeSpan OperatorPause = TimeSpan.FromMinutes(5);

    /// <param name="isRepeatable">Whether the same call may be made twice without harm: an update or opening a chat yes, a post no.</param>
    public static SendOutcome OfFailure(ConnectorAnswer answer, bool isRepeatable) => answer switch
    {
        ConnectorAnswer.Answered answered => OfStatus(answered, isRepeatable),
        ConnectorAnswer.NotSent notSent => new SendOutcome.TryAgain(notSent.Reason),
        ConnectorAnswer.NotAllowed notAllowed => new SendOutcome.Refused(notAllowed.Reason),
        ConnectorAnswer.NoAnswer noAnswer when isRepeatable => new SendOutcome.TryAgain(noAnswer.Reason),
        ConnectorAnswer.NoAnswer noAnswer => new SendOutcome.Unknown(noAnswer.Reason),
        _ => throw new InvalidOperationException("ConnectorAnswer is a closed set."),
    };

    private static SendOutcome OfStatus(ConnectorAnswer.Answered answer, bool isRepeatable)
    {
        var code = ConnectorError.Read(answer.Body).Code;
        var reason = code is null ? $"HTTP {answer.Status}" : $"HTTP {answer.Status} {code}";
        return answer.Status switch
        {
            429 => new SendOutcome.TryAgain(reason, answer.RetryAfter, PauseScope.Conversation),
            412 or 502 or 503 or 504 => new SendOutcome.TryAgain(reason, answer.RetryAfter),

            // The bot's own registration, not the conversation, is what is wrong: a fresh token was refused as well.
            401 => new SendOutcome.TryAgain(reason, OperatorPause, PauseScope.Workspace),
            >= 500 when isRepeatable => new SendOutcome.TryAgain(reason, answer.RetryAfter),
            403 or 404 => new SendOutcome.Refused(reason, LossOf(answer.Status, code)),
            _ => new SendOutcome.Refused(reason),
        };
    }

    /// <summary>Every 403 is for good, with or without a code, but for the one that only means a wrong host. What a 404 misses only its code says.</summary>
    private static Loss LossOf(int status, string? code) => (status, code) switch
    {
        (403, ConnectorError.BotDisabledByAdmin) => Loss.Workspace,
        (403, ConnectorError.InvalidBotApiHost) => Loss.None,
        (403, _) or (404, ConnectorError.ConversationNotFound) => Loss.Conversation,
        (404, ConnectorError.ActivityNotFoundInConversation) => Loss.Message,
        _ => Loss.None,
    };
}
