using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>A reading as people would say it, for buttons and titles: "Customer churn, October 2026, by plan". Plain words, not escaped.</summary>
internal static class ReadingWords
{
    public static string Of(QuestionReading reading, Texts texts)
    {
        var name = reading.Metric is { } metric ? KpiWords.Name(metric, texts) : "";
        var about = reading.Intent switch
        {
            Intent.Kpi => Join(name, Period(reading, texts)),
            Intent.KpiBreakdown => Join(name, Period(reading, texts), By(reading.GroupBy ?? FilterNames.Plan, texts)),
            Intent.KpiTrend => Join(name, Per(reading.Grain ?? KpiPeriods.Month, texts), Period(reading, texts)),
            Intent.KpiCompare => Join(name, Compared(reading, texts)),
            Intent.KpiDefinition => texts.Say("reading.definition", ("name", name)),
            Intent.ListCustomers => Join(texts.Say("reading.list", ("name", name)), Period(reading, texts)),
            Intent.SurveyResults => Join(texts.Say("reading.survey", ("name", reading.Metric is null ? KpiWords.Name(MetricNames.Nps, texts) : name)), Period(reading, texts)),
            Intent.CustomerHealth => texts.Say("reading.health"),
            Intent.AlertsOpen => texts.Say("reading.alerts"),
            Intent.ChecklistStatus => texts.Say("reading.checklist"),
            _ => texts.Say("reading.help"),
        };
        return Join(about, ValueWords.Filters(reading.Filters, texts));
    }

    /// <summary>"by plan".</summary>
    public static string By(string dimension, Texts texts) => texts.Say("reading.by", ("dimension", texts.Say($"kpi.dimension.{dimension}")));

    /// <summary>"by month".</summary>
    public static string Per(string grain, Texts texts) => texts.Say("reading.by", ("dimension", texts.Say($"kpi.grain.{grain}")));

    private static string? Compared(QuestionReading reading, Texts texts) => reading.CompareTo is { } other
        ? texts.Say("reading.compared", ("period", Period(reading, texts)), ("other", texts.Format.Period(other)))
        : Period(reading, texts);

    private static string? Period(QuestionReading reading, Texts texts) => reading.Period is { } period ? texts.Format.Period(period) : null;

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(p => !string.IsNullOrEmpty(p)));
}
