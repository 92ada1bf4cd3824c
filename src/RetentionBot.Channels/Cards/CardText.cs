using System.Text;

namespace RetentionBot.Channels.Cards;

/// <summary>Makes foreign words (a customer's name, a comment, a subject line) safe to put in a text that is read as Markdown.</summary>
/// <remarks>
/// That is: messages, a card's TextBlock and fact values. Button titles, choices and input values are plain text and take the words as they are.
/// </remarks>
public static class CardText
{
    /// <summary>Characters that mean something in Markdown wherever they stand.</summary>
    private const string Special = @"\`*_~[]<";

    /// <summary>Put inside an address, it reads the same and is no address any more.</summary>
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>
    /// The same words, on one line, without any effect: special characters are escaped with a backslash as in CommonMark, the start cannot open a list,
    /// heading or quotation, web addresses do not become links, and <c>{{DATE(…)}}</c> is not worked out. Empty for nothing.
    /// </summary>
    public static string Escape(string? foreign)
    {
        var words = (foreign ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words.Select(word => new string([.. word.Where(c => !char.IsControl(c))])));
        var safe = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (Special.Contains(line[i], StringComparison.Ordinal) || OpensBlock(line, i))
            {
                safe.Append('\\');
            }

            safe.Append(line[i]);
            if (IsFollowedBy(line, i, "://", after: 1) || IsFollowedBy(line, i, "www.", after: 3) || IsFollowedBy(line, i, "{{", after: 1))
            {
                safe.Append(ZeroWidthSpace);
            }
        }

        return safe.ToString();
    }

    /// <summary>Whether the character makes a list, heading or quotation of the line, as the first one after the digits does in <c>1. a</c>.</summary>
    private static bool OpensBlock(string line, int at) => line[at] switch
    {
        '-' or '+' or '#' or '>' => at == 0,
        '.' or ')' => at > 0 && line[..at].All(char.IsAsciiDigit),
        _ => false,
    };

    /// <summary>Whether the line holds <paramref name="what"/> with its first <paramref name="after"/> characters ending at <paramref name="at"/>.</summary>
    private static bool IsFollowedBy(string line, int at, string what, int after)
    {
        var start = at - after + 1;
        return start >= 0 && string.Compare(line, start, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
