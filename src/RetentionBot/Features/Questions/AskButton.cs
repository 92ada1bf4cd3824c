using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>A button that asks a further question: what it says, and the reading it carries.</summary>
/// <param name="Title">Plain words.</param>
/// <param name="Reading">Compact JSON; comes back in the member <see cref="Member"/> of the button's data.</param>
internal sealed record AskButton(string Title, string Reading)
{
    /// <summary>Where the reading stands in a button's data.</summary>
    public const string Member = "q";

    /// <summary>Most buttons a card may have.</summary>
    public const int Most = 6;

    /// <summary>Slack takes 2,000 signs of data with a button, Teams 28 KB with all of them twice, and quoting makes it longer.</summary>
    private const int LongestReading = 700;

    private const int LongestTitle = 75;

    /// <summary>Buttons with names of their own. A reading too long to go along has none.</summary>
    public static IReadOnlyList<AskButton> Of(IEnumerable<(string Title, QuestionReading Reading)> asks) =>
    [
        .. asks.Select(a => new AskButton(KpiWords.Cut(a.Title, LongestTitle), Write(a.Reading)))
            .Where(b => Encoding.UTF8.GetByteCount(b.Reading) <= LongestReading)
            .DistinctBy(b => b.Reading)
            .Take(Most),
    ];

    /// <summary>Buttons that say what they ask.</summary>
    public static IReadOnlyList<AskButton> Of(IEnumerable<QuestionReading> readings, Texts texts) => Of(readings.Select(r => (ReadingWords.Of(r, texts), r)));

    /// <summary>The reading a client sent back; null when it is none. What is in it is a wish: whether there are such values is for <see cref="ReadingCheck"/>.</summary>
    public static QuestionReading? Read(string? sent)
    {
        if (sent is null || sent.Length > 2 * LongestReading)
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(sent) as JsonObject;
            return ReadingJson.Read(json) is { } reading ? reading with { Language = (string?)json!["lang"] == Texts.Dutch ? Texts.Dutch : Texts.English } : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string Write(QuestionReading reading)
    {
        var json = ReadingJson.Write(reading);
        foreach (var (key, value) in json.ToList())
        {
            if (value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || key == "choices")
            {
                json.Remove(key);
            }
        }

        return json.ToJsonString(JsonSerializerOptions.Web);
    }
}
