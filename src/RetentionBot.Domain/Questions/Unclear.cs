using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Finds questions that leave open which figure, which period or which form of answer is meant.</summary>
internal static class Unclear
{
    private static readonly string[] Determiners = ["the", "our", "de", "het", "onze", "ons", "was", "were", "waren", "had", "have", "we", "hebben", "hadden"];

    /// <summary>Words that name no figure of their own: a bare rate, bare customers, a score, a survey.</summary>
    public static (Term Term, IReadOnlyList<IReadOnlyList<Term>> Alternatives)? Figure(QuestionParts parts)
    {
        if (parts.StartsAsFollowUp)
        {
            return null;
        }

        if (parts.Of(TermKind.Survey).FirstOrDefault() is { } survey)
        {
            return (survey, [[survey, new(TermKind.Results)], Term.Figure(survey.Value.Length > 0 ? survey.Value : MetricNames.ResponseRate)]);
        }

        return parts.Of(TermKind.Rate).Concat(parts.Of(TermKind.Percent)).FirstOrDefault() is { } rate ? Figures(rate, LexiconAmbiguities.Rates)
            : parts.Of(TermKind.Receive).FirstOrDefault(t => parts.Words(t).StartsWith("score", StringComparison.OrdinalIgnoreCase)) is { } score
                ? Figures(score, LexiconAmbiguities.Scores)
            : parts.Of(TermKind.Customers).FirstOrDefault() is { } customers && !parts.Has(TermKind.Doing) && !parts.Filters.ContainsKey(FilterNames.Customer)
                ? Figures(customers, LexiconAmbiguities.Counts)
            : null;

        static (Term, IReadOnlyList<IReadOnlyList<Term>>) Figures(Term term, string[] metrics) => (term, [.. metrics.Select(Term.Figure)]);
    }

    /// <summary>"Current churn": of a figure that is counted over time it may be the running month or the last complete one.</summary>
    public static (Term Term, IReadOnlyList<IReadOnlyList<Term>> Alternatives)? When(QuestionParts parts, string metric, DateOnly today)
    {
        if (parts.Of(TermKind.Now).FirstOrDefault() is not { } now || MetricNames.IsStanding(metric) || parts.Periods.Count > 0
            || parts.Has(TermKind.Compare) || parts.Has(TermKind.Shift) || parts.HasTrend)
        {
            return null;
        }

        return (now, [[Month(PeriodDates.Before(PeriodUnit.Month, today))], [Month(Period.MonthOf(today).UpTo(today)!.Value)]]);

        Term Month(Period month) => new(TermKind.Period) { Period = new(now.Length, month, PeriodUnit.Month) };
    }

    /// <summary>"Higher than last month" leaves open what is; "did it go up last month" leaves open since when.</summary>
    public static (Term Term, IReadOnlyList<IReadOnlyList<Term>> Alternatives)? Comparison(QuestionParts parts, DateOnly today)
    {
        if (parts.Periods is not [{ Period: { } said, Unit: PeriodUnit.Week or PeriodUnit.Month or PeriodUnit.Quarter } phrase] || parts.Has(TermKind.Shift)
            || parts.HasTrend || parts.GroupBy is not null)
        {
            return null;
        }

        if (parts.Of(TermKind.Compare).FirstOrDefault(t => t.Value == "to") is { } than)
        {
            var isLast = said == PeriodDates.Before(phrase.Unit, today) && parts.After(than)?.Kind == TermKind.Period;
            return isLast ? (than, [[Of(PeriodDates.Around(phrase.Unit, today).UpTo(today)!.Value), than], [Of(said), than]]) : null;
        }

        return parts.Of(TermKind.Direction).FirstOrDefault() is { } direction && !parts.Has(TermKind.Compare)
            ? (direction, [[direction, Shift(phrase.Unit.ToString().ToLowerInvariant())], [direction, Shift("year")]])
            : null;

        Term Of(Period period) => new(TermKind.Period) { Period = phrase with { Period = period } };
        Term Shift(string unit) => new(TermKind.Shift, unit);
    }

    /// <summary>"What is churn" may ask for the figure or for its meaning; "customers that left" for their number or their names.</summary>
    public static QuestionReading Form(QuestionParts parts, QuestionReading reading)
    {
        if (reading.Intent != Intent.Kpi)
        {
            return reading;
        }

        var asksMeaning = parts.Content is [{ Kind: TermKind.WhatIs }, { Kind: TermKind.Metric }] && !parts.Says(Determiners);
        if (asksMeaning || (parts.Has(TermKind.About) && !reading.PeriodWasSaid))
        {
            var meaning = new QuestionReading { Intent = Intent.KpiDefinition, Metric = reading.Metric };
            return QuestionReading.Choose(parts.Words(parts.Content[0]), [meaning, reading]);
        }

        var whose = parts.Of(TermKind.Customers).FirstOrDefault(c => parts.After(c)?.Kind is TermKind.That or TermKind.Who);
        return whose is not null && !parts.IsCounted && MetricNames.CountBehind(reading.Metric) == reading.Metric
            ? QuestionReading.Choose(parts.Words(whose), [reading with { Intent = Intent.ListCustomers }, reading])
            : reading;
    }
}
