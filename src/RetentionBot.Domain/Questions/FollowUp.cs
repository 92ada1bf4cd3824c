using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Reads "and in September?", "per plan?", "and Belgium?": everything of the question before stays, except what is said.</summary>
internal static class FollowUp
{
    public static QuestionReading Read(QuestionParts parts, DateOnly today, string? metric, QuestionReading context)
    {
        switch (context.Intent)
        {
            case Intent.KpiDefinition:
                return metric is null || parts.Periods.Count > 0 || parts.Filters.Count > 0 ? FirstWord(parts) : context with { Metric = metric };
            case Intent.AlertsOpen or Intent.CustomerHealth or Intent.ChecklistStatus or Intent.SurveyResults when metric is null:
                return Other(parts, context);
            case Intent.SurveyResults when metric is MetricNames.Nps or MetricNames.Csat:
                return Other(parts, context with { Metric = metric });
        }

        return (metric ?? Counted(parts, context) ?? context.Metric) is { } figure
            ? new KpiReader(parts, today).Read(figure, context)
            : FirstWord(parts);
    }

    /// <summary>"Which customers?" and "how many is that?" after a figure mean those the figure counts.</summary>
    private static string? Counted(QuestionParts parts, QuestionReading context)
    {
        var counts = parts.Has(TermKind.That) && (parts.Has(TermKind.Count) || (parts.IsCounted && (parts.Has(TermKind.Customers) || parts.Says("er"))));
        return parts.IsList || counts ? MetricNames.CountBehind(context.Metric) : null;
    }

    private static QuestionReading Other(QuestionParts parts, QuestionReading context)
    {
        var takesPeriod = context.Intent is Intent.ChecklistStatus or Intent.SurveyResults;
        var refusal = parts.RefuseAllBut(
                TermKind.Filter, TermKind.And, TermKind.FollowUp, TermKind.Customers, TermKind.That, TermKind.WhatIs, TermKind.Metric, TermKind.Period, TermKind.Show)
            ?? (parts.Periods.Count > (takesPeriod ? 1 : 0) ? parts.Refuse(parts.Of(TermKind.Period).Last()) : null);
        var filters = context.Filters.Concat(parts.Filters).GroupBy(f => f.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return refusal ?? context with
        {
            Filters = filters,
            Period = parts.Periods is [var said] ? said.Period : context.Period,
            PeriodWasSaid = context.PeriodWasSaid || parts.Periods.Count == 1,
        };
    }

    private static QuestionReading FirstWord(QuestionParts parts) =>
        parts.Content.FirstOrDefault(t => t.Kind is not (TermKind.And or TermKind.FollowUp)) is { } term
            ? parts.Refuse(term)
            : QuestionReading.Refuse(UnknownReason.NoContext);
}
