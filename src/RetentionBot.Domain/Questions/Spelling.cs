namespace RetentionBot.Domain.Questions;

/// <summary>Mends slips of the pen, so that a slip never turns somebody's name into a word that is passed over.</summary>
/// <remarks>
/// One slip from five letters on, two from nine on, the first letter right or swapped. Words that say what is asked (metrics, dimensions, periods) are mended
/// freely; small words ("hebben", "please") only when two letters changed places or the word is long, since "Willem" is no slip for "willen". What is a word
/// of its own is no slip at all: <c>RealWords.txt</c> holds the English and Dutch words and names (of the SCOWL and OpenTaal lists) that are that near to a known one.
/// </remarks>
internal static class Spelling
{
    private const int Long = 8;

    private static readonly TermKind[] Telling =
    [
        TermKind.Metric, TermKind.Group, TermKind.Ambiguous, TermKind.Filter, TermKind.HowMuch, TermKind.Percent, TermKind.Trend, TermKind.Compare, TermKind.Customers,
        TermKind.Leave, TermKind.Join, TermKind.Definition, TermKind.Superlative, TermKind.Average, TermKind.Shift, TermKind.Checklist, TermKind.Alerts, TermKind.Survey,
        TermKind.Results, TermKind.Health, TermKind.Active,
    ];

    /// <summary>Kinds whose words may be written with a capital in the middle of a sentence.</summary>
    private static readonly TermKind[] Titles = [TermKind.Metric, TermKind.Group];

    private static readonly HashSet<string> TellingWords = Words(Telling);

    private static readonly HashSet<string> TitleWords = Words(Titles);

    private static readonly HashSet<string> RealWords = ReadRealWords();

    private static readonly string[] Candidates = [.. Lexicon.Words.Where(w => w.Length > 4)];

    /// <param name="word">As normalised by the tokenizer.</param>
    /// <param name="isCapital">Written with a capital where a sentence has none: probably a name.</param>
    /// <param name="names">Words of the workspace's own names that may be mended to.</param>
    /// <returns>The word that was meant; the word itself when it is known, when nothing is near, or when two different words are equally near.</returns>
    public static string Mend(string word, bool isCapital, IReadOnlyList<string> names)
    {
        if (word.Length < 5 || Lexicon.Knows(word) || RealWords.Contains(word) || names.Contains(word, StringComparer.Ordinal) || word.Any(char.IsAsciiDigit))
        {
            return word;
        }

        var (best, distance, unique) = (word, 3, true);
        foreach (var (candidate, isName) in Candidates.Select(c => (c, false)).Concat(names.Select(n => (n, true))))
        {
            var limit = Math.Min(word.Length, candidate.Length) switch { >= 9 => 2, >= 5 => 1, _ => 0 };
            if (Math.Abs(word.Length - candidate.Length) > limit || (candidate[0] != word[0] && (candidate[0] != word[1] || candidate[1] != word[0])))
            {
                continue;
            }

            var slips = EditDistance.Between(word, candidate);
            if (slips <= limit && slips <= distance && candidate != best && (isName || names.Contains(candidate, StringComparer.Ordinal) ? IsNear(word, candidate) : Allows(word, candidate, isCapital)))
            {
                var isSame = slips == distance && SameMeaning(best, candidate);
                unique = slips < distance || isSame;
                (best, distance) = (isSame && best.Length < candidate.Length ? best : candidate, slips);
            }
        }

        return unique ? best : word;
    }

    private static HashSet<string> ReadRealWords()
    {
        using var stream = typeof(Spelling).Assembly.GetManifestResourceStream("RetentionBot.Domain.Questions.RealWords.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }

    private static bool Allows(string word, string candidate, bool isCapital) =>
        (isCapital ? TitleWords : TellingWords).Contains(candidate) || (!isCapital && (candidate.Length >= Long || AreSwapped(word, candidate)));

    /// <summary>A short name of a plan or country is not the nearest somebody's name: "Basia" is not Basic.</summary>
    private static bool IsNear(string word, string name) => name.Length > 6 || AreSwapped(word, name);

    private static bool AreSwapped(string word, string other) => word.Length == other.Length && word.Order().SequenceEqual(other.Order());

    private static bool SameMeaning(string a, string b) => Lexicon.Find(a) is { } one && Lexicon.Find(b) is { } other
        ? one == other
        : PeriodWords.Unit(a) is { } unit && PeriodWords.Unit(b) == unit;

    /// <summary>Content words of the phrases of some kinds, and the words of periods.</summary>
    private static HashSet<string> Words(TermKind[] kinds) => new(
        Lexicon.Phrases(kinds).SelectMany(p => p.Split(' ')).Where(w => Lexicon.Find(w)?.Kind is not (TermKind.Filler or TermKind.Preposition)).Concat(PeriodWords.All),
        StringComparer.Ordinal);
}
