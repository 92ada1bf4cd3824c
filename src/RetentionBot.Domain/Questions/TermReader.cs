namespace RetentionBot.Domain.Questions;

/// <summary>Turns tokens into terms: at every place the longest of a workspace name, a phrase of the lexicon and a period.</summary>
internal static class TermReader
{
    /// <summary>What Dutch glues to the name it goes with: "Proklanten", "septembercijfers".</summary>
    private static readonly string[] Heads =
    [
        "klanten", "klant", "abonnementen", "abonnement", "plan", "pakket", "cijfers", "cijfer", "score", "churn", "verloop", "enquete", "percentage",
        "opzeggingen", "segment",
    ];

    private static readonly Dictionary<string, string> CodesThatAreWords = new(StringComparer.Ordinal) { ["DE"] = "nl", ["BE"] = "en" };

    private static readonly string[] Places = ["in", "for", "voor", "uit", "from"];

    /// <summary>Without one of these "be" is no verb.</summary>
    private static readonly string[] Modals = ["to", "will", "would", "can", "could", "should", "may", "might", "must", "shall", "wont", "ill"];

    /// <summary>What may follow a country, but never an article; the empty one is the end.</summary>
    private static readonly string[] Links = ["", "en", "and", "or", "vs", "versus", "&", "+", "-"];

    /// <summary>The tokens of a text, with glued words taken apart.</summary>
    public static List<Token> Tokens(string text, QuestionVocabulary vocabulary)
    {
        List<Token> tokens = Tokenizer.Read(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (word, original) = (tokens[i].Text, tokens[i].Original);
            if (word.Length == original.Length && !Lexicon.Knows(word) && Array.Find(Heads, h => IsGlued(word, h, tokens, vocabulary)) is { } head)
            {
                tokens[i] = tokens[i] with { Text = word[..^head.Length], Original = original[..^head.Length] };
                tokens.Insert(++i, new(head, original[^head.Length..], Hyphenated: false));
            }
        }

        return tokens;
    }

    public static List<Term> Read(IReadOnlyList<Token> tokens, DateOnly today, QuestionVocabulary vocabulary, string language)
    {
        var shouted = IsShouted(tokens);
        tokens = Corrected(tokens, vocabulary, shouted);
        PeriodParser periods = new(tokens, today);
        List<Term> terms = [];
        for (var i = 0; i < tokens.Count;)
        {
            var term = Longest(
                tokens[i].Text.Length == 2 ? CountryCode(tokens, i, vocabulary, language, shouted) : null,
                Phrase(tokens, i, Lexicon.LongestPhrase, Lexicon.Find),
                Period(periods, i, comparing: terms.Exists(t => t is { Kind: TermKind.Compare, Value: "" })),
                Phrase(tokens, i, vocabulary.LongestName, phrase => Named(vocabulary, phrase, tokens)));
            term ??= tokens[i].IsDash ? new(TermKind.Filler) : new(TermKind.Unknown);
            terms.Add(term with { Start = i });
            i += term.Length;
        }

        return WithCourse(terms, tokens);
    }

    /// <summary>Written in capitals: most of it, and more than abbreviations.</summary>
    private static bool IsShouted(IReadOnlyList<Token> tokens)
    {
        var loud = tokens.Count(t => t.Original.Any(char.IsUpper) && !t.Original.Any(char.IsLower));
        return loud > tokens.Count / 2 && tokens.Any(t => t.Text.Length > 4 && !t.Original.Any(char.IsLower) && t.Original.All(char.IsLetter));
    }

    private static bool IsGlued(string word, string head, List<Token> tokens, QuestionVocabulary vocabulary) =>
        word.Length > head.Length + 1 && word.EndsWith(head, StringComparison.Ordinal) && word[..^head.Length] is var front
        && (vocabulary.Find(front, tokens).Count > 0
            || Lexicon.Find(front)?.Kind == TermKind.Metric
            || (front.Length > 2 && PeriodWords.Month(front) is not null));

    /// <summary>"Het verloop van de NPS" is its course; alone, "verloop" is churn.</summary>
    private static List<Term> WithCourse(List<Term> terms, IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var next = terms.FindIndex(i + 1, t => t.Kind is not (TermKind.Filler or TermKind.Preposition));
            if (terms[i].Kind == TermKind.Metric && tokens[terms[i].Start].Text == "verloop" && next > i + 1 && terms[next].Kind == TermKind.Metric)
            {
                terms[i] = terms[i] with { Kind = TermKind.Trend, Value = "" };
            }
        }

        return terms;
    }

    private static List<Token> Corrected(IReadOnlyList<Token> tokens, QuestionVocabulary vocabulary, bool shouted)
    {
        List<Token> corrected = [];
        for (var i = 0; i < tokens.Count;)
        {
            var name = Phrase(tokens, i, vocabulary.LongestName, phrase => Named(vocabulary, phrase, tokens))?.Length ?? 0;
            if (name > 0)
            {
                corrected.AddRange(tokens.Skip(i).Take(name));
            }
            else
            {
                var isCapital = !shouted && i > 0 && char.IsUpper(tokens[i].Original[0]) && tokens.Count(t => char.IsUpper(t.Original[0])) <= tokens.Count / 2;
                corrected.Add(tokens[i] with { Text = Spelling.Mend(tokens[i].Text, isCapital, vocabulary.Spellable) });
            }

            i += Math.Max(1, name);
        }

        return corrected;
    }

    /// <summary>The first of the longest ones.</summary>
    private static Term? Longest(params ReadOnlySpan<Term?> candidates)
    {
        Term? longest = null;
        foreach (var candidate in candidates)
        {
            longest = candidate is not null && candidate.Length > (longest?.Length ?? 0) ? candidate : longest;
        }

        return longest;
    }

    private static Term? Phrase(IReadOnlyList<Token> tokens, int start, int longest, Func<string, Term?> find)
    {
        for (var length = Math.Min(longest, tokens.Count - start); length > 0; length--)
        {
            var phrase = length == 1 ? tokens[start].Text : string.Join(' ', tokens.Skip(start).Take(length).Select(t => t.Text));
            if (find(phrase) is { } term)
            {
                return term with { Length = length };
            }
        }

        return null;
    }

    private static Term? Named(QuestionVocabulary vocabulary, string phrase, IReadOnlyList<Token> question)
    {
        Term[] names = [.. vocabulary.Find(phrase, question).Select(n => new Term(TermKind.Filter, n.Value, n.Key))];
        return names.Length > 1 ? Term.OneOf(names.Select(IReadOnlyList<Term> (n) => [n])) : names.FirstOrDefault();
    }

    private static Term? Period(PeriodParser periods, int i, bool comparing) =>
        periods.At(i, comparing) is not { } period ? null
        : period.Alternatives.Count == 0 ? PeriodTerm(period)
        : Term.OneOf(period.Alternatives.Select(IReadOnlyList<Term> (p) => [PeriodTerm(p)])) with { Length = period.Length };

    private static Term PeriodTerm(PeriodPhrase period) => new(TermKind.Period) { Period = period, Length = period.Length };

    /// <summary>"DE" is the Dutch article and "BE" the English verb in a text that is all capitals; in lower case they are codes only where no article or verb can stand.</summary>
    private static Term? CountryCode(IReadOnlyList<Token> tokens, int i, QuestionVocabulary vocabulary, string language, bool shouted)
    {
        var token = tokens[i];
        var code = token.Text.ToUpperInvariant();
        if (!vocabulary.HasCountry(code))
        {
            return null;
        }

        var wordOf = CodesThatAreWords.GetValueOrDefault(code);
        var next = i + 1 < tokens.Count ? tokens[i + 1].Text : "";
        var previous = i > 0 ? tokens[i - 1].Text : "";
        var standsAsPlace = code == "BE"
            ? !tokens.Any(t => Modals.Contains(t.Text, StringComparer.Ordinal))
            : PeriodWords.Month(next) is not null || (Places.Contains(previous, StringComparer.Ordinal) && Links.Contains(next, StringComparer.Ordinal));
        var isCode = wordOf is null || standsAsPlace || (token.Original == code && (!shouted || wordOf != language));
        return isCode ? new(TermKind.Filter, code, FilterNames.Country) : null;
    }
}
