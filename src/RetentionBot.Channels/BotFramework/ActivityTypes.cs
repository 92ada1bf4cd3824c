namespace RetentionBot.Channels.BotFramework;

/// <summary>The activity types that concern us, compared ordinally. Every other one is acknowledged and dropped.</summary>
internal static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string InstallationUpdate = "installationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
    public const string MessageReaction = "messageReaction";
}
