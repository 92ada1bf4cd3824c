using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Puts a figure into words: its name, its value, what it was counted from, and why there is none.</summary>
internal static class KpiWords
{
    /// <summary>Whether there are words for a metric, and so a figure to ask for.</summary>
    public static bool Knows(string metric) => KpiCatalogue.Definitions.Any(d => d.Key == metric);

    public static string Name(string metric, Texts texts) => texts.Say($"kpi.{metric}.name");

    public static string Definition(string metric, Texts texts) => texts.Say($"kpi.{metric}.definition");

    /// <summary>The value as people write it; the reason in words when there is none.</summary>
    public static string Value(KpiResult result, Texts texts) => result switch
    {
        { Value: { } value, Unit: KpiUnits.Percent } => texts.Format.Percent(value),
        { Value: { } value, Unit: KpiUnits.Points } => texts.Format.Points(value),
        { Value: { } value } => texts.Format.Number((long)value),
        _ => texts.Say("kpi.no-value"),
    };

    /// <summary>What the value was counted from, as a sentence; the reason in words when there is no value.</summary>
    public static string Counts(KpiResult result, Texts texts) => result switch
    {
        { WhyNoValue: { } why } => texts.Say($"kpi.why.{why switch
        {
            NoValueReason.NotConnected => "not-connected",
            NoValueReason.NoData => "no-data",
            NoValueReason.UndefinedNoOpening => "no-opening",
            NoValueReason.NoAnswers => "no-answers",
            _ => "future",
        }}"),
        { NpsGroups: { } groups } => texts.Say(
            "kpi.nps.counts", ("n", groups.Answers), ("promoters", groups.Promoters), ("passives", groups.Passives), ("detractors", groups.Detractors)),
        _ => texts.Say($"kpi.{result.Metric}.counts", ("numerator", result.Numerator), ("denominator", result.Denominator)),
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
            remarks.Add(texts.Say(result.Metric == KpiCatalogue.Nps ? "kpi.few-answers" : "kpi.few-customers"));
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
}
