using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>What to offer beside a refusal.</summary>
/// <param name="Questions">At most six questions that can be answered, nearest to what was asked first.</param>
/// <param name="DidYouMean">Names the workspace has that are near the word that was not understood: "Enterprise" for "Enterprice"; at most three.</param>
public sealed record QuestionSuggestions(IReadOnlyList<QuestionReading> Questions, IReadOnlyList<string> DidYouMean)
{
    private const int MostQuestions = 6;
    private const int MostNames = 3;

    /// <summary>Looks for questions near one that was refused. They are full readings, to be put in words by whoever shows them.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="refused">How it was read.</param>
    /// <param name="today">The workspace's local date.</param>
    /// <param name="vocabulary">The names the workspace has.</param>
    public static QuestionSuggestions For(string text, QuestionReading refused, DateOnly today, QuestionVocabulary vocabulary)
    {
        if (refused.Choices.Count > 0)
        {
            return new(refused.Choices, []);
        }

        var tokens = TermReader.Tokens(text, vocabulary);
        var terms = TermReader.Read(tokens, today, vocabulary, refused.Language);
        QuestionReader reader = new(tokens, today, context: null);
        var near = NearNames.Of(terms, tokens, vocabulary);
        List<QuestionReading> found = [];
        foreach (var (term, replacement) in near)
        {
            Add(found, reader.Read(Replaced(terms, term, replacement)));
        }

        List<QuestionReading> bases = [];
        Add(bases, reader.Read(Understood(terms)));
        var start = bases.Count > 0 ? bases[0] : Figure(terms, reader);
        if (start is not null)
        {
            foreach (var reading in OtherValues(terms, vocabulary, start).Concat(bases).Concat(Around(start, today)))
            {
                Add(found, reading);
            }
        }
        else
        {
            found.AddRange(Usual(today).Where(u => !found.Exists(u.IsSameAs)));
        }

        string[] names = [.. near.Select(n => n.Replacement).Where(t => t.Kind == TermKind.Filter).Select(t => t.Value).Distinct(StringComparer.Ordinal)];
        return new([.. found.Take(MostQuestions).Select(q => q with { Language = refused.Language })], [.. names.Take(MostNames)]);
    }

    private static void Add(List<QuestionReading> found, QuestionReading reading) =>
        found.AddRange((reading.Intent == Intent.Unknown ? reading.Choices : [reading]).Where(r => r.Intent != Intent.Help && !found.Exists(r.IsSameAs)));

    private static List<Term> Replaced(List<Term> terms, Term term, Term replacement) =>
        [.. terms.Where(t => t.Start < term.Start), replacement with { Start = term.Start, Length = term.Length }, .. terms.Where(t => t.Start >= term.Start + term.Length)];

    /// <summary>The question without what stood in the way: unknown words with the noun beside them, refused words, impossible periods.</summary>
    private static List<Term> Understood(List<Term> terms)
    {
        List<Term> content = [.. terms.Where(t => t.Kind is not (TermKind.Filler or TermKind.Preposition))];
        return [.. terms.Where(t => !IsInTheWay(t) && !(t.Kind == TermKind.Group && IsBeside(t)))];

        bool IsBeside(Term group) => content.IndexOf(group) is var at && ((at > 0 && IsInTheWay(content[at - 1])) || (at + 1 < content.Count && IsInTheWay(content[at + 1])));
    }

    private static bool IsInTheWay(Term term) => term.Kind is TermKind.Unknown or TermKind.Refuse or TermKind.Me || term.Period?.Problem is not null;

    /// <summary>The first figure that was named, for its usual period.</summary>
    private static QuestionReading? Figure(List<Term> terms, QuestionReader reader) =>
        terms.Find(t => t.Kind == TermKind.Metric) is { } metric && reader.Read([metric]) is { Intent: not Intent.Unknown } reading ? reading : null;

    /// <summary>"The Platinum plan": the same for the plans there are.</summary>
    private static IEnumerable<QuestionReading> OtherValues(List<Term> terms, QuestionVocabulary vocabulary, QuestionReading start)
    {
        List<Term> content = [.. terms.Where(t => t.Kind is not (TermKind.Filler or TermKind.Preposition))];
        var unknown = content.FindIndex(t => t.Kind == TermKind.Unknown);
        Term?[] beside = unknown < 0 ? [] : [content.ElementAtOrDefault(unknown + 1), unknown > 0 ? content[unknown - 1] : null];
        var dimension = Array.Find(beside, t => t?.Kind == TermKind.Group)?.Value;
        IEnumerable<string> values = dimension switch
        {
            FilterNames.Plan => vocabulary.Plans,
            FilterNames.Segment => vocabulary.Segments,
            FilterNames.Country => vocabulary.Countries.Select(c => c.Code),
            FilterNames.Owner => vocabulary.Owners,
            _ => [],
        };
        return values.Take(MostQuestions - 1).Select(value => start with
        {
            Filters = new Dictionary<string, IReadOnlyList<string>>(start.Filters, StringComparer.Ordinal) { [dimension!] = [value] },
        });
    }

    /// <summary>The same figure for other periods and in other forms.</summary>
    private static IEnumerable<QuestionReading> Around(QuestionReading start, DateOnly today)
    {
        if (start.Metric is not { } metric || start.Intent == Intent.KpiDefinition)
        {
            return [];
        }

        var figure = new QuestionReading { Intent = Intent.Kpi, Metric = metric, Filters = start.Filters, PeriodWasSaid = true };
        var month = PeriodDates.Before(PeriodUnit.Month, today);
        return
        [
            figure with { Period = MetricNames.IsStanding(metric) ? Period.Day(today) : month },
            figure with { Period = PeriodDates.Before(PeriodUnit.Quarter, today) },
            figure with { Intent = Intent.KpiCompare, Period = month, CompareTo = PeriodDates.Before(PeriodUnit.Month, month.From) },
            figure with { Intent = Intent.KpiTrend, Period = PeriodDates.LastN(PeriodUnit.Month, 12, today), Grain = "month" },
            figure with { Intent = Intent.KpiBreakdown, Period = month, GroupBy = FilterNames.Plan },
            new QuestionReading { Intent = Intent.KpiDefinition, Metric = metric },
        ];
    }

    /// <summary>What people ask most, when nothing in the text says what it was about.</summary>
    private static IEnumerable<QuestionReading> Usual(DateOnly today)
    {
        var (month, day) = (PeriodDates.Before(PeriodUnit.Month, today), Period.Day(today));
        var figure = new QuestionReading { Intent = Intent.Kpi, Period = month, PeriodWasSaid = true };
        return
        [
            figure with { Metric = MetricNames.ChurnRate },
            figure with { Metric = MetricNames.CustomersLost },
            figure with { Metric = MetricNames.CustomersActive, Period = day },
            figure with { Metric = MetricNames.Nps, Period = PeriodDates.Before(PeriodUnit.Quarter, today) },
            figure with { Intent = Intent.KpiTrend, Metric = MetricNames.ChurnRate, Period = PeriodDates.LastN(PeriodUnit.Month, 12, today), Grain = "month" },
            figure with { Intent = Intent.ListCustomers, Metric = MetricNames.AtRiskCount, Period = day },
        ];
    }
}
