using System.Text.RegularExpressions;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Hosting;

namespace RetentionBot.Tests.Lint;

/// <summary>The map of the house: which room may use which. <c>docs/architecture.md</c> says the same in words.</summary>
internal static partial class Arrows
{
    private const string Turns = "RetentionBot.Channels.Turns";
    private const string CardTemplates = "RetentionBot.Channels.Cards";
    private const string Domain = "RetentionBot.Domain";
    private const string Store = "RetentionBot.Store";
    private const string Texts = "RetentionBot.Text";
    private const string Outbox = "RetentionBot.Outbox";
    private const string Features = "RetentionBot.Features";
    private const string FeatureTurns = "RetentionBot.Features.Turns";
    private const string Timers = "RetentionBot.Timers";
    private const string Ingest = "RetentionBot.Ingest";
    private const string Telemetry = "RetentionBot.Telemetry";

    /// <summary>By folder below <c>src</c>. A room may always use itself and <c>System</c>; other libraries where <c>Microsoft</c> or their name is given.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new(StringComparer.Ordinal)
    {
        ["RetentionBot.Domain"] = [],
        ["RetentionBot.Channels/LocalRequest.cs"] = ["Microsoft"],
        ["RetentionBot.Channels/CappedBody.cs"] = ["Microsoft"],
        ["RetentionBot.Channels/Turns"] = [],
        ["RetentionBot.Channels/Cards"] = [Turns],
        ["RetentionBot.Channels/BotFramework"] = ["Microsoft", Turns, CardTemplates],
        ["RetentionBot.Channels/Slack"] = ["Microsoft", Turns, CardTemplates],
        ["RetentionBot.Channels/DirectLine"] = ["Microsoft", Turns, CardTemplates],
        ["RetentionBot/Features/Turns"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox],
        ["RetentionBot/Features/Alerts"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, Timers, FeatureTurns],
        ["RetentionBot/Features/Cadence"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/Features/Checklists"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, Timers, FeatureTurns],
        ["RetentionBot/Features/Feedback"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, Timers, FeatureTurns],
        ["RetentionBot/Features/Health"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/Features/Onboarding"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/Features/Questions"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/Features/Setup"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/Features/Surveys"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns],
        ["RetentionBot/SurveyPage"] = ["Microsoft", "RetentionBot.Channels.CappedBody", Domain, Store, Texts, Outbox, $"{Features}.Surveys", Telemetry],
        ["RetentionBot/Privacy"] = ["Microsoft", Domain, Store, Turns, CardTemplates, Texts, Outbox, $"{Features}.Surveys"],
        ["RetentionBot/Mail"] = ["Microsoft", Domain, Store, Turns, Texts, $"{Features}.Surveys"],
        ["RetentionBot/Ingest"] = ["Microsoft", "CsvHelper", Domain, Store, Telemetry],
        ["RetentionBot/Jobs"] = ["Microsoft", "Quartz", Domain, Store, Turns, CardTemplates, Texts, Outbox, Timers, Ingest, Features, "RetentionBot.Privacy", Telemetry],
        ["RetentionBot/Inbox"] = ["Microsoft", Store, Turns, CardTemplates, Texts, Outbox, FeatureTurns, Telemetry],
        ["RetentionBot/Outbox"] = ["Microsoft", Store, Turns, Texts, Telemetry],
        ["RetentionBot/Telemetry"] = ["Microsoft", Turns],
        ["RetentionBot/Timers"] = ["Microsoft", Store, Outbox, Telemetry],
        ["RetentionBot/Store"] = ["Microsoft", "SQLitePCL", Domain, Turns],
        ["RetentionBot/Text"] = [$"{Domain}.Calendar", $"{Domain}.Revenue", Turns, CardTemplates],
        ["RetentionBot/WebChat"] = ["Microsoft", $"{Domain}.Calendar", "RetentionBot.Channels.DirectLine", Turns, Store, Texts, Outbox, FeatureTurns, $"{Features}.Surveys"],
        ["RetentionBot/Hosting"] = ["Microsoft", "Quartz", "OpenTelemetry", "RetentionBot"],
        ["RetentionBot/Program.cs"] = ["RetentionBot.Hosting"],
    };

    /// <summary>Every namespace and type of the three code projects.</summary>
    private static readonly HashSet<string> Known = new[] { typeof(Period).Assembly, typeof(InboundTurn).Assembly, typeof(BotHost).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace is not null)
        .SelectMany(type => new[] { type.Namespace!, type.FullName! })
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What a file uses and may not; empty when all is well.</summary>
    /// <param name="path">From <c>src</c>, with forward slashes.</param>
    /// <param name="text">The file.</param>
    public static List<string> Faults(string path, string text)
    {
        var room = Rooms.Keys.Where(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(folder => folder.Length);
        if (room is null)
        {
            return [$"{path} lies in no room of the map"];
        }

        var itself = room.Replace('/', '.');
        string[] allowed = ["System", itself, .. Rooms[room]];
        return [.. Uses(text).Where(name => !allowed.Any(a => name == a || name.StartsWith(a + ".", StringComparison.Ordinal))).Select(name => $"{path} may not use {name}")];
    }

    /// <summary>The namespaces and types a file names: its <c>using</c> lines and whatever it spells out.</summary>
    private static IEnumerable<string> Uses(string text)
    {
        var code = Comment().Replace(text, "");
        var usings = Using().Matches(code).Select(m => m.Groups["name"].Value);
        var spelled = Spelled().Matches(code).Select(m => LongestKnown(m.Groups["name"].Value)).OfType<string>();
        return usings.Concat(spelled).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The namespace or type that dotted words stand for, which may leave out the first; null when they are something else, such as a member's member.</summary>
    private static string? LongestKnown(string words)
    {
        var parts = $"RetentionBot.{words}".Split('.');
        for (var length = parts.Length; length > 2; length--)
        {
            if (string.Join('.', parts[..length]) is var name && Known.Contains(name))
            {
                return name;
            }
        }

        return null;
    }

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[A-Z][\w.]*)\s*;", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"(?<![\w.])(?:global::)?(?:RetentionBot\.)?(?<name>(?:Domain|Channels|Features|Store|Text|Ingest|Jobs|Inbox|Outbox|Timers|Hosting|WebChat|SurveyPage|Mail|Privacy|Telemetry)(?:\.[A-Z]\w*)+)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Spelled();
}
