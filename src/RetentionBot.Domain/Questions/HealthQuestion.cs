using System.Text.RegularExpressions;

namespace RetentionBot.Domain.Questions;

/// <summary>A question after the health of one customer, in one of the forms it is mostly put in.</summary>
/// <param name="Customer">The name as it was written; perhaps nobody's.</param>
/// <param name="Language">"en" or "nl" where the words tell; else null.</param>
public sealed partial record HealthQuestion(string Customer, string? Language)
{
    private const int LongestText = 300;

    /// <summary>Whether the sentence is made for this question alone: then an unknown name is a slip and not another question.</summary>
    public bool IsExplicit { get; private init; }

    /// <summary>Reads "health of Acme", "how is Acme doing", "why did Acme drop" and their like in Dutch.</summary>
    /// <returns>Null when the text has none of the forms. One that has may still be a question after a figure; see <see cref="IsAfterCustomer"/>.</returns>
    public static HealthQuestion? Read(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        var said = Form().Match(text).Groups;
        var name = said["name"].Value.Trim(' ', '"', '“', '”', '\'', '‘', '’', '*');
        return name.Length == 0 ? null : new HealthQuestion(name, said["en"].Success ? "en" : said["nl"].Success ? "nl" : null) { IsExplicit = said["verb"].Success };
    }

    /// <summary>
    /// False for whatever may be a question after a figure: where the name should be, there is a word that figures are asked with and that is no customer's name,
    /// or the name of a plan, segment, country or colleague. In a sentence of everyday words ("how is … doing") the name must be a customer's or near one.
    /// </summary>
    /// <param name="vocabulary">The names the workspace has; null while they are not known yet.</param>
    public bool IsAfterCustomer(QuestionVocabulary? vocabulary)
    {
        var phrase = NameWriter.Normalise(Customer);
        if (vocabulary is null || phrase.Length == 0)
        {
            return phrase.Length > 0 && !IsOfFigures(Customer);
        }

        var meant = vocabulary.Customers.Meant(Customer);
        return vocabulary.Names.Any(n => n.Name == phrase)
            ? meant.Any(c => NameWriter.Normalise(vocabulary.Customers.Name(c)) == phrase)
            : meant.Count > 0 || (!IsOfFigures(Customer) && (IsExplicit || vocabulary.Customers.Alike(Customer, 1).Count > 0));
    }

    /// <summary>Whether one of the words, or several together, are what figures are asked with, or all of them say nothing.</summary>
    private static bool IsOfFigures(string name)
    {
        var words = Tokenizer.Read(name).ConvertAll(t => t.Text);
        var saysNothing = true;
        for (var first = 0; first < words.Count; first++)
        {
            for (var length = 1; length <= Lexicon.LongestPhrase && first + length <= words.Count; length++)
            {
                if (Lexicon.Find(string.Join(' ', words.Skip(first).Take(length))) is { } term && !SaysNothing(term))
                {
                    return true;
                }
            }

            saysNothing &= Lexicon.Find(words[first]) is not null;
        }

        return saysNothing || words.Exists(PeriodWords.All.Contains);
    }

    private static bool SaysNothing(Term term) => term.Kind is TermKind.Filler or TermKind.Preposition or TermKind.Request or TermKind.Me or TermKind.And;

    [GeneratedRegex(
        @"^\s*(?:"
        + @"(?<verb>health|(?<nl>gezondheid))(?:\s*score)?(?:\s+(?:(?<en>of|for|from)|(?<nl>van|voor)))?\s+(?<name>\S.*?)"
        + @"|(?<en>how(?:'s|’s|\s+is|\s+are\s+things\s+(?:at|with)))\s+(?<name>\S.*?)(?:\s+doing)"
        + @"|(?<en>how\s+are\s+things\s+(?:at|with))\s+(?<name>\S.*?)"
        + @"|(?<en>how\s+healthy\s+is)\s+(?<name>\S.*?)"
        + @"|(?<en>why\s+(?:did|has|is|does))\s+(?<name>\S.*?)\s+(?:drop|dropped|dropping|fall|fallen|falling|decline|declined|declining|go\s+down|gone\s+down|going\s+down|down|red|yellow|critical|at\s+risk)"
        + @"|(?<nl>hoe\s+gaat\s+het\s+(?:nu\s+)?(?:met|bij))\s+(?<name>\S.*?)"
        + @"|(?<nl>hoe\s+(?:doet|staat))\s+(?<name>\S.*?)\s+(?:het|ervoor)"
        + @"|(?<nl>hoe\s+gezond\s+is)\s+(?<name>\S.*?)"
        + @"|(?<nl>waarom\s+is)\s+(?<name>\S.*?)\s+(?:(?:zo\s+)?gezakt|(?:zo\s+)?gedaald|gekelderd|omlaag\s+gegaan|omlaag|rood|geel|kritiek)"
        + @"|(?<nl>waarom\s+(?:zakt|zakte|daalt|daalde))\s+(?<name>\S.*?)"
        + @"|(?<nl>waarom\s+staat)\s+(?<name>\S.*?)\s+(?:op\s+)?(?:rood|geel|kritiek)"
        + @")[\s.!?]*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
