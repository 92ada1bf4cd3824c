using System.Text.RegularExpressions;
using RetentionBot.Domain.Checklists;

namespace RetentionBot.Features.Checklists;

/// <summary>What is to be done with a list, in words.</summary>
internal enum ListDeed
{
    Show,
    Status,
    Tick,
    Untick,
    Owner,
    Deadline,
    Note,
    Time,
    Here,
    Place,
    Everywhere,
    New,
    Add,
    Remove,
    Stop,
}

/// <summary>A command about one list.</summary>
/// <param name="Plan">Which list; null for the weekly one.</param>
/// <param name="Deed">What is to be done; null when that was not understood.</param>
/// <param name="Word">The word that says so, in the language of the writer; empty where there is none.</param>
/// <param name="Rest">What follows it.</param>
internal sealed record ChecklistPhrase(ChecklistPlan? Plan, ListDeed? Deed, string Word, string Rest)
{
    /// <summary>Words that the name of a list is looked for in.</summary>
    private const int MostNameWords = 20;

    private static readonly Dictionary<string, ListDeed> Deeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["status"] = ListDeed.Status,
        ["stand"] = ListDeed.Status,
        ["tick"] = ListDeed.Tick,
        ["vink"] = ListDeed.Tick,
        ["afvinken"] = ListDeed.Tick,
        ["untick"] = ListDeed.Untick,
        ["ontvink"] = ListDeed.Untick,
        ["owner"] = ListDeed.Owner,
        ["eigenaar"] = ListDeed.Owner,
        ["deadline"] = ListDeed.Deadline,
        ["note"] = ListDeed.Note,
        ["notitie"] = ListDeed.Note,
        ["time"] = ListDeed.Time,
        ["tijd"] = ListDeed.Time,
        ["here"] = ListDeed.Here,
        ["hier"] = ListDeed.Here,
        ["place"] = ListDeed.Place,
        ["plek"] = ListDeed.Place,
        ["plaats"] = ListDeed.Place,
        ["everywhere"] = ListDeed.Everywhere,
        ["overal"] = ListDeed.Everywhere,
        ["new"] = ListDeed.New,
        ["nieuw"] = ListDeed.New,
        ["nieuwe"] = ListDeed.New,
        ["add"] = ListDeed.Add,
        ["toevoegen"] = ListDeed.Add,
        ["remove"] = ListDeed.Remove,
        ["verwijder"] = ListDeed.Remove,
        ["stop"] = ListDeed.Stop,
    };

    /// <summary>What the weekly list is called beside its name.</summary>
    private static readonly HashSet<string> WeeklyNames = new(StringComparer.OrdinalIgnoreCase) { ChecklistPlan.Weekly, "week", "wekelijks", "wekelijkse" };

    /// <summary>Whether a text is about a list, or asks for a new one.</summary>
    public static bool Matches(string text) => WordsOf(text) is var words && (IsFirst(words.ElementAtOrDefault(0)) || IsNew(words));

    /// <summary>Whether a command would never find a list of that name.</summary>
    public static bool IsReserved(string name) => WeeklyNames.Contains(OwnList.KeyOf(name) ?? "") || Deeds.ContainsKey(Bare(WordsOf(name)[0]));

    /// <summary>Reads a text that <see cref="Matches"/>. Of two lists whose names begin alike the longer name is meant.</summary>
    /// <param name="own">The lists there are besides the weekly one.</param>
    /// <param name="unknown">The words that should name a list and do not; null when they do.</param>
    public static ChecklistPhrase Read(string text, IReadOnlyCollection<ChecklistPlan> own, out string? unknown)
    {
        var words = WordsOf(text);
        unknown = null;
        if (IsNew(words))
        {
            return new ChecklistPhrase(null, ListDeed.New, words[0], After(text, 2));
        }

        if (words is [_])
        {
            return new ChecklistPhrase(null, ListDeed.Show, "", "");
        }

        if (Deeds.ContainsKey(Bare(words[1])))
        {
            return Of(plan: null, named: 0);
        }

        for (var named = Math.Min(words.Length - 1, MostNameWords); named > 0; named--)
        {
            var name = string.Join(' ', words.Skip(1).Take(named));
            if (own.FirstOrDefault(p => p.Key == OwnList.KeyOf(name)) is { } plan)
            {
                return Of(plan, named);
            }

            if (WeeklyNames.Contains(Bare(name)))
            {
                return Of(plan: null, named);
            }
        }

        unknown = string.Join(' ', words.Skip(1).TakeWhile(w => !Deeds.ContainsKey(Bare(w))));
        return new ChecklistPhrase(null, Deed: null, "", "");

        ChecklistPhrase Of(ChecklistPlan? plan, int named)
        {
            if (words.Length == named + 1)
            {
                return new ChecklistPhrase(plan, ListDeed.Show, "", "");
            }

            var word = Bare(words[named + 1]);
            return new ChecklistPhrase(plan, Deeds.TryGetValue(word, out var deed) ? deed : null, word, After(text, named + 2));
        }
    }

    private static bool IsFirst(string? word) => word is not null && Bare(word).ToLowerInvariant() is "checklist" or "checklijst";

    private static bool IsNew(string[] words) => words is [var first, var second, ..] && Deeds.GetValueOrDefault(first) == ListDeed.New && IsFirst(second);

    private static string[] WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands after so many words, as it was written.</summary>
    private static string After(string text, int words) => text.Split((char[]?)null, words + 1, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(words)?.Trim() ?? "";

    private static string Bare(string word) => word.TrimEnd('?', '.', '!', ':', ',');
}

/// <summary>A new list in words: <c>Renewals weekly on Tuesday 10:00: first check; second check</c>.</summary>
internal static partial class NewListWords
{
    private static readonly char[] Between = [';', '\n', '\r'];

    /// <returns>What was asked for, or what is wrong with when it comes; neither when there is no name or nothing says how often.</returns>
    public static (OwnListDraft? Draft, OwnListFault? Fault) Read(string text, DateOnly today)
    {
        var split = EndOfHead().Match(text);
        var (head, body) = split.Success ? (text[..split.Index], text[(split.Index + split.Length)..]) : (text, "");
        var words = head.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(words, w => ScheduleWords.Cadence(w.TrimEnd(',')) is not null);
        if (at < 1)
        {
            return (null, null);
        }

        var cadence = ScheduleWords.Cadence(words[at].TrimEnd(','))!.Value;
        var (schedule, fault) = ScheduleWords.Read(cadence, words.Skip(at + 1), today);
        if (fault != ScheduleFault.None)
        {
            return (null, OwnListFault.Of(cadence, fault));
        }

        var checks = body.Split(Between).Select(line => OwnList.Tidy(line.Trim().TrimStart('-', '*', '•'))).Where(line => line.Length > 0);
        return (new OwnListDraft(OwnList.Tidy(string.Join(' ', words.Take(at)).Trim('"', '\'', '“', '”', ',')), schedule, [.. checks.Select((line, i) => new DraftCheck(i + 1, line))]), null);
    }

    /// <summary>The colon after when it comes; that inside a time is followed by a digit.</summary>
    [GeneratedRegex(@":(?=\s|$)|[\r\n]")]
    private static partial Regex EndOfHead();
}
