using System.Globalization;
using Microsoft.Extensions.Primitives;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Reads what the query string of <c>/api/kpis</c> asks for. A value that does not exist is an error and never an empty figure.</summary>
internal sealed class KpiRequest
{
    private static readonly string[] Known =
    [
        "from", "to", "period", "group_by", "grain", "compare_to", "months", "through",
        FilterNames.Plan, FilterNames.Segment, FilterNames.Country, FilterNames.Owner, FilterNames.ChurnType, FilterNames.Customer,
    ];

    private KpiRequest(KpiQuery query) => Query = query;

    /// <summary>Its metric is still empty.</summary>
    public KpiQuery Query { get; }

    /// <summary>week, month or quarter, or null.</summary>
    public string? Grain { get; private init; }

    /// <summary>The period to compare with, or null.</summary>
    public Period? CompareTo { get; private init; }

    /// <summary>The error is a sentence for the caller; null when there is none.</summary>
    /// <param name="values">The query string.</param>
    /// <param name="facts">The names that exist.</param>
    /// <param name="lastMonth">The period when none is given.</param>
    /// <param name="error">What is wrong.</param>
    public static KpiRequest? Read(IQueryCollection values, Facts facts, Period lastMonth, out string? error)
    {
        if (values.Keys.FirstOrDefault(k => !Known.Contains(k, StringComparer.Ordinal)) is { } unknown)
        {
            error = $"There is no parameter '{unknown}'. There are: {string.Join(", ", Known)}.";
            return null;
        }

        if (ReadPeriod(values, lastMonth, out error) is not { } period || ReadFilters(values, facts, out var customers, out error) is not { } filters)
        {
            return null;
        }

        var (groupBy, grain) = (Text(values["group_by"]), Text(values["grain"]));
        error = grain is not null && !KpiPeriods.Grains.Contains(grain, StringComparer.Ordinal) ? "grain is week, month or quarter."
            : groupBy is not null && grain is not null ? "Give group_by or grain, not both."
            : null;
        if (error is not null || !TryReadOther(Text(values["compare_to"]), period, out var other, out error))
        {
            return null;
        }

        return new KpiRequest(new KpiQuery("", period) { Filters = filters, Customers = customers, GroupBy = groupBy }) { Grain = grain, CompareTo = other };
    }

    private static Period? ReadPeriod(IQueryCollection values, Period lastMonth, out string? error)
    {
        error = null;
        var (name, from, to) = (Text(values["period"]), Text(values["from"]), Text(values["to"]));
        if (name is null && from is null && to is null)
        {
            return lastMonth;
        }

        if (name is not null && (from is not null || to is not null))
        {
            error = "Give period, or from and to, not both.";
            return null;
        }

        var period = name is not null ? Named(name) : Between(from, to);
        error = period is not null ? null
            : name is not null ? "period is a month (2026-10), a quarter (2026-Q3), a week (2026-W07) or a year (2026)."
            : "Give from and to as days (2026-10-01), to being the first day after the period.";
        return period;
    }

    private static Dictionary<string, IReadOnlyList<string>>? ReadFilters(IQueryCollection values, Facts facts, out List<int>? customers, out string? error)
    {
        (customers, error) = (null, null);
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, names) in new[]
        {
            (FilterNames.Plan, facts.Vocabulary.Plans), (FilterNames.Segment, facts.Vocabulary.Segments), (FilterNames.Owner, facts.Vocabulary.Owners),
            (FilterNames.Country, facts.Snapshot.Country.Names), (FilterNames.ChurnType, ChurnTypes.All),
        })
        {
            if (values[key] is { Count: > 0 } wanted)
            {
                if (wanted.FirstOrDefault(w => !names.Contains(w, StringComparer.Ordinal)) is { } missing)
                {
                    error = $"There is no {key} '{missing}' in the data.";
                    return null;
                }

                filters[key] = [.. wanted.OfType<string>()];
            }
        }

        foreach (var name in values[FilterNames.Customer].OfType<string>())
        {
            if (facts.Vocabulary.Customers.Find(name) is not { Count: > 0 } found)
            {
                error = $"There is no customer '{name}' in the data.";
                return null;
            }

            (customers ??= []).AddRange(found);
        }

        return filters;
    }

    private static bool TryReadOther(string? text, Period period, out Period? other, out string? error)
    {
        (other, error) = (null, null);
        switch (text)
        {
            case null:
                return true;
            case "previous":
                other = KpiPeriods.Before(period);
                return true;
            case "year_earlier":
                other = new Period(period.From.AddYears(-1), period.To.AddYears(-1));
                return true;
        }

        var parts = text.Split("..");
        other = parts is [var from, var to] ? Between(from, to) : Named(text);
        error = other is null ? "compare_to is previous, year_earlier, a period (2026-09) or two days (2026-09-01..2026-10-01)." : null;
        return error is null;
    }

    private static Period? Named(string text)
    {
        bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        if (text.Length < 4 || !Number(text[..4], out var year) || year is < 1 or > 9998)
        {
            return null;
        }

        return text[4..] switch
        {
            "" => Period.Year(year),
            ['-', 'Q', var quarter] when quarter is >= '1' and <= '4' => Period.Quarter(year, quarter - '0'),
            ['-', 'W', .. var week] when week.Length == 2 && Number(week, out var number) && number >= 1 && number <= ISOWeek.GetWeeksInYear(year) => Period.Week(year, number),
            ['-', .. var month] when month.Length == 2 && Number(month, out var number) && number is >= 1 and <= 12 => Period.Month(year, number),
            _ => null,
        };
    }

    private static Period? Between(string? from, string? to) => IsDay(from, out var first) && IsDay(to, out var end) && end > first ? new Period(first, end) : null;

    private static bool IsDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string? Text(StringValues values) => values.Count == 0 || string.IsNullOrEmpty(values[^1]) ? null : values[^1];
}
