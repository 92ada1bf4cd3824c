namespace RetentionBot.Domain.Questions;

/// <summary>The terms of one question, with what they say together: filters, dimension, grain, list.</summary>
internal sealed class QuestionParts
{
    private static readonly TermKind[] VerbKinds = [TermKind.Leave, TermKind.Join, TermKind.Stay, TermKind.Return, TermKind.Answer];

    private readonly IReadOnlyList<Token> _tokens;

    public QuestionParts(IReadOnlyList<Term> terms, IReadOnlyList<Token> tokens)
    {
        _tokens = tokens;
        Terms = terms;
        Content = [.. terms.Where(t => t.Kind is not (TermKind.Filler or TermKind.Preposition or TermKind.Request or TermKind.Me))];
        Periods = [.. Of(TermKind.Period).Select(t => t.Period!)];
        Filters = Of(TermKind.Filter).GroupBy(t => t.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(t => t.Value).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
        Groups = [.. Of(TermKind.Group).Where(g => !NamesItsValue(g))];
        GroupBy = Groups.Select(g => g.Value).FirstOrDefault();
        Metrics = [.. Of(TermKind.Metric).Select(t => t.Value).Distinct(StringComparer.Ordinal)];
        SurveyMetric = Metrics.Concat(Of(TermKind.Survey).Select(t => t.Value)).FirstOrDefault(m => m is MetricNames.Nps or MetricNames.Csat);
        Grain = Of(TermKind.Trend).Select(t => t.Value).FirstOrDefault(v => v.Length > 0);
        IsList = AsksForList();
        StartsAsFollowUp = Content.Count > 0 && Content[0].Kind is TermKind.And or TermKind.FollowUp;
    }

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The terms that say something.</summary>
    public IReadOnlyList<Term> Content { get; }

    public IReadOnlyList<PeriodPhrase> Periods { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; }

    /// <summary>Dimension words that are not just the noun of a filter ("the Pro plan").</summary>
    public IReadOnlyList<Term> Groups { get; }

    public string? GroupBy { get; }

    public IReadOnlyList<string> Metrics { get; }

    /// <summary>NPS or CSAT, when the survey of one of them is meant.</summary>
    public string? SurveyMetric { get; }

    public string? Grain { get; }

    /// <summary>The customers themselves are asked for, not their number.</summary>
    public bool IsList { get; }

    public bool StartsAsFollowUp { get; }

    public bool HasTrend => Has(TermKind.Trend);

    /// <summary>What customers did: left, joined, stayed, came back, answered.</summary>
    public IEnumerable<Term> Verbs => Terms.Where(t => VerbKinds.Contains(t.Kind));

    public bool HasVerb => Verbs.Any();

    /// <summary>"How many" and "hoeveel", not "how good" or "how long".</summary>
    public bool IsCounted => Terms.Any(t => t is { Kind: TermKind.Count } or { Kind: TermKind.HowMuch, Value: "" });

    public bool Has(TermKind kind) => Terms.Any(t => t.Kind == kind);

    public IEnumerable<Term> Of(TermKind kind) => Terms.Where(t => t.Kind == kind);

    /// <summary>The words of a term as the person wrote them.</summary>
    public string Words(Term term) => string.Join(' ', _tokens.Skip(term.Start).Take(term.Length).Select(t => t.Original));

    /// <summary>Whether one of these words is in the question, whatever it was read as.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var token in _tokens)
        {
            if (words.Contains(token.Text))
            {
                return true;
            }
        }

        return false;
    }

    public bool EndsWith(string word) => _tokens[^1].Text == word;

    public QuestionReading Refuse(Term term, UnknownReason reason = UnknownReason.NotUnderstood) => QuestionReading.Refuse(reason, Words(term));

    /// <summary>A refusal that names the first of the kinds in the text; null when none occurs.</summary>
    public QuestionReading? RefuseAny(params ReadOnlySpan<TermKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Of(kind).FirstOrDefault() is { } term)
            {
                return Refuse(term);
            }
        }

        return null;
    }

    /// <summary>A refusal that names the first term of a kind not listed; null when all are.</summary>
    public QuestionReading? RefuseAllBut(params TermKind[] kinds) => Content.FirstOrDefault(t => !kinds.Contains(t.Kind)) is { } term ? Refuse(term) : null;

    /// <summary>The same question without the words of comparison: in a breakdown they rank the values.</summary>
    public QuestionParts WithoutComparison() => new([.. Terms.Where(t => t.Kind is not (TermKind.Compare or TermKind.Direction))], _tokens);

    /// <summary>The nearest term before that says something.</summary>
    public Term? Before(Term term) => Content.LastOrDefault(t => t.Start < term.Start);

    public Term? After(Term term) => Content.FirstOrDefault(t => t.Start > term.Start);

    private bool NamesItsValue(Term group) =>
        Before(group)?.Kind != TermKind.Per
        && ((Before(group) is { Kind: TermKind.Filter } before && before.Key == group.Value)
            || (After(group) is { Kind: TermKind.Filter } after && after.Key == group.Value && after.Value != FilterNames.Me));

    private bool AsksForList()
    {
        if (Has(TermKind.List))
        {
            return true;
        }

        if (IsCounted || Has(TermKind.Percent))
        {
            return false;
        }

        if (Has(TermKind.Show) && Metrics.Count == 0 && Of(TermKind.Customers).Any(c => Before(c)?.Kind is TermKind.Show or TermKind.Total or TermKind.Filter or TermKind.Active))
        {
            return true;
        }

        bool IsPeople(Term? t) => t is { Kind: TermKind.Customers } || (t is { Kind: TermKind.Metric } && MetricNames.IsCount(t.Value));
        bool SkipsToPeople(Term which) => IsPeople(Content.FirstOrDefault(t =>
            t.Start > which.Start && t.Kind is not (TermKind.Filter or TermKind.Active or TermKind.New or TermKind.Total or TermKind.Group)));
        return Of(TermKind.Which).Any(SkipsToPeople)
            || (Content.FirstOrDefault(t => t.Kind is not (TermKind.And or TermKind.FollowUp)) is { Kind: TermKind.Who })
            || (Has(TermKind.Show) && Of(TermKind.Customers).Any(c => After(c)?.Kind is TermKind.That or TermKind.Who or TermKind.Leave));
    }
}
