namespace RetentionBot.Channels.BotFramework;

/// <summary>Where the bot's own token comes from.</summary>
internal interface IBotTokenProvider
{
    /// <param name="forceRefresh">The last one was refused: get a new one even if it has not run out.</param>
    /// <exception cref="BotTokenException">None could be had.</exception>
    Task<string> GetTokenAsync(bool forceRefresh, CancellationToken ct);
}

/// <summary>The bot could not get its own token. Carries an error code alone: what the sign-in service says beside it may hold anything.</summary>
internal sealed class BotTokenException(string code) : Exception($"The bot could not get its own token: {code}.")
{
    public string Code { get; } = code;
}
