using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetentionBot.Tests.Lint;

/// <summary>One numbered point of what the two wires ask, in our words.</summary>
/// <param name="Number"><c>BF-…</c> for the Bot Framework, <c>SL-…</c> for Slack.</param>
/// <param name="NotApplicable">Why it does not arise; null when it does.</param>
/// <param name="Note">What is to be known beside the tests.</param>
internal sealed record ConformancePoint(string Number, string Asks, string? NotApplicable = null, string? Note = null);

/// <summary>A test that says which point it holds: <c>[Trait("Conformance", "BF-12")]</c>.</summary>
internal sealed record Citation(string Number, string Class, string Test, bool IsSoak);

/// <summary>The points, the tests that cite them, and the page that lists both.</summary>
internal static partial class Conformance
{
    /// <summary>How many points each list has.</summary>
    public static readonly IReadOnlyDictionary<string, int> Lists = new Dictionary<string, int>(StringComparer.Ordinal) { ["BF"] = 65, ["SL"] = 70 };

    public static string PageFile => Path.Combine(Repository.Root, "docs", "conformance.md");

    public static IReadOnlyList<ConformancePoint> Points() => JsonSerializer.Deserialize<List<ConformancePoint>>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "RetentionBot.Tests", "Lint", "conformance-points.json")), JsonSerializerOptions.Web)!;

    /// <summary>What all tests cite; the files about citing only speak of it.</summary>
    public static IEnumerable<Citation> Citations() =>
        Repository.Tests().Where(file => !file.Path.Contains("Lint/Conformance", StringComparison.Ordinal)).SelectMany(file => CitationsIn(file.Text));

    /// <summary>What the tests of one file cite. A citation stands among the attributes of a test.</summary>
    public static IEnumerable<Citation> CitationsIn(string source)
    {
        var type = "";
        var numbers = new List<string>();
        var isSoak = false;
        foreach (var line in source.Split('\n'))
        {
            numbers.AddRange(Cited().Matches(line).Select(match => match.Groups["number"].Value));
            isSoak |= line.Contains("Trait(\"Category\", \"Soak\")", StringComparison.Ordinal);
            if (TypeName().Match(line) is { Success: true } named)
            {
                (type, isSoak) = (named.Groups["name"].Value, false);
            }
            else if (TestName().Match(line) is { Success: true } test)
            {
                foreach (var number in numbers)
                {
                    yield return new Citation(number, type, test.Groups["name"].Value, isSoak);
                }

                numbers.Clear();
                isSoak = false;
            }
        }

        if (numbers.Count > 0)
        {
            throw new InvalidDataException($"{string.Join(", ", numbers)} in {type} stands at no test.");
        }
    }

    public static string Page(IReadOnlyList<ConformancePoint> points, IReadOnlyList<Citation> citations)
    {
        var shown = citations.ToLookup(citation => citation.Number, StringComparer.Ordinal);
        var open = points.Where(point => point.NotApplicable is not null).ToList();
        var page = new StringBuilder();
        page.Append(
            $"""
            # Conformance

            What the Bot Framework (BF) and Slack (SL) ask of a bot, point by point, and the tests that fail without it. {points.Count - open.Count} points are held by tests;
            {open.Count} do not arise here, each with its reason below.

            Made of `tests/RetentionBot.Tests/Lint/conformance-points.json` and of the tests that carry `[Trait("Conformance", "…")]`; a test fails while the page is another one.
            Write it anew with

                RETENTIONBOT_WRITE_CONFORMANCE=1 dotnet test tests/RetentionBot.Tests -c Release --filter FullyQualifiedName~ConformanceTests

            ## Not applicable

            """);
        page.AppendJoin('\n', open.Select(point => $"- **{point.Number}** {point.Asks}. {point.NotApplicable}")).Append('\n');
        foreach (var (list, title) in (ReadOnlySpan<(string, string)>)[("BF", "Bot Framework"), ("SL", "Slack")])
        {
            page.Append($"\n## {title}\n\n| point | asks | held by |\n| --- | --- | --- |\n");
            foreach (var point in points.Where(point => point.Number.StartsWith(list, StringComparison.Ordinal)))
            {
                page.Append($"| {point.Number} | {point.Asks} | {HeldBy(point, shown[point.Number])} |\n");
            }
        }

        return page.ToString();
    }

    private static string HeldBy(ConformancePoint point, IEnumerable<Citation> citations)
    {
        if (point.NotApplicable is not null)
        {
            return "not applicable";
        }

        var tests = citations.GroupBy(citation => citation.Class, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {string.Join("; ", group.Select(Words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
        return string.Join(" <br> ", point.Note is null ? tests : tests.Append($"*{point.Note}*"));
    }

    private static string Words(Citation citation) => $"`{citation.Test}`{(citation.IsSoak ? " (soak)" : "")}";

    [GeneratedRegex("Trait\\(\"Conformance\", \"(?<number>[^\"]*)\"\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Cited();

    [GeneratedRegex(@"^(public|internal) (sealed |static |abstract )?(partial )?class (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^    public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
