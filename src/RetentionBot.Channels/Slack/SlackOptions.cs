using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// How the bot reaches Slack and how Slack proves itself. With no token the channel is off: every request is answered 401, every send refused.
/// </summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Bot token (<c>xoxb-…</c>) of the one workspace or organisation the app is installed in; empty when Slack is off.</summary>
    public string? BotToken { get; init; }

    /// <summary>
    /// App-level token (<c>xapp-…</c>). When set the bot calls Slack and listens on that connection (Socket Mode), so that no address of it has to be public; the
    /// signing secrets are then not needed.
    /// </summary>
    public string? AppToken { get; init; }

    /// <summary>Signing secrets of the app; during a rotation the new one and the old one. Blank entries do not count.</summary>
    public IReadOnlyList<string> SigningSecrets { get; init; } = [];

    /// <summary>Where the Web API methods live: https, or http on this very machine.</summary>
    public string ApiBaseUrl { get; init; } = "https://slack.com/api/";

    /// <summary>Id of the app (<c>A…</c>). When set, what Slack sends for another app is acknowledged and dropped.</summary>
    public string? AppId { get; init; }

    internal bool IsConfigured => !string.IsNullOrWhiteSpace(BotToken) && (Secrets.Any() || UsesSocket);

    internal bool UsesSocket => !string.IsNullOrWhiteSpace(AppToken);

    internal bool IsOnLoopback => Uri.TryCreate(ApiBaseUrl, UriKind.Absolute, out var address) && address.IsLoopback;

    internal IEnumerable<string> Secrets => SigningSecrets.Where(secret => !string.IsNullOrWhiteSpace(secret));
}

/// <summary>Stops the start when Slack is half configured: a bot that hears and cannot answer, or the reverse, helps nobody.</summary>
internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SlackOptions options)
    {
        var hasToken = !string.IsNullOrWhiteSpace(options.BotToken);
        var hasSecret = options.Secrets.Any();

        if (hasToken && !hasSecret && !options.UsesSocket)
        {
            yield return "Slack:BotToken is set but Slack:SigningSecrets is empty: set both to use Slack, or neither to leave it off (Slack:AppToken does instead of the secrets).";
        }

        if (!hasToken && hasSecret)
        {
            yield return "Slack:SigningSecrets is set but Slack:BotToken is empty: set both to use Slack, or neither to leave it off.";
        }

        if (!hasToken && options.UsesSocket)
        {
            yield return "Slack:AppToken is set but Slack:BotToken is empty: the bot could hear and not answer.";
        }

        if (options.UsesSocket && !options.AppToken!.StartsWith("xapp-", StringComparison.Ordinal))
        {
            yield return "Slack:AppToken must be an app-level token, which begins with xapp-.";
        }

        foreach (var (setting, token) in ((string, string?)[])[("BotToken", options.BotToken), ("AppToken", options.AppToken)])
        {
            if (!string.IsNullOrWhiteSpace(token) && token.Any(c => char.IsWhiteSpace(c) || !char.IsAscii(c)))
            {
                yield return $"Slack:{setting} holds a space or another sign that no token has: copy it again.";
            }
        }

        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return "Slack:ApiBaseUrl must be an https address (http only on the loopback interface), such as https://slack.com/api/.";
        }
    }
}
