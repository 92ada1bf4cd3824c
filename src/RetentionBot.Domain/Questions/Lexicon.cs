namespace RetentionBot.Domain.Questions;

/// <summary>All phrases the bot knows, in both languages.</summary>
internal static class Lexicon
{
    private static readonly Dictionary<string, int> Leanings = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Term> Entries = Build();

    private static readonly HashSet<string> KnownWords = new(
        [.. Entries.Keys.SelectMany(k => k.Split(' ')), .. PeriodWords.All, .. LexiconWords.OtherWords.Split('|').SelectMany(p => p.Split(' '))], StringComparer.Ordinal);

    /// <summary>Every word of every phrase, of the periods, and the real words that are none of them.</summary>
    public static IEnumerable<string> Words => KnownWords;

    /// <summary>Words of the longest phrase.</summary>
    public static readonly int LongestPhrase = Entries.Keys.Max(k => k.Count(c => c == ' ') + 1);

    public static Term? Find(string phrase) => Entries.TryGetValue(phrase, out var term) ? term : null;

    public static IEnumerable<string> Phrases(IReadOnlyList<TermKind> kinds) => Entries.Where(e => kinds.Contains(e.Value.Kind)).Select(e => e.Key);

    public static bool Knows(string word) => KnownWords.Contains(word);

    /// <summary>+1 for a word only English phrases have, -1 for one only Dutch phrases have, 0 for one both have or neither knows.</summary>
    public static int Leaning(string word) => Leanings.GetValueOrDefault(word);

    private static Dictionary<string, Term> Build()
    {
        Dictionary<string, Term> entries = new(StringComparer.Ordinal);

        void Add(Term term, string both, string english, string dutch, bool compounds = false)
        {
            foreach (var (phrases, leaning) in new[] { (both, 0), (english, 1), (dutch, -1) })
            {
                foreach (var phrase in phrases.Split('|', StringSplitOptions.RemoveEmptyEntries))
                {
                    entries.TryAdd(phrase, term);
                    Lean(phrase, leaning);
                    if (compounds && phrase.Count(c => c == ' ') == 1)
                    {
                        entries.TryAdd(phrase.Replace(" ", "", StringComparison.Ordinal), term);
                        Lean(phrase.Replace(" ", "", StringComparison.Ordinal), leaning);
                    }
                }
            }
        }

        foreach (var (metric, both, english, dutch) in LexiconMetrics.Metrics)
        {
            Add(new(TermKind.Metric, metric), both, english, dutch, compounds: true);
        }

        foreach (var (dimension, both, english, dutch) in LexiconMetrics.Dimensions)
        {
            Add(new(TermKind.Group, dimension), both, english, dutch, compounds: true);
        }

        foreach (var (value, english, dutch) in LexiconMetrics.ChurnTypes)
        {
            Add(new(TermKind.Filter, value, FilterNames.ChurnType), "", english, dutch);
        }

        foreach (var (reason, both, english, dutch) in LexiconWords.Refusals)
        {
            Add(new(TermKind.Refuse, reason.ToString()), both, english, dutch);
        }

        foreach (var (metric, english, dutch) in LexiconQuestions.Metrics)
        {
            Add(new(TermKind.Metric, metric), "", english, dutch);
        }

        foreach (var (metrics, both, english, dutch) in LexiconAmbiguities.Metrics)
        {
            Add(Term.OneOf(metrics.Select(Term.Figure)), both, english, dutch);
        }

        Add(Term.OneOf([Term.Figure(MetricNames.GrossMrrChurn), [new(TermKind.Trend), new(TermKind.Metric, MetricNames.Mrr)]]), "", "", LexiconAmbiguities.CourseOfRevenue);
        foreach (var (kind, value, both, english, dutch) in LexiconCourtesies.All.Concat(LexiconWords.All))
        {
            Add(new(kind, value, kind == TermKind.Filter ? FilterNames.Owner : ""), both, english, dutch);
        }

        AddSamePeriodLastYear(Add);
        return entries;
    }

    /// <summary>"The same month last year", "dezelfde maand een jaar eerder" and their like.</summary>
    private static void AddSamePeriodLastYear(Action<Term, string, string, string, bool> add)
    {
        string[] english = ["period", "month", "quarter", "week", "time", "days", "stretch"];
        string[] dutch =
        [
            "dezelfde maand", "dezelfde periode", "dezelfde week", "hetzelfde kwartaal", "zelfde maand", "zelfde periode", "zelfde week", "zelfde kwartaal", "dezelfde dagen",
        ];
        foreach (var unit in english)
        {
            string[] tails =
            [
                "last year", "of last year", "the previous year", "of the previous year", "a year ago", "a year earlier", "one year earlier", "the year before",
                "in the previous year", "previous year", "one year ago", "in last year",
            ];
            add(new(TermKind.Shift, "year"), "", string.Join('|', tails.SelectMany(t => (string[])[$"same {unit} {t}", $"the same {unit} {t}"])), "", false);
        }

        foreach (var start in dutch)
        {
            string[] tails =
            [
                "vorig jaar", "van vorig jaar", "in vorig jaar", "een jaar geleden", "een jaar eerder", "een jaar terug", "van het vorige jaar", "van het jaar ervoor",
                "het jaar ervoor", "het jaar daarvoor", "verleden jaar", "van het voorgaande jaar",
            ];
            add(new(TermKind.Shift, "year"), "", "", string.Join('|', tails.Select(t => $"{start} {t}")), false);
        }
    }

    /// <summary>A word in phrases of both languages leans to neither.</summary>
    private static void Lean(string phrase, int leaning)
    {
        foreach (var word in phrase.Split(' ').Where(w => char.IsLetter(w[0])))
        {
            Leanings[word] = Leanings.TryGetValue(word, out var other) && other != leaning ? 0 : leaning;
        }
    }
}
