namespace RetentionBot.Domain.Questions;

/// <summary>What people call countries and segments beside their own names.</summary>
internal static class VocabularyWords
{
    private static readonly Dictionary<string, string[]> Countries = new(StringComparer.Ordinal)
    {
        ["NL"] = ["holland", "the netherlands", "dutch", "nederlandse", "nederlands", "hollandse"],
        ["BE"] = ["belgian", "belgische", "belgisch"],
        ["DE"] = ["german", "duitse", "duits"],
        ["FR"] = ["french", "franse", "frans"],
        ["LU"] = ["luxemburg", "luxembourg", "luxembourgish", "luxemburgse", "luxemburgs"],
        ["GB"] = ["uk", "great britain", "british", "britse", "groot brittannie", "engeland", "england"],
        ["US"] = ["usa", "united states of america", "american", "amerikaanse", "amerika"],
        ["ES"] = ["spanish", "spaanse"],
        ["IT"] = ["italian", "italiaanse"],
        ["AT"] = ["austrian", "oostenrijkse"],
        ["CH"] = ["swiss", "zwitserse"],
    };

    public static IEnumerable<string> Country(string code) => Countries.GetValueOrDefault(code, []);

    /// <summary>The four cells of the value and risk grid can be said in words, in either order.</summary>
    public static IEnumerable<string> Segment(string name)
    {
        string[] parts = name.Split('_');
        if (parts is not [("high" or "low") and var value, "value", ("high" or "low") and var risk, "risk"])
        {
            return [];
        }

        string[] values = value == "high" ? ["hoge waarde", "hoge klantwaarde", "veel waarde"] : ["lage waarde", "lage klantwaarde", "weinig waarde"];
        string[] risks = risk == "high" ? ["hoog risico", "hoge risico", "veel risico"] : ["laag risico", "lage risico", "weinig risico"];
        return
        [
            .. Both([$"{value} value"], [$"{risk} risk"], "and", "but"),
            .. Both(values, risks, "en", "maar", "met"),
        ];
    }

    private static IEnumerable<string> Both(string[] values, string[] risks, params string[] links) =>
        from value in values
        from risk in risks
        from link in (string[])["", .. links.Select(l => l + " ")]
        from phrase in (string[])[$"{value} {link}{risk}", $"{risk} {link}{value}"]
        select phrase;
}
