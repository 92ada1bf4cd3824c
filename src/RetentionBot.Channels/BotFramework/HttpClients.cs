namespace RetentionBot.Channels.BotFramework;

/// <summary>Names under which this channel asks for its HTTP clients.</summary>
internal static class HttpClients
{
    public const string Connector = "BotFramework.Connector";
    public const string Metadata = "BotFramework.Metadata";
    public const string Token = "BotFramework.Token";
}
