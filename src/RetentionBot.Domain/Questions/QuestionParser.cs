using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>Understands questions about the figures, in English and Dutch, by fixed rules.</summary>
/// <remarks>A word that was not understood and could change the number is never passed over: the question is refused and the word named.</remarks>
public static class QuestionParser
{
    private const int MostTokens = 60;

    private static readonly TermKind[] Courtesies =
        [TermKind.And, TermKind.That, TermKind.WhatIs, TermKind.Show, TermKind.Doing, TermKind.FollowUp, TermKind.Receive];

    /// <param name="text">What the person wrote, mentions of the bot included.</param>
    /// <param name="today">The workspace's local date.</param>
    /// <param name="context">The reading before this one in the same thread.</param>
    /// <param name="language">"en" or "nl" when it is known; null to tell it from the text.</param>
    public static QuestionReading Parse(string text, DateOnly today, QuestionVocabulary vocabulary, QuestionReading? context = null, string? language = null)
    {
        var tokens = Tokenizer.Read(text);
        var spoken = language ?? LanguageDetector.Detect(tokens, context?.Language ?? "en");
        if (tokens.Count is 0 or > MostTokens)
        {
            return QuestionReading.Refuse(UnknownReason.Nothing) with { Language = spoken };
        }

        var parts = new QuestionParts(TermReader.Read(tokens, today, vocabulary, spoken), tokens);
        var usable = context is { Intent: not (Intent.Unknown or Intent.Help) } ? context : null;
        return (Refusal(parts) ?? Other(parts, today, usable) ?? Kpi(parts, today, usable)) with { Language = spoken };
    }

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

        return parts.Of(TermKind.Unknown).FirstOrDefault() is { } unknown
            ? parts.Refuse(unknown, IsBesideADimension(unknown) ? UnknownReason.UnknownValue : UnknownReason.NotUnderstood)
            : null;

        bool IsBesideADimension(Term term) => parts.After(term)?.Kind == TermKind.Group || parts.Before(term)?.Kind == TermKind.Group;
    }

    /// <summary>Questions that are not about a figure; null when it is none of them.</summary>
    private static QuestionReading? Other(QuestionParts parts, DateOnly today, QuestionReading? context)
    {
        if (parts.Has(TermKind.Help))
        {
            return parts.RefuseAllBut([TermKind.Help, .. Courtesies]) ?? new QuestionReading { Intent = Intent.Help };
        }

        if (parts.Has(TermKind.Alerts))
        {
            return parts.RefuseAllBut([
                    TermKind.Alerts, TermKind.Open, TermKind.Which, TermKind.List, TermKind.Count, TermKind.HowMuch, TermKind.Filter, TermKind.Group, TermKind.Now,
                    TermKind.Customers, TermKind.Total, .. Courtesies])
                ?? parts.Groups.Select(g => parts.Refuse(g)).FirstOrDefault()
                ?? new QuestionReading { Intent = Intent.AlertsOpen, Filters = parts.Filters };
        }

        if (parts.Has(TermKind.Checklist))
        {
            return Checklist(parts, today);
        }

        if (parts.Has(TermKind.Survey) && parts.Has(TermKind.Results))
        {
            return Survey(parts, today);
        }

        return Health(parts) ?? Definition(parts, context);
    }

    private static QuestionReading Checklist(QuestionParts parts, DateOnly today) =>
        parts.RefuseAllBut([
            TermKind.Checklist, TermKind.Open, TermKind.Which, TermKind.List, TermKind.Count, TermKind.HowMuch, TermKind.Percent, TermKind.Filter, TermKind.Now, TermKind.Period, .. Courtesies])
        ?? (parts.Periods.Count > 1 ? parts.Refuse(parts.Of(TermKind.Period).Last()) : null)
        ?? new QuestionReading
        {
            Intent = Intent.ChecklistStatus,
            Period = parts.Periods is [var said] ? said.Period : Period.WeekOf(today).UpTo(today),
            PeriodWasSaid = parts.Periods.Count == 1,
            Filters = parts.Filters,
        };

    private static QuestionReading Survey(QuestionParts parts, DateOnly today)
    {
        var metric = parts.Metrics.Count > 0 ? parts.Metrics[0] : null;
        return parts.RefuseAllBut([
                TermKind.Survey, TermKind.Results, TermKind.Metric, TermKind.Period, TermKind.Filter, TermKind.Group, TermKind.Customers, TermKind.Which, .. Courtesies])
            ?? parts.Groups.Select(g => parts.Refuse(g)).FirstOrDefault()
            ?? (parts.Metrics.Count > 1 || metric is not (null or MetricNames.Nps or MetricNames.Csat)
                ? parts.Refuse(parts.Of(TermKind.Metric).Last(), UnknownReason.TwoMetrics)
                : null)
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
            && (parts.Has(TermKind.Doing) || parts.Has(TermKind.Health) || parts.Metrics.Count == 1);
        return asked && parts.RefuseAllBut([TermKind.Filter, TermKind.Health, TermKind.Metric, TermKind.Now, TermKind.Customers, .. Courtesies]) is null
            ? new QuestionReading { Intent = Intent.CustomerHealth, Filters = parts.Filters }
            : null;
    }

    private static QuestionReading? Definition(QuestionParts parts, QuestionReading? context)
    {
        var explains = parts.Has(TermKind.Explain) && parts.Periods.Count == 0 && parts.Filters.Count == 0;
        if (!parts.Has(TermKind.Definition) && !explains)
        {
            return null;
        }

        var metric = MetricResolver.Resolve(parts, out var refusal) ?? (parts.Has(TermKind.That) && refusal is null ? context?.Metric : null);
        return refusal ?? (metric is null
            ? parts.RefuseAny(TermKind.Definition, TermKind.Explain)
            : new QuestionReading { Intent = Intent.KpiDefinition, Metric = metric });
    }

    private static QuestionReading Kpi(QuestionParts parts, DateOnly today, QuestionReading? context)
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
            var continues = parts.StartsAsFollowUp || parts.Periods.Count > 0 || parts.Filters.Count > 0 || parts.GroupBy is not null;
            return QuestionReading.Refuse(continues ? UnknownReason.NoContext : UnknownReason.Nothing);
        }

        // "And churn?" continues a question that is not there; "what is churn" may ask for the figure or its meaning.
        var bare = parts.Content.Count == 2 && parts.Content[0].Kind == TermKind.WhatIs && parts.Terms.Count == 2;
        return parts.StartsAsFollowUp && parts.Periods.Count == 0 ? QuestionReading.Refuse(UnknownReason.NoContext)
            : bare ? parts.Refuse(parts.Content[0])
            : new KpiReader(parts, today).Read(metric, null);
    }
}
