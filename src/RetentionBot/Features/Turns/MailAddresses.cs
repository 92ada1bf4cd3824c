namespace RetentionBot.Features.Turns;

/// <summary>Mail addresses in what people write. Slack writes one as a mail link.</summary>
internal static class MailAddresses
{
    private static readonly char[] Between = [' ', '|', ':', '<', '>'];

    /// <summary>The last address in a text, lower case; null when there is none.</summary>
    public static string? LastIn(string text) => text
        .Split(Between, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Trim('.', ',', ';'))
        .LastOrDefault(word => word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1)
        ?.ToLowerInvariant();
}
