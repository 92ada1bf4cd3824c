using System.Globalization;
using System.Text;

namespace RetentionBot.Domain.Questions;

/// <summary>Writes a name as the words people would type: lower case, no accents, single spaces, as <see cref="Tokenizer"/> splits a question.</summary>
/// <remarks>Names of plain letters, spaces and common signs take a short way without rubbish on the heap; the rest goes through the tokenizer itself.</remarks>
internal sealed class NameWriter
{
    private const char Separates = ' ';
    private const char Unusual = '\0';

    /// <summary>Characters a legal form can add to a name: " B.V.B.A." and " limited".</summary>
    public const int LongestLegalForm = 9;

    private static readonly string[] LegalForms = ["bv", "nv", "vof", "bvba", "gmbh", "ltd", "limited", "inc", "llc", "plc"];

    /// <summary>By character: what a letter, digit or sign becomes; a space for what separates words; zero for what only the tokenizer knows.</summary>
    private static readonly char[] Plain = BuildPlain();

    private char[] _buffer = new char[256];

    public static string Normalise(string name) => new NameWriter().Write(name, out _).ToString();

    /// <param name="words">How many words were written.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<char> Write(ReadOnlySpan<char> name, out int words)
    {
        if (_buffer.Length < (name.Length * 3) + 1)
        {
            _buffer = new char[name.Length * 4];
        }

        var length = Short(name, out words);
        if (length >= 0)
        {
            return _buffer.AsSpan(0, length);
        }

        string[] tokens = [.. Tokenizer.Read(name.ToString()).Where(t => !t.IsDash).Select(t => t.Text).Where(t => t.Length > 0)];
        words = tokens.Length;
        return string.Join(' ', tokens);
    }

    /// <summary>Length of a normalised name without the legal form at its end; the whole length when it has none or is nothing else.</summary>
    public static int WithoutLegalForm(ReadOnlySpan<char> normalised)
    {
        var space = normalised.LastIndexOf(' ');
        foreach (var form in LegalForms)
        {
            if (space > 0 && normalised[(space + 1)..].SequenceEqual(form))
            {
                return space;
            }
        }

        return normalised.Length;
    }

    public static ulong Hash(ReadOnlySpan<char> normalised)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in normalised)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        // The low bits of the product hardly depend on the last letters' high ones; one more mix spreads them.
        hash ^= hash >> 32;
        return unchecked(hash * 0x9E3779B97F4A7C15UL);
    }

    /// <returns>Characters written to the buffer; negative when a character needs the tokenizer.</returns>
    private int Short(ReadOnlySpan<char> name, out int words)
    {
        (var length, words) = (0, 0);
        var inWord = false;
        var hasDigit = name.ContainsAnyInRange('0', '9');
        for (var i = 0; i < name.Length; i++)
        {
            var plain = name[i] < Plain.Length ? Plain[name[i]] : Unusual;
            if (plain == Unusual || (hasDigit && name[i] is '-' or '.'))
            {
                return -1;
            }

            var isSign = plain is '&' or '+' or '%' or '#' or '=' or '$';
            if (plain == Separates)
            {
                inWord = false;
                continue;
            }

            if (!inWord || isSign)
            {
                _buffer[length] = ' ';
                length += words++ > 0 ? 1 : 0;
            }

            inWord = !isSign;
            if (inWord && Initials(name, i) is > 0 and var letters)
            {
                for (var j = 0; j < letters; j++)
                {
                    _buffer[length++] = Plain[name[i + (2 * j)]];
                }

                i += (2 * letters) - 2;
                i += i + 1 < name.Length && name[i + 1] == '.' ? 1 : 0;
                inWord = false;
                continue;
            }

            _buffer[length++] = plain;
        }

        return length;
    }

    /// <summary>How many letters of an abbreviation with dots ("B.V.", "v.o.f") begin here; zero when none does.</summary>
    private static int Initials(ReadOnlySpan<char> name, int at)
    {
        if (at > 0 && char.IsLetter(name[at - 1]))
        {
            return 0;
        }

        var letters = 1;
        for (var i = at; i + 2 < name.Length && name[i + 1] == '.' && IsPlainLetter(name[i + 2]); i += 2)
        {
            letters++;
        }

        var after = at + (2 * letters) - 1;
        letters -= after < name.Length && char.IsLetter(name[after]) ? 1 : 0;
        return letters > 1 ? letters : 0;
    }

    private static bool IsPlainLetter(char c) => char.IsLetter(c) && c < Plain.Length && Plain[c] != Unusual;

    private static char[] BuildPlain()
    {
        var plain = new char[0x180];
        for (var c = ' '; c < plain.Length; c++)
        {
            var letters = string.Concat(c.ToString().Normalize(NormalizationForm.FormD).Where(l => CharUnicodeInfo.GetUnicodeCategory(l) != UnicodeCategory.NonSpacingMark));
            plain[c] = char.IsLetter(c) && letters.Length == 1 ? char.ToLowerInvariant(letters[0])
                : char.IsAsciiDigit(c) || c is '&' or '+' or '%' or '#' or '=' or '$' ? c
                : c is ' ' or ',' or '(' or ')' or '-' or '.' or '!' or '?' or '"' or '*' or ':' or '_' or '\t' ? Separates
                : Unusual;
        }

        return plain;
    }
}
