using System.Text.Json;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Puts a figure into words: its name, its value, what it was counted from, and why there is none. Plain words, not escaped.</summary>
internal static class KpiWords
{
    /// <summary>Figures whose parts are amounts.</summary>
    private static readonly string[] OfMoney = [MetricNames.GrossMrrChurn, MetricNames.NetMrrChurn, MetricNames.Nrr, MetricNames.Grr, MetricNames.Mrr];

    /// <summary>Whether a figure's parts are amounts of MRR.</summary>
    public static bool IsOfMoney(string metric) => OfMoney.Contains(metric, StringComparer.Ordinal);

    /// <summary>Whether a numerator or denominator is an amount.</summary>
    public static bool IsMoney(KpiResult result, bool isNumerator) => IsOfMoney(result.Metric) || (isNumerator && result.Metric is (MetricNames.Arpu or MetricNames.Aov));

    public static string Name(string metric, Texts texts) => texts.Say($"kpi.{metric}.name");

    /// <summary>The code under which an answer's proof is kept; null when none is.</summary>
    public static string? Proof(KpiAnswer answer) => answer.ProofCode is { } code ? answer.Texts.Say("kpi.proof.code", ("code", code)) : null;

    /// <summary>Words as the beginning of a line.</summary>
    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Words, cut where they are longer than there is room for.</summary>
    public static string Cut(string words, int most) =>
        words.Length <= most ? words : words[..(char.IsHighSurrogate(words[most - 2]) ? most - 2 : most - 1)].TrimEnd() + "…";

    public static string Definition(string metric, Texts texts) => texts.Say($"kpi.{metric}.definition");

    /// <summary>What the figure is and of when: "Customer churn, October 2026"; of a state, the day it is of.</summary>
    public static string Title(KpiResult result, Texts texts) => MetricNames.IsStanding(result.Metric) && result.Measured is { } measured
        ? texts.Say("kpi.title-on", ("name", Name(result.Metric, texts)), ("day", measured.LastDay))
        : texts.Say("kpi.title", ("name", Name(result.Metric, texts)), ("period", texts.Format.Period(result.Asked)));

    /// <summary>The value as people write it; that there is none when there is none.</summary>
    public static string Value(KpiResult result, Texts texts) =>
        result.Value is { } value ? Amount(value, result.Unit, result, texts) : texts.Say("kpi.no-value");

    /// <summary>Why there is no value, as a sentence.</summary>
    public static string Why(NoValueReason why, Texts texts) => texts.Say($"kpi.why.{JsonNamingPolicy.KebabCaseLower.ConvertName(why.ToString())}");

    /// <summary>What the value was counted from, as a sentence; the reason in words when there is no value.</summary>
    public static string Counts(KpiResult result, Texts texts)
    {
        if (result.WhyNoValue is { } why)
        {
            return why == NoValueReason.TooFewAnswers ? $"{Why(why, texts)} {texts.Say("kpi.too-few", ("answers", texts.Count("answers", (long)result.Denominator!)))}" : Why(why, texts);
        }

        if (result.NpsGroups is { } groups)
        {
            var answered = texts.Say(
                "kpi.nps.counts",
                ("answers", texts.Count("answers", groups.Answers)),
                ("promoters", texts.Count("promoters", groups.Promoters)),
                ("passives", texts.Count("passives", groups.Passives)),
                ("detractors", texts.Count("detractors", groups.Detractors)));

            // One answer, or all of one group, would have an interval of nothing, which is more than they bear out.
            return groups.HalfWidth is > 0 and var width ? $"{answered} {texts.Say("kpi.nps.interval", ("width", texts.Format.Number(width, 1)))}" : answered;
        }

        var (whole, day) = (Whole(result, texts), result.Measured?.LastDay);
        (string, object?)[] places =
        [
            ("numerator", Part(result.Numerator, isNumerator: true, result, texts)),
            ("denominator", Part(result.Denominator, isNumerator: false, result, texts)),
            ("counted", Counted(result, texts)),
            ("whole", whole),
            ("day", day),
            ("arpu", Detail("arpu", result, texts)),
            ("lifetime", Detail("lifetime_months", result, texts)),
            ("margin", Detail("gross_margin", result, texts)),
            ("aov", Detail("aov", result, texts)),
            ("frequency", Detail("orders_per_customer_per_year", result, texts)),
            ("lifespan", Detail("mean_lifespan_years", result, texts)),
            ("mean", Detail("mean", result, texts)),
            ("threshold", Detail("threshold", result, texts)),
        ];
        var counts = result.Numerator == 1 && texts.Has($"kpi.{result.Metric}.counts-one")
            ? texts.Say($"kpi.{result.Metric}.counts-one", places)
            : texts.Say($"kpi.{result.Metric}.counts", places);
        return Detail("within_24h", result, texts) is { } within ? $"{counts} {texts.Say("kpi.within-a-day", ("within", within))}" : counts;
    }

    /// <summary>
    /// How many the figure was counted over, so that its weight can be judged: answers, customers at the start, orders; of a count, the count itself. Null where
    /// it was counted over amounts.
    /// </summary>
    public static decimal? CountedOver(KpiResult result) => result switch
    {
        { NpsGroups: { } groups } => groups.Answers,
        _ when IsOfMoney(result.Metric) => null,
        { Denominator: { } n, Value: not null } => n,
        { Unit: KpiUnits.Customers } => result.Numerator,
        _ => null,
    };

    /// <summary>The period in words, with its first and last day.</summary>
    public static string PeriodOf(KpiResult result, Texts texts)
    {
        if (IsOfOneDay(result) && result.Measured is { } measured)
        {
            return texts.Format.Date(measured.LastDay);
        }

        var (name, dates) = (texts.Format.Period(result.Asked), texts.Format.Days(result.Asked));
        return name == dates ? name : $"{name} ({dates})";
    }

    /// <summary>Whether it is a state asked for one day: the latest there is, and so not provisional.</summary>
    public static bool IsOfOneDay(KpiResult result) => MetricNames.IsStanding(result.Metric) && result.Asked.Days == 1;

    /// <summary>Remarks that must stand beside the value: provisional, few.</summary>
    public static IReadOnlyList<string> Remarks(KpiResult result, Texts texts)
    {
        var remarks = new List<string>();
        if (result is { IsPartial: true, Measured: { } measured })
        {
            remarks.Add(MetricNames.IsStanding(result.Metric)
                ? texts.Say("kpi.standing", ("day", measured.LastDay))
                : texts.Say("kpi.provisional", ("day", measured.LastDay)));
        }

        if (result is { IsSmallNumber: true, Value: not null })
        {
            remarks.Add(Few(result.Metric, texts));
        }

        return remarks;
    }

    /// <summary>What few answers or customers do to a figure.</summary>
    public static string Few(string metric, Texts texts) => texts.Say(metric is MetricNames.Nps or MetricNames.Csat ? "kpi.few-answers" : "kpi.few-customers");

    /// <summary>The whole answer in one line.</summary>
    public static string Line(KpiResult result, Texts texts)
    {
        var answer = result.Value is null
            ? texts.Say("kpi.line-no-value", ("title", Title(result, texts)), ("why", Counts(result, texts)))
            : texts.Say("kpi.line", ("title", Title(result, texts)), ("value", Value(result, texts)), ("counts", Counts(result, texts)));
        var data = result.DataThrough is { } through ? " " + texts.Say("kpi.data-through", ("day", through)) : "";
        return string.Join(' ', [answer, .. Remarks(result, texts)]) + data;
    }

    /// <summary>An amount in a unit, as people write it.</summary>
    public static string Amount(decimal value, string unit, KpiResult result, Texts texts) => unit switch
    {
        KpiUnits.Percent => texts.Format.Percent(value),
        KpiUnits.Points when result.Metric == MetricNames.Nps => texts.Format.Points(value),
        KpiUnits.Money => texts.Format.Money(value, result.Currency!),
        KpiUnits.Customers or KpiUnits.Count => texts.Format.Number((long)value),
        KpiUnits.Minutes => texts.Count("minutes", Whole(value)),
        KpiUnits.Months => texts.Say("kpi.months", ("number", texts.Format.Number(value, 1))),
        KpiUnits.Points => texts.Format.Number(value, 1),
        _ => texts.Format.Number(value, 2),
    };

    /// <summary>A detail of the result, as people write it; null when there is none of that key or it has no value.</summary>
    public static string? Detail(string key, KpiResult result, Texts texts) =>
        result.Details.FirstOrDefault(d => d.Key == key) is { Value: { } value } detail ? Amount(value, detail.Unit, result, texts) : null;

    private static string? Part(decimal? part, bool isNumerator, KpiResult result, Texts texts) =>
        part is not { } value ? null : Amount(value, IsMoney(result, isNumerator) ? KpiUnits.Money : KpiUnits.Count, result, texts);

    /// <summary>The numerator with what was counted.</summary>
    private static string? Counted(KpiResult result, Texts texts) => result switch
    {
        { Metric: MetricNames.AverageLifetime, Numerator: { } months } => texts.Count("customer-months", (long)months),
        { Metric: MetricNames.PurchaseFrequency, Numerator: { } orders } => texts.Count("orders", (long)orders),
        { Metric: MetricNames.ReactivationRate, Numerator: { } restarts } => texts.Count("restarts", (long)restarts),
        { Unit: KpiUnits.Customers, Numerator: { } customers } => texts.Count("customers", (long)customers),
        _ => null,
    };

    /// <summary>The denominator with what was counted: "8 customers".</summary>
    private static string? Whole(KpiResult result, Texts texts)
    {
        var what = result.Metric switch
        {
            MetricNames.ChurnRate or MetricNames.RetentionRate or MetricNames.CustomersLost => "of-customers",
            MetricNames.AtRiskCount => "of-active-customers",
            MetricNames.Csat => "of-answers",
            MetricNames.ResponseRate => "of-invitations",
            MetricNames.OnboardingCompletion => "of-tasks",
            MetricNames.AverageLifetime => "lost-customers",
            MetricNames.Aov => "orders",
            MetricNames.FirstResponseTime => "cases",
            MetricNames.ReactivationRate => "ended",
            _ => "customers",
        };
        return result.Denominator is { } whole && !IsOfMoney(result.Metric) ? texts.Count(what, (long)whole) : null;
    }

    private static long Whole(decimal value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);
}
