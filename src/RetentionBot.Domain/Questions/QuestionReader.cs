using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Reads the terms of one question: which intent it is, and whether anything stands in the way.</summary>
/// <param name="tokens">What the terms were read from, to name a word as it was written.</param>
/// <param name="context">The reading before it in the same thread.</param>
internal sealed class QuestionReader(IReadOnlyList<Token> tokens, DateOnly today, QuestionReading? context)
{
    private const int MostChoices = 6;
    private const int MostUnclear = 2;

    private static readonly TermKind[] Courtesies =
        [TermKind.And, TermKind.That, TermKind.WhatIs, TermKind.Show, TermKind.Doing, TermKind.FollowUp, TermKind.Receive];

    public QuestionReading Read(IReadOnlyList<Term> terms)
    {
        QuestionParts parts = new(terms, tokens);
        Term[] unclear = [.. parts.Of(TermKind.Ambiguous)];
        return unclear.Length > MostUnclear ? parts.Refuse(unclear[0])
            : unclear.Length > 0 ? AskBack(parts, unclear[0], unclear[0].Alternatives)
            : Refusal(parts) ?? Other(parts) ?? Kpi(parts);
    }

    /// <summary>Reads the question once with each meaning of a term: what can be read in two ways or more is a choice for the person.</summary>
    private QuestionReading AskBack(QuestionParts parts, Term unclear, IReadOnlyList<IReadOnlyList<Term>> alternatives)
    {
        List<QuestionReading> found = [];
        QuestionReading? refusal = null;
        foreach (var alternative in alternatives)
        {
            var reading = Read([
                .. parts.Terms.TakeWhile(t => t != unclear),
                .. alternative.Select(t => t with { Start = unclear.Start, Length = unclear.Length }),
                .. parts.Terms.SkipWhile(t => t != unclear).Skip(1)]);
            IReadOnlyList<QuestionReading> meanings = reading.Intent == Intent.Unknown ? reading.Choices : [reading];
            found.AddRange(meanings.Where(m => !found.Exists(m.IsSameAs)));
            refusal ??= meanings.Count == 0 ? reading : null;
        }

        // A name or a period that fits in one meaning only is settled by the rest of the question; which figure is meant never is.
        return found switch
        {
            [] => refusal!,
            [var only] when alternatives.All(a => a is [{ Kind: TermKind.Filter or TermKind.Period }]) || IsRevenueChurn(parts, only) => only,
            [_] => parts.Refuse(unclear),
            _ => QuestionReading.Choose(parts.Words(unclear), found.Take(MostChoices)),
        };
    }

    /// <summary>"What share of our revenue churned" is revenue churn in so many words.</summary>
    private static bool IsRevenueChurn(QuestionParts parts, QuestionReading only) => only.Metric == MetricNames.GrossMrrChurn && parts.Has(TermKind.Percent);

    private static QuestionReading? Refusal(QuestionParts parts)
    {
        if (parts.Of(TermKind.Refuse).FirstOrDefault() is { } known)
        {
            return parts.Refuse(known, Enum.Parse<UnknownReason>(known.Value));
        }

        if (parts.Of(TermKind.Period).FirstOrDefault(t => t.Period!.Problem is not null) is { } period)
        {
            return parts.Refuse(period, period.Period!.Problem!.Value);
        }

        // A word nobody knows is named before one that only lost its neighbour ("net" beside a misspelt "revenue").
        Term[] unknowns = [.. parts.Of(TermKind.Unknown)];
        if (unknowns.Length > 0)
        {
            var unknown = Array.Find(unknowns, t => !Lexicon.Knows(parts.Words(t).ToLowerInvariant())) ?? unknowns[0];
            return parts.Refuse(unknown, IsBesideADimension(unknown) ? UnknownReason.UnknownValue : UnknownReason.NotUnderstood);
        }

        // "Kun je me de churn geven" is polite; "de churn voor mij" may mean my customers.
        return parts.Has(TermKind.Request) || parts.Has(TermKind.Show) || parts.Has(TermKind.Help) ? null : parts.RefuseAny(TermKind.Me);

        bool IsBesideADimension(Term term) => parts.After(term)?.Kind == TermKind.Group || parts.Before(term)?.Kind == TermKind.Group;
    }

    /// <summary>Questions that are not about a figure; null when it is none of them.</summary>
    private QuestionReading? Other(QuestionParts parts)
    {
        if (parts.Has(TermKind.Help))
        {
            return parts.RefuseAllBut([TermKind.Help, .. Courtesies]) ?? new QuestionReading { Intent = Intent.Help };
        }

        if (parts.Has(TermKind.Alerts))
        {
            return parts.RefuseAllBut([
                    TermKind.Alerts, TermKind.Open, TermKind.Which, TermKind.List, TermKind.Count, TermKind.HowMuch, TermKind.Filter, TermKind.Group,
                    TermKind.Now, TermKind.Customers, TermKind.Active, TermKind.Total, .. Courtesies])
                ?? parts.Groups.Select(g => parts.Refuse(g)).FirstOrDefault()
                ?? new QuestionReading { Intent = Intent.AlertsOpen, Filters = parts.Filters };
        }

        if (parts.Has(TermKind.Checklist))
        {
            return Checklist(parts);
        }

        var says = parts.SurveyMetric is not null && (parts.Has(TermKind.Doing) || parts.Says("say", "zei", "zegt", "zeggen"));
        if (parts.Has(TermKind.Survey) && (parts.Has(TermKind.Results) || says))
        {
            return Survey(parts);
        }

        // "NPS results": the figure, or all that the survey brought?
        if (parts.SurveyMetric is not null && parts.Of(TermKind.Results).FirstOrDefault() is { } results)
        {
            return AskBack(parts, results, [[results, new(TermKind.Survey)], [new(TermKind.Filler)]]);
        }

        return Health(parts) ?? Definition(parts);
    }

    /// <remarks>"What is left" is the same as what is open.</remarks>
    private QuestionReading Checklist(QuestionParts parts) =>
        parts.RefuseAllBut([
            TermKind.Checklist, TermKind.Open, parts.Says("left") ? TermKind.Leave : TermKind.Open, TermKind.Which, TermKind.List, TermKind.Count,
            TermKind.HowMuch, TermKind.Percent, TermKind.Filter, TermKind.Now, TermKind.Period, TermKind.Total, .. Courtesies])
        ?? (parts.Periods.Count > 1 ? parts.Refuse(parts.Of(TermKind.Period).Last()) : null)
        ?? new QuestionReading
        {
            Intent = Intent.ChecklistStatus,
            Period = parts.Periods is [var said] ? said.Period : Period.WeekOf(today).UpTo(today),
            PeriodWasSaid = parts.Periods.Count == 1,
            Filters = parts.Filters,
        };

    private QuestionReading Survey(QuestionParts parts)
    {
        var metric = parts.SurveyMetric;
        return parts.RefuseAllBut([
                TermKind.Survey, TermKind.Results, TermKind.Metric, TermKind.Period, TermKind.Filter, TermKind.Group, TermKind.Customers, TermKind.Which,
                .. Courtesies])
            ?? parts.Groups.Select(g => parts.Refuse(g)).FirstOrDefault()
            ?? (parts.Metrics.Any(m => m != metric) ? parts.Refuse(parts.Of(TermKind.Metric).Last(), UnknownReason.TwoMetrics) : null)
            ?? (parts.Periods.Count > 1 ? parts.Refuse(parts.Of(TermKind.Period).Last()) : null)
            ?? new QuestionReading
            {
                Intent = Intent.SurveyResults,
                Metric = metric,
                Period = parts.Periods is [var said] ? said.Period : PeriodDates.Before(PeriodUnit.Month, today),
                PeriodWasSaid = parts.Periods.Count == 1,
                Filters = parts.Filters,
            };
    }

    /// <summary>"How is Acme doing", "health score of Acme", "is Acme at risk".</summary>
    private static QuestionReading? Health(QuestionParts parts)
    {
        var asked = parts.Filters.TryGetValue(FilterNames.Customer, out var customers) && customers.Count == 1
            && (parts.Metrics is [] or [MetricNames.AtRiskCount]) && !parts.StartsAsFollowUp
            && (parts.Has(TermKind.Doing) || parts.Has(TermKind.About) || parts.Has(TermKind.Health) || parts.Metrics.Count == 1);
        TermKind[] goWithIt =
            [TermKind.Filter, TermKind.Health, TermKind.About, TermKind.HowMuch, TermKind.Metric, TermKind.Now, TermKind.Customers, .. Courtesies];
        return asked && parts.RefuseAllBut(goWithIt) is null
            ? new QuestionReading { Intent = Intent.CustomerHealth, Filters = parts.Filters }
            : null;
    }

    private QuestionReading? Definition(QuestionParts parts)
    {
        var isTimeless = parts.Periods.Count == 0 && parts.Filters.Count == 0;
        var asksHow = (parts.Says("how", "hoe") && parts.Has(TermKind.Measure)) || (parts.Says("waar") && parts.EndsWith("voor"));
        var explains = isTimeless && (parts.Has(TermKind.Explain) || asksHow);
        if (!parts.Has(TermKind.Definition) && !explains)
        {
            return null;
        }

        var metric = MetricResolver.Resolve(parts, out var refusal) ?? (parts.Has(TermKind.That) && refusal is null ? context?.Metric : null);
        return refusal ?? (metric is null
            ? parts.RefuseAny(TermKind.Definition, TermKind.Explain, TermKind.Measure) ?? QuestionReading.Refuse(UnknownReason.Nothing)
            : new QuestionReading { Intent = Intent.KpiDefinition, Metric = metric });
    }

    private QuestionReading Kpi(QuestionParts parts)
    {
        var metric = MetricResolver.Resolve(parts, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        var saysSomething = parts.Content.Any(t => !Courtesies.Contains(t.Kind) && t.Kind != TermKind.Customers) || (parts.IsList && context is not null);
        var onlyMetric = parts.Content.All(t => t.Kind == TermKind.Metric);
        if (context is not null && saysSomething && (metric is null || parts.StartsAsFollowUp || onlyMetric))
        {
            return FollowUp.Read(parts, today, metric, context);
        }

        if (metric is null)
        {
            return Unclear.Figure(parts) is var (term, figures) ? AskBack(parts, term, figures)
                : QuestionReading.Refuse(Continues(parts) ? UnknownReason.NoContext : UnknownReason.Nothing);
        }

        // "And churn?" continues a question that is not there.
        return parts.StartsAsFollowUp && parts.Periods.Count == 0 ? QuestionReading.Refuse(UnknownReason.NoContext)
            : (Unclear.When(parts, metric, today) ?? Unclear.Comparison(parts, today)) is var (word, meanings) ? AskBack(parts, word, meanings)
            : Unclear.Form(parts, new KpiReader(parts, today).Read(metric, null));
    }

    private static bool Continues(QuestionParts parts) =>
        parts.StartsAsFollowUp || parts.Periods.Count > 0 || parts.Filters.Count > 0 || parts.GroupBy is not null;
}
