namespace RetentionBot.Domain.Questions;

/// <summary>Finds the one figure a question is about, from metric names or from verbs: "how many customers left", "what share stayed".</summary>
internal static class MetricResolver
{
    private static readonly string[] Getting =
        ["get", "got", "gets", "gotten", "received", "kregen", "gekregen", "krijgen", "binnen", "binnengekomen", "ontvangen", "ontvingen"];

    /// <returns>The metric, or null with or without a refusal: without one the text names no figure at all.</returns>
    public static string? Resolve(QuestionParts parts, out QuestionReading? refusal)
    {
        refusal = null;
        var metrics = parts.Metrics.ToList();
        if (parts.Has(TermKind.Health) && !metrics.Contains(MetricNames.HealthAverage, StringComparer.Ordinal))
        {
            metrics.Add(MetricNames.HealthAverage);
        }

        if (parts.Of(TermKind.New).FirstOrDefault() is { } fresh)
        {
            if (!parts.Has(TermKind.Customers))
            {
                refusal = parts.Refuse(fresh);
                return null;
            }

            metrics.Add(MetricNames.NewCustomers);
        }

        metrics = [.. metrics.Distinct(StringComparer.Ordinal)];
        if (metrics.Count > 1)
        {
            refusal = parts.Refuse(parts.Of(TermKind.Metric).Last(), UnknownReason.TwoMetrics);
            return null;
        }

        Term[] verbs = [.. parts.Verbs];
        // Of those who left, some come back: the share won back is one figure, not two.
        if (parts.Has(TermKind.Return) && parts.Has(TermKind.Percent) && metrics is [] or [MetricNames.CustomersLost]
            && Array.TrueForAll(verbs, v => v.Kind is TermKind.Leave or TermKind.Return))
        {
            return MetricNames.ReactivationRate;
        }

        if (verbs.Select(v => v.Kind).Distinct().Count() > 1)
        {
            refusal = parts.Refuse(verbs[^1], UnknownReason.TwoMetrics);
            return null;
        }

        var percent = parts.Has(TermKind.Percent) || parts.Has(TermKind.Rate);
        if (metrics is [var named])
        {
            var metric = percent && named == MetricNames.CustomersLost ? MetricNames.ChurnRate
                : IsLostRevenue(parts, named, percent) ? MetricNames.GrossMrrChurn
                : named;
            if (verbs is [var verb, ..] && !Agrees(verb.Kind, metric, percent))
            {
                refusal = parts.Refuse(verb, UnknownReason.TwoMetrics);
            }

            return refusal is null ? metric : null;
        }

        var resolved = verbs is [var only, ..] ? FromVerb(parts, only.Kind, percent) : FromCustomers(parts, percent);
        if (resolved is null && verbs.Length > 0)
        {
            refusal = parts.Refuse(verbs[0]);
        }

        return resolved;
    }

    /// <summary>Whether the words of measure around a metric fit it; a misfit ("average churn", "bare rate") may mean another figure.</summary>
    public static QuestionReading? CheckMeasure(QuestionParts parts, string metric)
    {
        if (!MetricNames.IsPercentage(metric) && parts.RefuseAny(TermKind.Percent, TermKind.Rate) is { } share)
        {
            return share;
        }

        if (!MetricNames.IsAverage(metric) && parts.RefuseAny(TermKind.Average) is { } average)
        {
            return average;
        }

        if (metric is not (MetricNames.AverageLifetime or MetricNames.FirstResponseTime)
            && parts.Of(TermKind.HowMuch).FirstOrDefault(t => t.Value == "time") is { } time)
        {
            return parts.Refuse(time);
        }

        var isShare = parts.Has(TermKind.Percent) || parts.Has(TermKind.Rate);
        if (!MetricNames.IsCount(metric) && !isShare && (parts.Has(TermKind.Customers) || parts.Has(TermKind.Count)))
        {
            return parts.RefuseAny(TermKind.Count)
                ?? parts.Of(TermKind.HowMuch).Where(t => parts.After(t)?.Kind == TermKind.Customers).Select(t => parts.Refuse(t)).FirstOrDefault();
        }

        // A "churn score" is no churn, however the word "score" is used elsewhere.
        var score = LexiconAmbiguities.Scores.Contains(metric, StringComparer.Ordinal) ? null
            : parts.Of(TermKind.Receive).FirstOrDefault(t => parts.Words(t) is var word && (word is "score" or "scores"));
        return score is not null ? parts.Refuse(score) : metric != MetricNames.CustomersActive ? parts.RefuseAny(TermKind.Active) : null;
    }

    /// <summary>"What share of MRR churned", "how much MRR did we lose"; not "MRR of lost customers".</summary>
    private static bool IsLostRevenue(QuestionParts parts, string metric, bool percent) =>
        metric == MetricNames.Mrr && parts.Of(TermKind.Leave).FirstOrDefault() is { } leave && !parts.Has(TermKind.Customers)
        && (percent || parts.IsCounted) && parts.Of(TermKind.Metric).First().Start < leave.Start;

    private static bool Agrees(TermKind verb, string metric, bool percent) => verb switch
    {
        TermKind.Leave => metric is MetricNames.CustomersLost or MetricNames.GrossMrrChurn || (percent && metric is MetricNames.ChurnRate),
        TermKind.Join => metric is MetricNames.NewCustomers,
        TermKind.Stay => metric is MetricNames.RetentionRate,
        TermKind.Return => metric is MetricNames.ReactivationRate,
        _ => metric is MetricNames.ResponseRate,
    };

    private static string? FromVerb(QuestionParts parts, TermKind verb, bool percent)
    {
        var people = parts.Has(TermKind.Customers) || parts.IsCounted || parts.Has(TermKind.Who);
        return (verb, percent) switch
        {
            (TermKind.Leave, true) => MetricNames.ChurnRate,
            (TermKind.Leave, false) when people => MetricNames.CustomersLost,
            (TermKind.Join, false) when people => MetricNames.NewCustomers,
            (TermKind.Stay, true) => MetricNames.RetentionRate,
            (TermKind.Stay, false) when parts.Says("well", "goed") && parts.Has(TermKind.Customers) => MetricNames.RetentionRate,
            (TermKind.Return, true) => MetricNames.ReactivationRate,
            (TermKind.Answer, true) => MetricNames.ResponseRate,
            _ => null,
        };
    }

    /// <summary>"List the customers of Sanne", "which customers are on Pro": those of today. A bare "which customers last month" may be any.</summary>
    private static bool ListsThePresent(QuestionParts parts) =>
        parts.IsList && parts.Periods.Count == 0 && (parts.Has(TermKind.List) || parts.Has(TermKind.Show) || parts.Filters.Count > 0);

    /// <summary>Customers without a verb are the active ones, when their number, a list or a breakdown is asked.</summary>
    /// <remarks>"How many did we get" is another matter.</remarks>
    private static string? FromCustomers(QuestionParts parts, bool percent)
    {
        // "How many customers is that" speaks of the figure before.
        if (percent || !parts.Has(TermKind.Customers) || parts.Has(TermKind.Doing) || parts.Content[^1].Kind == TermKind.That)
        {
            return null;
        }

        // "How many did we get" are new ones; in "let me see how many" the verb is part of the asking.
        var counted = parts.Terms.FirstOrDefault(t => t.Kind is TermKind.Count or TermKind.HowMuch);
        var verb = parts.Terms.FirstOrDefault(t => t.Start > (counted?.Start ?? -1)
            && (t.Kind == TermKind.Receive || (t.Kind == TermKind.Show && counted is not null && parts.Words(t).ToLowerInvariant() is "get")));
        return verb is not null
                ? parts.IsCounted && Getting.Contains(parts.Words(verb).ToLowerInvariant(), StringComparer.Ordinal) ? MetricNames.NewCustomers : null
            : parts.IsCounted || parts.Has(TermKind.Active) || parts.Says("total", "totaal", "totale")
                || parts.Periods is [{ AtEnd: true } or { Unit: PeriodUnit.Day }] || (parts.GroupBy is not null && !parts.StartsAsFollowUp) || ListsThePresent(parts)
                ? MetricNames.CustomersActive
            : null;
    }
}
