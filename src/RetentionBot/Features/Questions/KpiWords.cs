using System.Text.Json;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Puts a figure into words: its name, its value, what it was counted from, and why there is none.</summary>
internal static class KpiWords
{
    public static string Name(string metric, Texts texts) => texts.Say($"kpi.{metric}.name");

    public static string Definition(string metric, Texts texts) => texts.Say($"kpi.{metric}.definition");

    /// <summary>The value as people write it; that there is none when there is none.</summary>
    public static string Value(KpiResult result, Texts texts) =>
        result.Value is { } value ? Amount(value, result.Unit, result, texts) : texts.Say("kpi.no-value");

    /// <summary>What the value was counted from, as a sentence; the reason in words when there is no value.</summary>
    public static string Counts(KpiResult result, Texts texts) => result switch
    {
        { WhyNoValue: { } why } => texts.Say($"kpi.why.{JsonNamingPolicy.KebabCaseLower.ConvertName(why.ToString())}"),
        { NpsGroups: { } groups } => texts.Say(
            "kpi.nps.counts", ("n", groups.Answers), ("promoters", groups.Promoters), ("passives", groups.Passives), ("detractors", groups.Detractors)),
        _ => texts.Say(
            $"kpi.{result.Metric}.counts",
            ("numerator", Part(result.Numerator, result, texts)),
            ("denominator", Part(result.Denominator, result, texts)),
            ("arpu", Detail("arpu", result, texts)),
            ("lifetime", Detail("lifetime_months", result, texts)),
            ("margin", Detail("gross_margin", result, texts)),
            ("aov", Detail("aov", result, texts)),
            ("frequency", Detail("orders_per_customer_per_year", result, texts)),
            ("lifespan", Detail("mean_lifespan_years", result, texts)),
            ("mean", Detail("mean", result, texts)),
            ("within", Detail("within_24h", result, texts)),
            ("threshold", Detail("threshold", result, texts))),
    };

    /// <summary>The period in words, with its first and last day.</summary>
    public static string PeriodOf(KpiResult result, Texts texts)
    {
        var (name, dates) = (texts.Format.Period(result.Asked), texts.Format.Days(result.Asked));
        return name == dates ? name : $"{name} ({dates})";
    }

    /// <summary>Remarks that must stand beside the value: provisional, few.</summary>
    public static IReadOnlyList<string> Remarks(KpiResult result, Texts texts)
    {
        var remarks = new List<string>();
        if (result is { IsPartial: true, Measured: { } measured })
        {
            remarks.Add(texts.Say("kpi.provisional", ("day", measured.LastDay)));
        }

        if (result is { IsSmallNumber: true, Value: not null })
        {
            remarks.Add(texts.Say(result.Metric is MetricNames.Nps or MetricNames.Csat ? "kpi.few-answers" : "kpi.few-customers"));
        }

        return remarks;
    }

    /// <summary>The whole answer in one line.</summary>
    public static string Line(KpiResult result, Texts texts)
    {
        var period = texts.Format.Period(result.Asked);
        var answer = result.Value is null
            ? texts.Say("kpi.line-no-value", ("name", Name(result.Metric, texts)), ("period", period), ("why", Counts(result, texts)))
            : texts.Say("kpi.line", ("name", Name(result.Metric, texts)), ("period", period), ("value", Value(result, texts)), ("counts", Counts(result, texts)));
        var data = result.DataThrough is { } through ? " " + texts.Say("kpi.data-through", ("day", through)) : "";
        return string.Join(' ', [answer, .. Remarks(result, texts)]) + data;
    }

    private static string? Detail(string key, KpiResult result, Texts texts) =>
        result.Details.FirstOrDefault(d => d.Key == key) is { Value: { } value } detail ? Amount(value, detail.Unit, result, texts) : null;

    /// <summary>A part of a rate is money where the figure is about money, else a count.</summary>
    private static string? Part(decimal? part, KpiResult result, Texts texts) =>
        part is not { } value ? null : Amount(value, IsMoney(result, value) ? KpiUnits.Money : KpiUnits.Count, result, texts);

    /// <summary>Whether a numerator or denominator is an amount.</summary>
    public static bool IsMoney(KpiResult result, decimal part) => result.Metric switch
    {
        MetricNames.GrossMrrChurn or MetricNames.NetMrrChurn or MetricNames.Nrr or MetricNames.Grr or MetricNames.Mrr => true,
        MetricNames.Arpu or MetricNames.Aov => part == result.Numerator,
        _ => false,
    };

    private static string Amount(decimal value, string unit, KpiResult result, Texts texts) => unit switch
    {
        KpiUnits.Percent => texts.Format.Percent(value),
        KpiUnits.Points when result.Metric == MetricNames.Nps => texts.Format.Points(value),
        KpiUnits.Money => texts.Format.Money(value, result.Currency!),
        KpiUnits.Customers or KpiUnits.Count => texts.Format.Number((long)value),
        KpiUnits.Minutes => texts.Say("kpi.minutes", ("number", texts.Format.Number(value, 0))),
        KpiUnits.Months => texts.Say("kpi.months", ("number", texts.Format.Number(value, 1))),
        KpiUnits.Points => texts.Format.Number(value, 1),
        _ => texts.Format.Number(value, 2),
    };
}
