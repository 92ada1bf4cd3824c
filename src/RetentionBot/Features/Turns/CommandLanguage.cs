using RetentionBot.Text;

namespace RetentionBot.Features.Turns;

/// <summary>The language of the word a command begins with.</summary>
internal static class CommandLanguage
{
    private static readonly HashSet<string> English = new(StringComparer.Ordinal)
    {
        "alert", "alerts", "my", "which", "touch", "contacted", "mute", "unmute", "away", "back", "route", "wave", "waves", "feedback", "touchpoints", "who", "who's",
        "tick", "untick", "owner", "note", "time", "here", "place", "everywhere", "new", "add", "remove",
    };

    private static readonly HashSet<string> Dutch = new(StringComparer.Ordinal)
    {
        "meldingen", "mijn", "welke", "openstaande", "geschiedenis", "contact", "gesproken", "demp", "ontdemp", "afwezig", "terug", "stuur", "golf", "golven", "klantreacties", "contactmomenten", "wie", "checklijst",
        "stand", "vink", "afvinken", "ontvink", "eigenaar", "notitie", "tijd", "hier", "plek", "plaats", "overal", "nieuw", "nieuwe", "toevoegen", "verwijder", "checklijsten", "alle",
    };

    /// <returns>The turn in that language; as it is where the word is of neither.</returns>
    public static TurnContext In(TurnContext turn)
    {
        var (first, second) = FirstWords.Of(turn.Turn.Text);
        return In(turn, first is "open" or "checklist" ? second : first);
    }

    /// <summary>The turn in the language of a word of it.</summary>
    public static TurnContext In(TurnContext turn, string word)
    {
        word = word.TrimEnd('?', '.', '!', ',').ToLowerInvariant();
        return KpiRights.In(turn, English.Contains(word) ? Texts.English : Dutch.Contains(word) ? Texts.Dutch : null);
    }
}
