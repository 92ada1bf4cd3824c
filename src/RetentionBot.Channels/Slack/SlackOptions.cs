using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// How the bot reaches Slack and how Slack proves itself. With no token and no secret the channel is off: every request is answered 401, every send
/// refused.
/// </summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Bot token (<c>xoxb-…</c>) of the one workspace or organisation the app is installed in; empty when Slack is off.</summary>
    public string? BotToken { get; init; }

    /// <summary>App-level token (<c>xapp-…</c>), used by Socket Mode only.</summary>
    public string? AppToken { get; init; }

    /// <summary>Signing secrets of the app; during a rotation the new one and the old one. Blank entries do not count.</summary>
    public IReadOnlyList<string> SigningSecrets { get; init; } = [];

    /// <summary>Where the Web API methods live: https, or http on this very machine.</summary>
    public string ApiBaseUrl { get; init; } = "https://slack.com/api/";

    /// <summary>Id of the app (<c>A…</c>). When set, what Slack sends for another app is acknowledged and dropped.</summary>
    public string? AppId { get; init; }

    internal bool IsConfigured => !string.IsNullOrWhiteSpace(BotToken) && Secrets.Any();

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

        if (hasToken && !hasSecret)
        {
            yield return "Slack:BotToken is set but Slack:SigningSecrets is empty: set both to use Slack, or neither to leave it off.";
        }

        if (!hasToken && hasSecret)
        {
            yield return "Slack:SigningSecrets is set but Slack:BotToken is empty: set both to use Slack, or neither to leave it off.";
        }

        if (hasToken && options.BotToken!.Any(c => char.IsWhiteSpace(c) || !char.IsAscii(c)))
        {
            yield return "Slack:BotToken holds a space or another sign that no token has: copy it again.";
        }

        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return "Slack:ApiBaseUrl must be an https address (http only on the loopback interface), such as https://slack.com/api/.";
        }
    }
}
