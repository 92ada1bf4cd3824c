namespace RetentionBot.Domain.Questions;

/// <summary>Finds what a word that was not understood may have been meant to be. Only ever offered, never taken.</summary>
internal static class NearNames
{
    private const int MostPerWord = 3;

    private static readonly string[] MetricPhrases = [.. Lexicon.Phrases([TermKind.Metric]).Where(p => !p.Contains(' ', StringComparison.Ordinal))];

    /// <returns>Stretches of unknown words, each with a term it may stand for, nearest first.</returns>
    public static List<(Term Term, Term Replacement)> Of(IReadOnlyList<Term> terms, IReadOnlyList<Token> tokens, QuestionVocabulary vocabulary)
    {
        List<(Term, Term)> found = [];
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Kind != TermKind.Unknown)
            {
                continue;
            }

            // "Drukkery De Pres": small words in between belong to the name.
            var last = i;
            for (var next = i + 1; next < terms.Count && terms[next].Kind is TermKind.Unknown or TermKind.Filler or TermKind.Preposition; next++)
            {
                last = terms[next].Kind == TermKind.Unknown ? next : last;
            }

            var stretch = terms[i] with { Length = terms[last].Start + terms[last].Length - terms[i].Start };
            var phrase = string.Join(' ', tokens.Skip(stretch.Start).Take(stretch.Length).Select(t => t.Text));
            found.AddRange(Near(phrase, vocabulary).Select(t => (stretch, t)));
            i = last;
        }

        return found;
    }

    private static IEnumerable<Term> Near(string phrase, QuestionVocabulary vocabulary)
    {
        var limit = Limit(phrase.Length);
        var names = vocabulary.Names.Select(n => (Text: n.Name, Term: new Term(TermKind.Filter, n.Value.Value, n.Value.Key)));
        var customers = vocabulary.Customers.Near(phrase, limit)
            .Select(c => (Text: NameWriter.Normalise(c), Term: new Term(TermKind.Filter, c, FilterNames.Customer)));
        var metrics = MetricPhrases.Select(m => (Text: m, Term: Lexicon.Find(m)!));
        return names.Concat(customers).Concat(metrics)
            .Select(n => (n.Term, Slips: Slips(phrase, n.Text)))
            .Where(n => n.Slips <= limit)
            .OrderBy(n => n.Slips)
            .Select(n => n.Term)
            .DistinctBy(t => (t.Kind, t.Key, t.Value))
            .Take(MostPerWord);
    }

    /// <summary>Slips between a phrase and a name, the legal form of the name left out when that is nearer.</summary>
    public static int Slips(string phrase, string name) =>
        Math.Min(EditDistance.Between(phrase, name), EditDistance.Between(phrase, name[..NameWriter.WithoutLegalForm(name)]));

    /// <summary>One slip in a short word, two from six letters on, three in long names.</summary>
    public static int Limit(int length) => length switch { < 3 => 0, < 6 => 1, < 12 => 2, _ => 3 };
}
