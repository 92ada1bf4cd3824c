using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RetentionBot.Channels.Slack;

/// <summary>Slack's message text: what must be escaped on the way out, and what a person meant on the way in.</summary>
internal static partial class SlackText
{
    public const string Ellipsis = "…";
    private const char EllipsisSign = '…';

    /// <summary>Escapes the three signs Slack gives a meaning to; everything else goes as it is.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Cuts to at most <paramref name="limit"/> UTF-16 units, the dots included, never inside what a reader sees as one sign.</summary>
    public static string Cut(string text, int limit) => text.Length <= limit ? text : Join(Graphemes(text), limit).Text;

    /// <summary>Puts pieces that may not be cut (a letter with its accents, an entity, a whole link) together until the limit is reached.</summary>
    public static (string Text, bool IsCut) Join(IEnumerable<string> pieces, int limit)
    {
        var text = new StringBuilder();
        var lengthWithDots = 0;
        foreach (var piece in pieces)
        {
            if (text.Length + piece.Length > limit)
            {
                text.Length = lengthWithDots;
                return (text.Append(EllipsisSign).ToString(), true);
            }

            text.Append(piece);
            if (text.Length + Ellipsis.Length <= limit)
            {
                lengthWithDots = text.Length;
            }
        }

        return (text.ToString(), false);
    }

    public static IEnumerable<string> Graphemes(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>
    /// What somebody wrote, as they meant it: the bot's own leading mention gone, mentions and links as their label, entities decoded, typographic quotes and
    /// spaces made plain, white space collapsed.
    /// </summary>
    public static string Decode(string? wire, string? botUserId)
    {
        var text = WithoutLeading($"@{botUserId}", (wire ?? "").TrimStart());
        text = Token().Replace(text, token => Meaning(token.Groups["body"].Value, token.Groups["label"].Value));

        // The ampersand comes last, or "&amp;lt;" would be decoded twice.
        text = text.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
        return Spaces().Replace(string.Concat(text.Select(Plain)), " ").Trim();
    }

    /// <summary>The accounts mentioned in what somebody wrote, each once, in the order of the text, with the label where Slack gives one.</summary>
    public static IEnumerable<(string User, string? Label)> Mentions(string? wire) => Token().Matches(wire ?? "")
        .Where(token => token.Groups["body"].Value is ['@', _, ..])
        .Select(token => (User: token.Groups["body"].Value[1..], Label: token.Groups["label"].Value is { Length: > 0 } label ? label : null))
        .DistinctBy(mention => mention.User, StringComparer.Ordinal);

    private static string WithoutLeading(string mention, string text) =>
        Token().Match(text) is { Success: true, Index: 0 } token && token.Groups["body"].Value == mention
            ? text[token.Length..].TrimStart(':', ',', ' ')
            : text;

    private static string Meaning(string body, string label) => body switch
    {
        ['@', .. var user] => "@" + (label.Length > 0 ? label : user),
        ['#', .. var channel] => "#" + (label.Length > 0 ? label : channel),
        ['!', .. var special] => label.Length > 0 ? label : "@" + special,
        _ => label.Length > 0 ? label : body,
    };

    private static char Plain(char sign) => sign switch
    {
        '\u2018' or '\u2019' or '\u201A' or '\u201B' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '\u201F' => '"',
        _ => sign,
    };

    [GeneratedRegex(@"<(?<body>[^<>|]+)(?:\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"[\s\u200B\uFEFF]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
