namespace RetentionBot.Domain.Questions;

/// <summary>The single words periods are said with, in both languages.</summary>
internal static class PeriodWords
{
    private static readonly string[] Months =
    [
        "january januari jan", "february februari feb febr", "march maart mar mrt", "april apr", "may mei", "june juni jun", "july juli jul",
        "august augustus aug",
        "september sep sept", "october oktober oct okt", "november nov", "december dec",
    ];

    private static readonly string[] Numbers =
    [
        "one een", "two twee", "three drie", "four vier", "five vijf", "six zes", "seven zeven", "eight acht", "nine negen",
        "ten tien", "eleven elf", "twelve twaalf",
    ];

    private static readonly string[] Ordinals = ["first eerste", "second tweede", "third derde", "fourth vierde"];

    private static readonly Dictionary<string, int> MonthByName = Index(Months);

    private static readonly Dictionary<string, int> NumberByName = Index(Numbers);

    private static readonly Dictionary<string, int> OrdinalByName = Index(Ordinals);

    private static readonly Dictionary<string, PeriodUnit> UnitByName = new(StringComparer.Ordinal);

    private static readonly HashSet<string> LastWords =
        Set("last latest previous past prior preceding vorig vorige afgelopen laatste verleden voorgaande voorbije trailing rolling voorafgaande recentste");

    private static readonly HashSet<string> ThisWords = Set("this current running ongoing deze dit lopende lopend huidige huidig");

    private static readonly HashSet<string> NextWords = Set("next coming upcoming following volgend volgende komend komende aanstaande aankomende aankomend");

    private static readonly HashSet<string> WholeWords =
        Set("full complete calendar whole entire hele heel volle volledige gehele kalender afgesloten");

    static PeriodWords()
    {
        Add(PeriodUnit.Day, "day days dag dagen kalenderdagen");
        Add(PeriodUnit.Week, "week weeks weken wk wks wkn kalenderweek");
        Add(PeriodUnit.Month, "month months maand maanden mnd mth mths mnden kalendermaand kalendermaanden");
        Add(PeriodUnit.Quarter, "quarter quarters kwartaal kwartalen qtr qtrs kw kwrt kalenderkwartaal");
        Add(PeriodUnit.Half, "halfjaar halfyear halfjaren");
        Add(PeriodUnit.Year, "year years jaar jaren yr yrs kalenderjaar");
    }

    public static IEnumerable<string> All =>
    [
        .. MonthByName.Keys, .. NumberByName.Keys, .. OrdinalByName.Keys, .. UnitByName.Keys, .. LastWords, .. ThisWords, .. NextWords, .. WholeWords,
        .. Set("since sinds sedert vanaf between tussen today vandaag yesterday gisteren eergisteren tomorrow"),
        .. Set("begin beginning start eind einde through until onwards half helft weeknummer recent recente"),
    ];

    /// <summary>1 to 12; "Septembers" without its apostrophe counts as well.</summary>
    public static int? Month(string word) =>
        MonthByName.TryGetValue(word, out var month) || (word.Length > 6 && word[^1] == 's' && MonthByName.TryGetValue(word[..^1], out month)) ? month : null;

    public static int? Number(string word) => NumberByName.TryGetValue(word, out var number) ? number : Digits(word, 3);

    /// <summary>1 to 4 from "first", "2nd", "3e" and the like.</summary>
    public static int? Ordinal(string word) => OrdinalByName.TryGetValue(word, out var ordinal) ? ordinal : Suffixed(word);

    /// <summary>A day of the month: "3", "3rd", "3e".</summary>
    public static int? DayNumber(string word) => Digits(word, 2) ?? Suffixed(word);

    public static int? Year(string word) => word.Length == 4 && Digits(word, 4) is int year and >= 1990 and < 2100 ? year : null;

    public static PeriodUnit? Unit(string word) => UnitByName.TryGetValue(word, out var unit) ? unit : null;

    public static bool IsCalendarYear(string word) => word is "kalenderjaar";

    public static bool IsLast(string word) => LastWords.Contains(word);

    public static bool IsThis(string word) => ThisWords.Contains(word);

    public static bool IsNext(string word) => NextWords.Contains(word);

    public static bool IsWhole(string word) => WholeWords.Contains(word);

    /// <summary>What follows a letter prefix: "q3" is 3 for "q".</summary>
    public static int? After(string prefix, string word) => word.StartsWith(prefix, StringComparison.Ordinal) ? Digits(word[prefix.Length..], 2) : null;

    public static int? Digits(string word, int most) =>
        word.Length > 0 && word.Length <= most && word.All(char.IsAsciiDigit) ? int.Parse(word, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>"30d", "6m", "12mnd": a number glued to its unit.</summary>
    public static (int Count, PeriodUnit Unit)? Counted(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        PeriodUnit? unit = digits is 0 or > 3 ? null : word[digits..] switch
        {
            "d" or "dgn" => PeriodUnit.Day,
            "w" or "wk" or "wks" or "wkn" => PeriodUnit.Week,
            "m" or "mo" or "mnd" or "mth" or "mths" => PeriodUnit.Month,
            "q" or "kw" => PeriodUnit.Quarter,
            _ => null,
        };
        return unit is { } known ? (Digits(word[..digits], 3)!.Value, known) : null;
    }

    private static int? Suffixed(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 1 or 2 && word[digits..] is "st" or "nd" or "rd" or "th" or "e" or "ste" or "de" ? Digits(word[..digits], 2) : null;
    }

    private static Dictionary<string, int> Index(string[] rows) =>
        rows.SelectMany((row, i) => row.Split(' ').Select(word => (word, i + 1))).ToDictionary(p => p.word, p => p.Item2, StringComparer.Ordinal);

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    private static void Add(PeriodUnit unit, string words)
    {
        foreach (var word in words.Split(' '))
        {
            UnitByName[word] = unit;
        }
    }
}
