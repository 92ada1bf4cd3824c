using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Values of attributes as people read them: a country by its name, a colleague without the mail domain, a sign-up month as a month. Plain words, not escaped.</summary>
internal static class ValueWords
{
    /// <param name="dimension">A key of <see cref="FilterNames"/> , <see cref="KpiQuery.SignupMonth"/> or <see cref="KpiQuery.Round"/>.</param>
    /// <param name="value">Null for those whose attribute is not known.</param>
    /// <param name="texts">In which language.</param>
    public static string Of(string dimension, string? value, Texts texts) => (dimension, value) switch
    {
        (KpiQuery.Round, null) => texts.Say("kpi.no-round"),
        (_, null) => texts.Say("kpi.group-unknown"),
        (FilterNames.Country, _) => CountryNames.Of(value) is var country && texts.Language == Texts.Dutch ? country.Dutch : country.English,
        (FilterNames.Owner, FilterNames.Me) => texts.Say("kpi.me"),
        (FilterNames.Owner, _) => value.Split('@')[0],
        (FilterNames.ChurnType, _) when ChurnTypes.All.Contains(value, StringComparer.Ordinal) => texts.Say($"kpi.churn-type.{value}"),
        (KpiQuery.SignupMonth, _) when DateOnly.TryParseExact(value, "yyyy-MM", out var month) => texts.Format.Period(Domain.Calendar.Period.MonthOf(month)),
        _ => value,
    };

    /// <summary>Filters in words: "plan Pro / Basic, country Belgium"; null when there are none.</summary>
    /// <param name="filters">As in a reading.</param>
    /// <param name="texts">In which language.</param>
    public static string? Filters(IReadOnlyDictionary<string, IReadOnlyList<string>> filters, Texts texts) =>
        filters.Count == 0 ? null : string.Join(", ", filters.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Filter(f.Key, f.Value, texts)));

    /// <summary>As <see cref="Filters"/>, of what was really counted: who "me" is, and which customers were named.</summary>
    public static string? Filters(KpiQuery query, QuestionReading reading, Texts texts)
    {
        var filters = query.Filters.ToDictionary(StringComparer.Ordinal);
        if (reading.Filters.TryGetValue(FilterNames.Customer, out var customers))
        {
            filters[FilterNames.Customer] = customers;
        }

        return Filters(filters, texts) is { } words ? CardText.Escape(words) : null;
    }

    private static string Filter(string key, IReadOnlyList<string> values, Texts texts) =>
        $"{texts.Say($"kpi.dimension.{key}")} {string.Join(" / ", values.Select(v => Of(key, v, texts)))}";
}
