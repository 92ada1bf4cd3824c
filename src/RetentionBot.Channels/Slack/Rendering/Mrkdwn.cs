using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// Turns the Markdown subset of Adaptive Cards (bold, italic, strike, links, lists, dates) into Slack's mrkdwn, or into plain text. The result comes in pieces
/// that may not be cut, so that a limit never falls inside an entity or a link.
/// </summary>
internal static partial class Mrkdwn
{
    /// <summary>Nothing longer is read: four sections' worth.</summary>
    public const int LongestInput = 12_000;

    private const int DeepestNesting = 8;

    public static List<string> Pieces(string markdown)
    {
        var pieces = new List<string>();
        Lines(markdown, isPlain: false, pieces);
        return pieces;
    }

    /// <summary>The words alone, for places where Slack reads no markup and takes no escapes.</summary>
    public static string Plain(string markdown)
    {
        var pieces = new List<string>();
        Lines(markdown, isPlain: true, pieces);
        return string.Concat(pieces).Trim();
    }

    /// <summary>A link as one piece; its words are shown as they are.</summary>
    /// <param name="url">From <see cref="CardJson.Link"/>.</param>
    public static string Link(string url, string words)
    {
        var shown = SlackText.Escape(SlackText.Cut(words.Replace('|', '/'), 200));
        return $"<{url.Replace("&", "&amp;", StringComparison.Ordinal)}|{(shown.Length > 0 ? shown : "link")}>";
    }

    /// <summary>Plain text with its dates worked out, for places where Slack reads no markup.</summary>
    public static string WithDates(string text) => DateAt().Replace(text, date => TryRead(date) is { } instant ? Shown(date, instant, isPlain: true) : date.Value);

    private static void Lines(string markdown, bool isPlain, List<string> pieces)
    {
        var lines = SlackText.Cut(markdown.Trim(), LongestInput).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                pieces.Add("\n");
            }

            Inline(Bullet().Replace(lines[i], "${indent}• ", 1), isPlain, 0, pieces);
        }
    }

    private static void Inline(string text, bool isPlain, int depth, List<string> pieces)
    {
        for (var at = 0; at < text.Length;)
        {
            at += Escaped(text, at, isPlain, pieces)
                ?? Special(text, at, isPlain, pieces)
                ?? (depth < DeepestNesting ? Marked(text, at, isPlain, depth, pieces) : null)
                ?? Literal(text, at, isPlain, pieces);
        }
    }

    private static int Literal(string text, int at, bool isPlain, List<string> pieces)
    {
        var length = StringInfo.GetNextTextElementLength(text, at);
        var sign = text.Substring(at, length);
        pieces.Add(isPlain ? sign : SlackText.Escape(sign));
        return length;
    }

    private static int? Escaped(string text, int at, bool isPlain, List<string> pieces) =>
        text[at] == '\\' && at + 1 < text.Length && char.IsAscii(text[at + 1]) && (char.IsPunctuation(text[at + 1]) || char.IsSymbol(text[at + 1]))
            ? 1 + Literal(text, at + 1, isPlain, pieces)
            : null;

    /// <summary>A link, a date or a mention: one piece.</summary>
    private static int? Special(string text, int at, bool isPlain, List<string> pieces)
    {
        if (text[at] == '[' && LinkAt().Match(text, at) is { Success: true } link)
        {
            var label = Plain(link.Groups["label"].Value);
            pieces.Add(!isPlain && CardJson.Link(link.Groups["url"].Value) is { } url ? Link(url, label) : isPlain ? label : SlackText.Escape(label));
            return link.Length;
        }

        if (text[at] == '{' && DateAt().Match(text, at) is { Success: true } date && date.Index == at && TryRead(date) is { } instant)
        {
            pieces.Add(Shown(date, instant, isPlain));
            return date.Length;
        }

        // Who is meant on Teams has another account here: the name stays, and nobody is called. A card that knows the account here says it.
        if (text[at] == '<' && MentionAt().Match(text, at) is { Success: true } mention)
        {
            var name = WebUtility.HtmlDecode(mention.Groups["name"].Value);
            pieces.Add(isPlain ? name : mention.Groups["account"] is { Success: true } account ? $"<@{account.Value}>" : SlackText.Escape(name));
            return mention.Length;
        }

        return null;
    }

    private static DateTimeOffset? TryRead(Match date) =>
        DateTimeOffset.TryParse(date.Groups["at"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    /// <summary>Shown in each reader's own zone; the fallback names UTC.</summary>
    private static string Shown(Match date, DateTimeOffset instant, bool isPlain)
    {
        var (isTime, format) = (date.Groups["what"].Value == "TIME", date.Groups["format"].Value);
        var fallback = instant.UtcDateTime.ToString(isTime ? "HH:mm 'UTC'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var token = (isTime, format) switch
        {
            (true, _) => "{time}",
            (_, "SHORT") => "{date_short}",
            (_, "LONG") => "{date_long}",
            _ => "{date_num}",
        };
        return isPlain ? fallback : $"<!date^{instant.ToUnixTimeSeconds()}^{token}|{fallback}>";
    }

    /// <summary>Bold, italic or struck-out text: the marks in Slack's spelling, each a piece, around the pieces of the inside.</summary>
    private static int? Marked(string text, int at, bool isPlain, int depth, List<string> pieces)
    {
        foreach (var (mark, slack) in (ReadOnlySpan<(string, string)>)[("**", "*"), ("__", "*"), ("~~", "~"), ("*", "_"), ("_", "_")])
        {
            if (Closing(text, at, mark) is { } end)
            {
                Mark();
                Inline(text[(at + mark.Length)..end], isPlain, depth + 1, pieces);
                Mark();
                return end + mark.Length - at;

                void Mark()
                {
                    if (!isPlain)
                    {
                        pieces.Add(slack);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Where the mark that opens here closes; a mark beside a space, an escaped one, or an underscore inside a word, is a plain sign.</summary>
    private static int? Closing(string text, int at, string mark)
    {
        var start = at + mark.Length;
        if (string.CompareOrdinal(text, at, mark, 0, mark.Length) != 0 || start >= text.Length || char.IsWhiteSpace(text[start])
            || (mark[0] == '_' && at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return null;
        }

        var end = text.IndexOf(mark, start + 1, StringComparison.Ordinal);
        while (end >= 0 && IsEscaped(text, start, end))
        {
            end = text.IndexOf(mark, end + 1, StringComparison.Ordinal);
        }

        var after = end + mark.Length;
        return end < 0 || char.IsWhiteSpace(text[end - 1]) || (mark[0] == '_' && after < text.Length && char.IsLetterOrDigit(text[after])) ? null : end;
    }

    /// <summary>Whether a sign is written as itself: an odd number of backslashes stands before it.</summary>
    private static bool IsEscaped(string text, int start, int at)
    {
        var before = at;
        while (before > start && text[before - 1] == '\\')
        {
            before--;
        }

        return (at - before) % 2 == 1;
    }

    [GeneratedRegex(@"^(?<indent>\s*)[-*+]\s+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\G\[(?<label>[^\[\]]*)\]\((?<url>[^()\s]*)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex LinkAt();

    [GeneratedRegex(
        @"\{\{(?<what>DATE|TIME)\((?<at>[^(),]+)(?:,\s*(?<format>SHORT|LONG|COMPACT)\s*)?\)\}\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DateAt();

    [GeneratedRegex(@"\G<at(?: id=""(?<account>[UW][A-Z0-9]{2,29})"")?>(?<name>[^<>]{1,200})</at>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MentionAt();
}
