namespace RetentionBot.Domain.Questions;

/// <summary>Turns tokens into terms: at every place the longest of a workspace name, a phrase of the lexicon and a period.</summary>
internal static class TermReader
{
    private static readonly Dictionary<string, string> CodesThatAreWords = new(StringComparer.Ordinal) { ["DE"] = "nl", ["BE"] = "en" };

    public static List<Term> Read(IReadOnlyList<Token> tokens, DateOnly today, QuestionVocabulary vocabulary, string language)
    {
        var shouted = tokens.All(t => !t.Original.Any(char.IsLower));
        tokens = Corrected(tokens, vocabulary);
        PeriodParser periods = new(tokens, today);
        List<Term> terms = [];
        for (var i = 0; i < tokens.Count;)
        {
            var term = Longest(
                tokens[i].Text.Length == 2 ? CountryCode(tokens[i], vocabulary, language, shouted) : null,
                Phrase(tokens, i, Lexicon.LongestPhrase, Lexicon.Find),
                Period(periods, i, comparing: terms.Exists(t => t is { Kind: TermKind.Compare, Value: "" })),
                Phrase(tokens, i, vocabulary.LongestName, phrase => Named(vocabulary, phrase)));
            term ??= tokens[i].IsDash ? new(TermKind.Filler) : new(TermKind.Unknown);
            terms.Add(term with { Start = i });
            i += term.Length;
        }

        return terms;
    }

    private static List<Token> Corrected(IReadOnlyList<Token> tokens, QuestionVocabulary vocabulary)
    {
        List<Token> corrected = [];
        for (var i = 0; i < tokens.Count;)
        {
            var name = Phrase(tokens, i, vocabulary.LongestName, phrase => Named(vocabulary, phrase))?.Length ?? 0;
            if (name > 0)
            {
                corrected.AddRange(tokens.Skip(i).Take(name));
            }
            else
            {
                corrected.Add(tokens[i] with { Text = Lexicon.Correct(tokens[i].Text, vocabulary.Spellable) });
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

    private static Term? Named(QuestionVocabulary vocabulary, string phrase) =>
        vocabulary.Find(phrase) is { } name ? new(TermKind.Filter, name.Value, name.Key) : null;

    private static Term? Period(PeriodParser periods, int i, bool comparing) =>
        periods.At(i, comparing) is { } period ? new(TermKind.Period) { Period = period, Length = period.Length } : null;

    /// <summary>"DE" is the Dutch article and "BE" the English verb in a text that is all capitals; in lower case only other codes count.</summary>
    private static Term? CountryCode(Token token, QuestionVocabulary vocabulary, string language, bool shouted)
    {
        var code = token.Text.ToUpperInvariant();
        if (!vocabulary.HasCountry(code))
        {
            return null;
        }

        var wordOf = CodesThatAreWords.GetValueOrDefault(code);
        var isCode = wordOf is null || (token.Original == code ? !shouted || wordOf != language : code == "BE" && language == "nl");
        return isCode ? new(TermKind.Filter, code, FilterNames.Country) : null;
    }
}
