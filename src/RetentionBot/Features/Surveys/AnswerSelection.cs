using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>Which answers somebody asks to see by name.</summary>
/// <param name="Kind">Null for those to both questions.</param>
/// <param name="Period">Local days of their last change.</param>
/// <param name="CustomerId">Of the people of one customer; null for all that the reader may see.</param>
internal sealed record AnswerSelection(SurveyKind? Kind, Period Period, long? CustomerId)
{
    /// <summary>How it is kept on a button and in an address: letters, digits and underscores. It gives no rights: those are looked up whenever it comes back.</summary>
    public string Code => string.Create(
        CultureInfo.InvariantCulture, $"{Kind?.ToString().ToLowerInvariant() ?? "all"}_{Period.From:yyyyMMdd}_{Period.To:yyyyMMdd}_{CustomerId ?? 0}");

    /// <returns>Null when it was not written here.</returns>
    public static AnswerSelection? Read(string? code)
    {
        if (code?.Split('_') is not [var kind, var from, var to, var customer]
            || kind is not ("all" or "nps" or "csat")
            || !IsDay(from, out var first) || !IsDay(to, out var end) || end <= first
            || !long.TryParse(customer, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        return new AnswerSelection(kind switch { "nps" => SurveyKind.Nps, "csat" => SurveyKind.Csat, _ => null }, new Period(first, end), id == 0 ? null : id);
    }

    private static bool IsDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
