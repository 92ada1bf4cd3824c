namespace RetentionBot.Channels.Slack;

/// <summary>The scopes of the bot token, each with what the bot cannot do without it. <c>slack/app-manifest.yaml</c> asks for exactly these.</summary>
internal static class SlackScopes
{
    public static IReadOnlyDictionary<string, string> Needed { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["app_mentions:read"] = "hear mentions",
        ["channels:read"] = "see who is in a public channel",
        ["chat:write"] = "write",
        ["commands"] = "take /retention",
        ["groups:read"] = "see who is in a private channel",
        ["im:history"] = "hear what people write to it directly",
        ["im:read"] = "see whose direct conversation it is in",
        ["im:write"] = "write to people first",
        ["users:read"] = "tell colleagues from guests",
        ["users:read.email"] = "know colleagues by their mail address",
    };

    /// <summary>Without these a sentence, or nothing, takes the sign's place.</summary>
    public static IReadOnlyDictionary<string, string> Optional { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["reactions:read"] = "hear of signs under its messages",
        ["reactions:write"] = "put signs under messages",
    };
}
