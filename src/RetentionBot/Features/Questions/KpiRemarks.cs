using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>What must be known beside a figure: how fresh its data are, what is in it and what is not. Plain words, not escaped.</summary>
internal static class KpiRemarks
{
    /// <summary>Data older than this say their age.</summary>
    private const int FreshDays = 2;

    private static readonly string[] Movements =
        ["opening_mrr", "churned_mrr", "contraction_mrr", "expansion_mrr", "new_mrr", "reactivation_mrr"];

    /// <summary>The last day with data, and how long ago it was when that is longer than usual.</summary>
    public static string DataDate(KpiResult result, DateOnly today, Texts texts)
    {
        if (result.DataThrough is not { } through)
        {
            return texts.Say("kpi.no-feed");
        }

        var age = today.DayNumber - through.DayNumber;
        return age > FreshDays ? $"{texts.Format.Date(through)} ({texts.Count("days-ago", age)})" : texts.Format.Date(through);
    }

    /// <summary>All remarks of an answer about one result.</summary>
    public static IEnumerable<string> Of(KpiAnswer answer, KpiResult result)
    {
        var texts = answer.Texts;
        if (!answer.Reading.PeriodWasSaid)
        {
            yield return MetricNames.IsStanding(result.Metric)
                ? texts.Say("kpi.day-not-said")
                : texts.Say("kpi.period-not-said", ("period", texts.Format.Period(result.Asked)));
        }

        foreach (var remark in KpiWords.Remarks(result, texts))
        {
            yield return remark;
        }

        if (LeftOut(answer, result) is { } leftOut)
        {
            yield return leftOut;
        }
    }

    /// <summary>The second lines that help to read the figure: few, each with its name.</summary>
    public static IEnumerable<(string Name, string Value)> Details(KpiResult result, Texts texts)
    {
        if (result.Value is null)
        {
            yield break;
        }

        if (result.Metric == MetricNames.ChurnRate && Value("early_losses", result) is > 0 and var early)
        {
            yield return (texts.Say("kpi.detail.early-losses"), texts.Count("customers", (long)early));
        }

        foreach (var movement in Movements.Where(key => Value(key, result) is { } value && (value != 0 || key == "opening_mrr")))
        {
            yield return (texts.Say($"kpi.detail.{movement}"), KpiWords.Detail(movement, result, texts)!);
        }

        if (Value("opted_out", result) is > 0)
        {
            yield return (texts.Say("kpi.detail.opted_out"), KpiWords.Detail("opted_out", result, texts)!);
        }

        if (KpiWords.Detail("observed_lifetime_months", result, texts) is { } observed)
        {
            yield return (texts.Say("kpi.detail.observed"), observed);
        }

        if (result.Metric == MetricNames.ReactivationRate && Value("within_30_days", result) is { } soon)
        {
            var gaps = new[] { soon, Value("within_90_days", result) ?? 0, Value("later", result) ?? 0 };
            yield return (texts.Say("kpi.detail.gaps"), string.Join(", ", gaps.Select(n => texts.Format.Number((long)n))));
        }
    }

    /// <summary>What is paid in other currencies is in no amount; null when nothing is, or the figure is no amount.</summary>
    public static string? LeftOut(KpiAnswer answer, KpiResult result)
    {
        if (result is not { Currency: { } currency, Value: not null } || CountsPeople(result.Metric) || KpiCatalogue.Find(result.Metric) is not { } definition)
        {
            return null;
        }

        var isOrders = definition.Feed == Feeds.Orders;
        string[] others = [.. answer.Basis!.Facts.Snapshot.OtherCurrencies.Where(c => (isOrders ? c.Orders : c.Stretches) > 0).Select(c => c.Currency).Order(StringComparer.Ordinal)];
        return others.Length == 0 ? null
            : answer.Texts.Say(isOrders ? "kpi.other-currencies-orders" : "kpi.other-currencies", ("currency", currency), ("others", string.Join(", ", others)));
    }

    /// <summary>Figures from the same feeds that hold no amounts.</summary>
    private static bool CountsPeople(string metric) => metric is MetricNames.ChurnRate or MetricNames.RetentionRate or MetricNames.CustomersLost
        or MetricNames.CustomersActive or MetricNames.NewCustomers or MetricNames.AverageLifetime or MetricNames.ReactivationRate;

    /// <summary>Whether two periods are as long as each other: as many whole months, or as many days, of what was really counted.</summary>
    public static bool AreAsLong(Period one, Period other) =>
        one is { From.Day: 1, To.Day: 1 } && other is { From.Day: 1, To.Day: 1 } ? Months(one) == Months(other) : one.Days == other.Days;

    private static int Months(Period period) => ((period.To.Year - period.From.Year) * 12) + period.To.Month - period.From.Month;

    private static decimal? Value(string key, KpiResult result) => result.Details.FirstOrDefault(d => d.Key == key)?.Value;
}
