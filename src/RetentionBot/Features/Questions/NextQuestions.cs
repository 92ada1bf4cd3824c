using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>What people ask next, by the answer they have: divided, over time, of whom, and what it means.</summary>
internal static class NextQuestions
{
    private const int TrendMonths = 12;

    public static IEnumerable<(string Title, QuestionReading Reading)> AfterFigure(KpiAnswer.Figure answer, DateOnly today)
    {
        var (texts, reading, result) = (answer.Texts, Plain(answer.Reading, answer.Query.Metric), answer.Result);
        if (result.Value is not null && CanDivide(answer.Query, FilterNames.Plan))
        {
            yield return (KpiWords.Capital(ReadingWords.By(FilterNames.Plan, texts)), By(reading, FilterNames.Plan));
        }

        // Where nothing is connected there is nothing over time either.
        if (result.WhyNoValue is not NoValueReason.NotConnected)
        {
            yield return Trend(reading, today, texts);
        }

        if (result.Value is not null && Members(reading) is { } members)
        {
            yield return (texts.Say("ask.members"), members);
        }

        yield return Definition(reading, texts);
    }

    public static IEnumerable<(string Title, QuestionReading Reading)> AfterComparison(KpiAnswer.Comparison answer, DateOnly today)
    {
        var (texts, reading) = (answer.Texts, Plain(answer.Reading, answer.Query.Metric));
        if (answer.Result.Value is not null && CanDivide(answer.Query, FilterNames.Plan))
        {
            yield return (KpiWords.Capital(ReadingWords.By(FilterNames.Plan, texts)), By(reading, FilterNames.Plan));
        }

        yield return Trend(reading, today, texts);
        yield return Definition(reading, texts);
    }

    public static IEnumerable<(string Title, QuestionReading Reading)> AfterBreakdown(KpiAnswer.Breakdown answer, DateOnly today)
    {
        var (texts, reading) = (answer.Texts, Plain(answer.Reading, answer.Query.Metric));
        foreach (var other in (string[])[FilterNames.Plan, FilterNames.Segment, FilterNames.Country])
        {
            if (other != answer.Parts.GroupBy && answer.Parts.Total.Value is not null && CanDivide(answer.Query, other))
            {
                yield return (KpiWords.Capital(ReadingWords.By(other, texts)), By(reading, other));
            }
        }

        yield return Trend(reading, today, texts);
        if (answer.Parts.Total.Value is not null && Members(reading) is { } members)
        {
            yield return (texts.Say("ask.members"), members);
        }

        yield return Definition(reading, texts);
    }

    public static IEnumerable<(string Title, QuestionReading Reading)> AfterTrend(KpiAnswer.Trend answer)
    {
        var (texts, reading) = (answer.Texts, Plain(answer.Reading, answer.Query.Metric));
        if (answer.Points.LastOrDefault(p => p is { IsPartial: false, Value: not null }) is { } last)
        {
            var figure = reading with { Period = last.Asked, PeriodWasSaid = true };
            yield return (ReadingWords.Of(figure with { Filters = Nothing }, texts), figure);
            if (CanDivide(answer.Query, FilterNames.Plan))
            {
                yield return ($"{texts.Format.Period(last.Asked)}, {ReadingWords.By(FilterNames.Plan, texts)}", By(figure, FilterNames.Plan));
            }
        }

        yield return Definition(reading, texts);
    }

    /// <summary>The figure for its usual period, over time, and the meanings of figures that are often taken for it.</summary>
    public static IEnumerable<(string Title, QuestionReading Reading)> AfterDefinition(KpiAnswer.Definition answer, IReadOnlyList<string> related, DateOnly today)
    {
        var texts = answer.Texts;
        var figure = Usual(answer.Metric, today, texts.Language);
        yield return (ReadingWords.Of(figure, texts), figure);
        yield return Trend(figure, today, texts);
        foreach (var metric in related)
        {
            var meaning = new QuestionReading { Intent = Intent.KpiDefinition, Language = texts.Language, Metric = metric };
            yield return (ReadingWords.Of(meaning, texts), meaning);
        }
    }

    /// <summary>What people ask most; when a figure was named, that one in its usual forms first.</summary>
    public static IReadOnlyList<QuestionReading> WhenRefused(QuestionReading refused, DateOnly today)
    {
        var metrics = refused.Metric is { } named && KpiCatalogue.Find(named) is not null
            ? [named]
            : (string[])[MetricNames.ChurnRate, MetricNames.CustomersLost, MetricNames.CustomersActive, MetricNames.Nps];
        var usual = metrics.Select(m => Usual(m, today, refused.Language)).ToList();
        return
        [
            .. usual,
            OverTime(usual[0], today),
            .. metrics.Length > 1 ? Array.Empty<QuestionReading>() : [By(usual[0], FilterNames.Plan)],
            new QuestionReading { Intent = Intent.KpiDefinition, Language = refused.Language, Metric = metrics[0] },
        ];
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing { get; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>A figure for the last full month; a state for today.</summary>
    private static QuestionReading Usual(string metric, DateOnly today, string language) => new()
    {
        Intent = Intent.Kpi,
        Language = language,
        Metric = metric,
        Period = MetricNames.IsStanding(metric) ? Period.Day(today) : Period.MonthOf(today.AddDays(-today.Day)),
        PeriodWasSaid = true,
    };

    /// <summary>The figure alone, without what made another form of it.</summary>
    private static QuestionReading Plain(QuestionReading reading, string metric) =>
        reading with { Intent = Intent.Kpi, Metric = metric, CompareTo = null, GroupBy = null, Grain = null, PeriodWasSaid = true };

    private static QuestionReading By(QuestionReading figure, string dimension) => figure with { Intent = Intent.KpiBreakdown, GroupBy = dimension };

    private static (string Title, QuestionReading Reading) Trend(QuestionReading figure, DateOnly today, Texts texts) => (texts.Say("ask.trend"), OverTime(figure, today));

    /// <summary>The twelve months that end with the period, as far as they have come.</summary>
    private static QuestionReading OverTime(QuestionReading figure, DateOnly today)
    {
        var last = Period.MonthOf(figure.Period!.Value.LastDay <= today ? figure.Period.Value.LastDay : today);
        var months = new Period(last.From.AddMonths(1 - TrendMonths), last.To);
        return figure with { Intent = Intent.KpiTrend, Grain = KpiPeriods.Month, Period = months.UpTo(today) ?? months };
    }

    /// <summary>Of a rate of those who left the customers who left are asked for.</summary>
    private static QuestionReading? Members(QuestionReading figure) => KpiCatalogue.Find(figure.Metric!) is { HasMembers: true }
        ? figure with { Intent = Intent.ListCustomers, Metric = MetricNames.CountBehind(figure.Metric) ?? figure.Metric }
        : null;

    private static (string Title, QuestionReading Reading) Definition(QuestionReading figure, Texts texts) =>
        (texts.Say("ask.definition"), new QuestionReading { Intent = Intent.KpiDefinition, Language = texts.Language, Metric = figure.Metric });

    /// <summary>Whether dividing by it says more than the figure does.</summary>
    private static bool CanDivide(KpiQuery query, string dimension) => KpiCatalogue.Find(query.Metric) is { } definition && KpiCatalogue.MayDivide(definition, dimension)
        && !(query.Filters.TryGetValue(dimension, out var values) && values.Count == 1) && query.Customers is not { Count: 1 };
}
