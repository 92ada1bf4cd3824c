using System.Text.RegularExpressions;

namespace RetentionBot.Domain.Questions;

/// <summary>A question after the health of one customer, in one of the forms it is mostly put in.</summary>
/// <param name="Customer">The name as it was written; perhaps nobody's.</param>
/// <param name="Before">The word before the name, which may be a part of it: "health van Dijk"; null when there is none.</param>
public sealed partial record HealthQuestion(string Customer, string? Before)
{
    private static readonly string[] DutchBefore = ["van", "voor"];

    private const int LongestText = 300;

    /// <summary>Whether the sentence is made for this question alone: then an unknown name is a slip and not another question.</summary>
    public bool IsExplicit { get; private init; }

    private string? SaidLanguage { get; init; }

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
        var before = said["before"].Success ? said["before"].Value : null;
        return name.Length == 0 ? null : new HealthQuestion(name, before)
        {
            IsExplicit = said["verb"].Success,
            SaidLanguage = said["en"].Success ? "en" : said["nl"].Success ? "nl" : null,
        };
    }

    /// <summary>
    /// False for whatever may be a question after a figure: where the name should be, there is a word that figures are asked with and that is no customer's name,
    /// or the name of a plan, segment, country or colleague. In a sentence of everyday words ("how is … doing") the name must be a customer's or near one.
    /// </summary>
    /// <param name="vocabulary">The names the workspace has; null while they are not known yet.</param>
    public bool IsAfterCustomer(QuestionVocabulary? vocabulary)
    {
        if (vocabulary is null)
        {
            return !IsOfFigures(Customer);
        }

        var name = vocabulary.Customers.Whole(Before, Customer);
        var phrase = NameWriter.Normalise(name);
        var meant = vocabulary.Customers.Meant(name);
        return IsOtherName(phrase, vocabulary)
            ? meant.Any(c => NameWriter.Normalise(vocabulary.Customers.Name(c)) == phrase)
            : meant.Count > 0 || (!IsOfFigures(name) && (IsExplicit || vocabulary.Customers.Alike(name, 1).Count > 0));
    }

    /// <summary>"en" or "nl" where the words around the name tell; else null.</summary>
    /// <param name="names">The customers' names; null while they are not known yet.</param>
    public string? LanguageIn(CustomerNames? names) =>
        SaidLanguage ?? (Before is null || (names is not null && names.Whole(Before, Customer) != Customer) ? null
            : DutchBefore.Contains(Before, StringComparer.OrdinalIgnoreCase) ? "nl" : "en");

    /// <summary>Whether it is the name of a plan, segment, country or colleague, perhaps after words such as "in the".</summary>
    private static bool IsOtherName(string phrase, QuestionVocabulary vocabulary)
    {
        var words = phrase.Split(' ');
        var small = words.TakeWhile(w => Lexicon.Find(w) is { } term && SaysNothing(term)).Count();
        var ends = Enumerable.Range(0, small + 1).Select(skipped => string.Join(' ', words.Skip(skipped))).ToList();
        return vocabulary.Names.Any(n => ends.Contains(n.Name));
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
        + @"(?<verb>health|(?<nl>gezondheid))(?:\s*score)?(?:\s+(?<before>of|for|from|van|voor))?\s+(?<name>\S.*?)"
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
