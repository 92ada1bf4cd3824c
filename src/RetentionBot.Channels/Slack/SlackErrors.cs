namespace RetentionBot.Channels.Slack;

/// <summary>What an error code means for the message that met it.</summary>
internal enum SlackErrorClass
{
    /// <summary>Passing trouble, and nothing was done: try again later.</summary>
    Transient,

    /// <summary>Passing trouble of which the answer does not say whether what was asked was done before it.</summary>
    Unclear,

    /// <summary>The method was called too often.</summary>
    Limited,

    /// <summary>The conversation got too many messages in too short a time.</summary>
    Crowded,

    /// <summary>What was sent was built wrongly: the plain text alone may be taken.</summary>
    Malformed,

    /// <summary>This conversation takes nothing from the bot any more.</summary>
    ConversationGone,

    /// <summary>This person cannot be written to.</summary>
    PersonGone,

    /// <summary>The message cannot be rewritten any more.</summary>
    MessageGone,

    /// <summary>The token or the installation is not accepted: nothing goes anywhere until an operator mends it, and then everything does.</summary>
    BadCredentials,

    /// <summary>Anything else that will be the same next time: missing rights, an unknown code.</summary>
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

    /// <summary>Slack said the token is dead, and it is not time to try it again.</summary>
    public const string TokenIsDead = "token_is_dead";

    public static SlackErrorClass Classify(string error) => error switch
    {
        TooManyRequests or "ratelimited" => SlackErrorClass.Limited,
        "rate_limited" => SlackErrorClass.Crowded,
        Unavailable or "service_unavailable" => SlackErrorClass.Transient,
        ServerFault or NoAnswer or NoSense or "internal_error" or "fatal_error" or "request_timeout" => SlackErrorClass.Unclear,
        "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "no_text" or "invalid_arguments" or "invalid_form_data" or "invalid_charset"
            or "too_many_attachments" or "metadata_too_large" or "view_too_large" => SlackErrorClass.Malformed,
        "channel_not_found" or "not_in_channel" or "is_archived" or "messages_tab_disabled" or "not_enabled" => SlackErrorClass.ConversationGone,
        _ when error.StartsWith("restricted_action", StringComparison.Ordinal) => SlackErrorClass.ConversationGone,
        "user_not_found" or "user_disabled" or "user_not_visible" or "cannot_dm_bot" => SlackErrorClass.PersonGone,
        "message_not_found" or "cant_update_message" or "edit_window_closed" or "is_inactive" => SlackErrorClass.MessageGone,
        _ when IsBadCredentials(error) || error == TokenIsDead => SlackErrorClass.BadCredentials,
        _ => SlackErrorClass.Permanent,
    };

    /// <summary>Whether Slack refused the token itself.</summary>
    public static bool IsBadCredentials(string error) => error is "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive"
        or "org_login_required" or "team_access_not_granted" or "user_removed_from_team" or "team_disabled";
}
