using System.Globalization;
using System.Text;

namespace RetentionBot.Features.Turns;

/// <summary>A cell of CSV that stays a text in every spreadsheet.</summary>
internal static class CsvCell
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>A spreadsheet takes a cell that begins so for a formula, or skips the sign and then does.</summary>
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>Where a spreadsheet that was told another separator, or none of quotes, begins a cell in the middle of ours.</summary>
    private const string Separators = ";\n";

    /// <summary>One cell, in quotes; an apostrophe before what would be a formula makes it a text.</summary>
    public static string Of(string? text)
    {
        var cell = new StringBuilder("\"");
        var (isAtStart, start) = (true, cell.Length);
        foreach (var sign in text ?? "")
        {
            if (isAtStart && Dangerous.Contains(sign, StringComparison.Ordinal))
            {
                cell.Insert(start, '\'');
                isAtStart = false;
            }

            cell.Append(sign == '"' ? "\"\"" : sign.ToString());
            isAtStart = isAtStart && IsSkipped(sign);
            if (Separators.Contains(sign, StringComparison.Ordinal))
            {
                (isAtStart, start) = (true, cell.Length);
            }
        }

        return cell.Append('"').ToString();
    }

    private static bool IsSkipped(char sign) => char.IsWhiteSpace(sign) || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.Control;
}
