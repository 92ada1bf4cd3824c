namespace RetentionBot.Channels.Slack;

/// <summary>What an error code means for the message that met it.</summary>
internal enum SlackErrorClass
{
    /// <summary>Passing trouble, and nothing was done: try again later.</summary>
    Transient,

    /// <summary>Passing trouble of which the answer does not say whether what was asked was done before it.</summary>
    Unclear,

    /// <summary>The blocks were not liked: the plain text may be.</summary>
    Blocks,

    /// <summary>This conversation takes nothing from the bot any more.</summary>
    ConversationGone,

    /// <summary>The token or the installation is not accepted: nothing goes anywhere until an operator mends it, and then everything does.</summary>
    BadCredentials,

    /// <summary>Anything else that will be the same next time: missing rights, a fault of ours, an unknown code.</summary>
    Permanent,
}

/// <summary>Sorts the Web API's error codes, and gives codes to what happens below it.</summary>
internal static class SlackErrors
{
    public const string NotConfigured = "slack_is_not_configured";
    public const string TooManyRequests = "http_429";
    public const string Unavailable = "http_503";
    public const string ServerFault = "http_5xx";
    public const string NoAnswer = "no_answer";
    public const string NoSense = "answer_makes_no_sense";

    public static SlackErrorClass Classify(string error) => error switch
    {
        TooManyRequests or Unavailable or "service_unavailable" or "ratelimited" or "rate_limited" => SlackErrorClass.Transient,
        ServerFault or NoAnswer or NoSense or "internal_error" or "fatal_error" or "request_timeout" => SlackErrorClass.Unclear,
        "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" => SlackErrorClass.Blocks,
        "channel_not_found" or "not_in_channel" or "is_archived" => SlackErrorClass.ConversationGone,
        "invalid_auth" or "token_revoked" or "token_expired" or "account_inactive" or "not_authed" or "org_login_required" or "team_access_not_granted"
            => SlackErrorClass.BadCredentials,
        _ => SlackErrorClass.Permanent,
    };
}
