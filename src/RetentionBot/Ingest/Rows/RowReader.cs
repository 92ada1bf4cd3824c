using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Ingest.Rows;

/// <summary>Reads the typed values of one row. Every method throws <see cref="RowRejectedException"/> when the text does not say what it should.</summary>
/// <param name="row">The row as the source gave it.</param>
/// <param name="workspace">Zone of instants without an offset, currency of amounts without one.</param>
/// <param name="latest">The last local day a fact may have.</param>
internal sealed class RowReader(SourceRow row, Workspace workspace, DateOnly latest)
{
    private const int ShownLength = 40;
    private const int IdLength = 400;

    public int Line => row.Line;

    public bool Has(string field) => Given(field) is not null;

    /// <summary>An id, which is compared as it stands and therefore holds no control characters.</summary>
    public string Id(string field) => OptionalId(field) ?? throw Missing(field);

    public string? OptionalId(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        if (text.Length > IdLength)
        {
            throw TooLong(field, text.Length, IdLength);
        }

        return text.Any(char.IsControl) ? throw new RowRejectedException($"{field} holds control characters.") : text;
    }

    public string Text(string field, int maxLength) => OptionalText(field, maxLength) ?? throw Missing(field);

    /// <summary>Text on one line: control characters become spaces.</summary>
    public string? OptionalText(string field, int maxLength) => Clean(field, maxLength, keepLines: false);

    /// <summary>Text that may run over several lines.</summary>
    public string? OptionalProse(string field, int maxLength) => Clean(field, maxLength, keepLines: true);

    public string Email(string field) => OptionalEmail(field) ?? throw Missing(field);

    /// <summary>A mail address in lower case.</summary>
    public string? OptionalEmail(string field)
    {
        if (OptionalText(field, 320) is not { } text)
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var isAddress = at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);
        return isAddress ? text.ToLowerInvariant() : throw new RowRejectedException($"{field} is no mail address.");
    }

    /// <summary><c>en</c> or <c>nl</c> from a code such as <c>nl</c> or <c>nl-NL</c>; null for a language that is not spoken here.</summary>
    public string? OptionalLanguage(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        var code = text.Split('-', '_')[0].ToLowerInvariant();
        if (code.Length is not (2 or 3) || !code.All(char.IsAsciiLetter))
        {
            throw Wrong(field, text, "a language code such as en or nl");
        }

        return code is "en" or "nl" ? code : null;
    }

    public string? OptionalCountry(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        return text.Length == 2 && text.All(char.IsAsciiLetter)
            ? text.ToUpperInvariant()
            : throw Wrong(field, text, "a country code of two letters such as NL");
    }

    public bool Flag(string field)
    {
        var text = Given(field);
        return text?.ToUpperInvariant() switch
        {
            null or "FALSE" or "NO" or "0" => false,
            "TRUE" or "YES" or "1" => true,
            _ => throw Wrong(field, text, "true or false"),
        };
    }

    public long? OptionalCount(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        var isCount = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number <= int.MaxValue;
        return isCount ? (long)number : throw Wrong(field, text, "a whole number, zero or more");
    }

    public decimal Number(string field)
    {
        var text = Given(field) ?? throw Missing(field);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(field, text, "a number such as 1234.50");
    }

    /// <summary>The row's currency, the workspace's when it names none.</summary>
    public string Currency(string field)
    {
        var text = Given(field) ?? workspace.Currency;
        var code = text.ToUpperInvariant();
        return Currencies.IsKnown(code) ? code : throw Wrong(field, text, "a currency code such as EUR");
    }

    /// <summary>A local day; an instant stands for the local day it lies in.</summary>
    public DateOnly Day(string field) => OptionalDay(field) ?? throw Missing(field);

    public DateOnly? OptionalDay(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        return IsoTime.TryDay(text, workspace, out var day) ? day : throw Wrong(field, text, "a day such as 2026-11-22");
    }

    /// <summary>The last day of something: a local day, or a month (2026-08), which stands for its last day.</summary>
    public DateOnly LastDay(string field)
    {
        var text = Given(field) ?? throw Missing(field);
        return IsoTime.TryDay(text, workspace, out var day) || IsoTime.TryLastDayOfMonth(text, out day)
            ? day
            : throw Wrong(field, text, "a day such as 2026-08-31 or a month such as 2026-08");
    }

    /// <summary>A day on which something happened, so not a future one.</summary>
    public DateOnly PastDay(string field)
    {
        var day = Day(field);
        return day <= latest ? day : throw Future(field, day);
    }

    public DateTimeOffset? OptionalInstant(string field)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        return IsoTime.TryInstant(text, workspace, out var at) ? at : throw Wrong(field, text, "a time such as 2026-11-22T14:30 or 2026-11-22T13:30Z");
    }

    /// <summary>When something happened, so not in the future. A day without a time is its first instant.</summary>
    public DateTimeOffset PastInstant(string field)
    {
        var at = OptionalInstant(field) ?? throw Missing(field);
        var day = workspace.LocalDate(at);
        return day <= latest ? at : throw Future(field, day);
    }

    /// <summary>One of the given words, in any case.</summary>
    public string? OptionalWord(string field, params ReadOnlySpan<string> words)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        var word = text.ToLowerInvariant();
        return words.Contains(word) ? word : throw Wrong(field, text, $"one of {string.Join(", ", words!)}");
    }

    public string Word(string field, params ReadOnlySpan<string> words) => OptionalWord(field, words) ?? throw Missing(field);

    public static RowRejectedException Missing(string field) => new($"{field} is not given.");

    public static RowRejectedException Wrong(string field, string text, string wanted) => new($"{field} '{Shown(text)}' is not {wanted}.");

    /// <summary>The beginning of a text, fit for a sentence that is kept; a mail address that strayed into a wrong column is not shown.</summary>
    public static string Shown(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            return "(mail address)";
        }

        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length <= ShownLength ? clean : string.Concat(clean.AsSpan(0, ShownLength), "…");
    }

    private static RowRejectedException TooLong(string field, int length, int maxLength) =>
        new($"{field} has {length} characters; at most {maxLength} are kept.");

    private RowRejectedException Future(string field, DateOnly day) =>
        new($"{field} {day:yyyy-MM-dd} lies after {latest:yyyy-MM-dd}, the last day the data speak of.");

    private string? Clean(string field, int maxLength, bool keepLines)
    {
        if (Given(field) is not { } text)
        {
            return null;
        }

        if (text.Any(char.IsControl))
        {
            text = string.Concat(text.Select(c => !char.IsControl(c) || (keepLines && c is '\n' or '\t') ? c : ' ')).Trim();
        }

        if (text.Length > maxLength)
        {
            throw TooLong(field, text.Length, maxLength);
        }

        return text.Length == 0 ? null : text;
    }

    private string? Given(string field) => row.Fields.TryGetValue(field, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
