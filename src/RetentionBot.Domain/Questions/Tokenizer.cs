using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace RetentionBot.Domain.Questions;

/// <param name="Text">Lower case, without accents, possessive and abbreviation marks; after spelling correction the corrected word.</param>
/// <param name="Original">As the person wrote it.</param>
/// <param name="Hyphenated">Joined to the token before it by a hyphen.</param>
internal sealed record Token(string Text, string Original, bool Hyphenated)
{
    public bool IsDash => Text == "-";
}

internal static partial class Tokenizer
{
    public static List<Token> Read(string text)
    {
        text = WebUtility.HtmlDecode(Mention().Replace(text, " ")).Replace('’', '\'').Replace('‘', '\'').Replace('`', '\'').Replace('´', '\'');
        text = ShortYear().Replace(text, " 20${year}");
        List<Token> tokens = [];
        var end = -1;
        var hyphen = false;
        foreach (Match match in Piece().Matches(text))
        {
            var original = match.Value;
            if (original is "-" && match.Index == end && match.Index + 1 < text.Length && char.IsLetterOrDigit(text[match.Index + 1]))
            {
                (hyphen, end) = (true, match.Index + 1);
                continue;
            }

            tokens.Add(new(Normalise(original), original, hyphen));
            (hyphen, end) = (false, match.Index + match.Length);
        }

        return tokens;
    }

    /// <summary>Lower case without accents; an English possessive, an inner apostrophe and the dots of an abbreviation go.</summary>
    public static string Normalise(string word)
    {
        if (word is "–" or "—" or "−")
        {
            return "-";
        }

        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        var text = plain.ToString();
        text = text.EndsWith("'s", StringComparison.Ordinal) ? text[..^2] : text.Replace("'", "", StringComparison.Ordinal);
        return Abbreviation().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex("<at[^>]*>.*?</at>|<[@!][^>]*>|@retention ?bot", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?:(?<![\p{L}\p{N}])|(?<=[QqKkHh][1-4]))'(?<year>\d\d)(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortYear();

    /// <summary>Dates, dotted and slashed abbreviations, words, and the signs that mean something; other punctuation separates.</summary>
    [GeneratedRegex(
        @"(?<!\d)(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}|\d{1,2}/\d{4}|\d{1,2}/\d{1,2})(?!\d)"
        + @"|(?<!\p{L})\p{L}(?:\.\p{L})+(?!\p{L})\.?|(?<!\p{L})\p{L}/\p{L}(?!\p{L})|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)?|[-–—−%&+#<>=≥≤€$]",
        RegexOptions.None, 1000)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^\p{L}(?:[./]\p{L})+\.?$", RegexOptions.NonBacktracking)]
    private static partial Regex Abbreviation();
}
