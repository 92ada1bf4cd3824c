using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace RetentionBot.SurveyPage;

/// <summary>A piece of a page, written as an interpolated text in which every place is escaped, unless it is a piece of a page itself.</summary>
[InterpolatedStringHandler]
internal readonly struct Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 32));

    public static Html None => $"";

    public void AppendLiteral(string literal) => _text.Append(literal);

    /// <summary>Foreign words: escaped for text and for quoted attributes.</summary>
    public void AppendFormatted(string? words) => _text.Append(HtmlEncoder.Default.Encode(words ?? ""));

    public void AppendFormatted(Html piece) => _text.Append(piece._text);

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
        {
            AppendFormatted(piece);
        }
    }

    public override string ToString() => _text.ToString();
}
