using System.Text.Json;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions.Scoring;

/// <summary>A question with the readings that are right, from a file with one JSON object a line.</summary>
internal sealed record SetQuestion(string Id, string Language, string Text, DateOnly Today, QuestionReading? Context, IReadOnlyList<QuestionReading> Right);

internal static class QuestionSet
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The names the sets speak of.</summary>
    public static readonly QuestionVocabulary Vocabulary = new(
        ["Basic", "Pro", "Enterprise"],
        ["high_value_high_risk", "high_value_low_risk", "low_value_high_risk", "low_value_low_risk"],
        [
            new("NL", "Netherlands", "Nederland"), new("BE", "Belgium", "België"), new("DE", "Germany", "Duitsland"),
            new("FR", "France", "Frankrijk"), new("LU", "Luxembourg", "Luxemburg"),
        ],
        ["Sanne", "Daan", "Noor", "Emma", "Joris", "Pieter"],
        ["Acme BV", "Bakkerij Jansen", "Van Dijk Logistics", "Fietsfabriek Delft", "Noorderlicht Media"]);

    public static List<SetQuestion> Read(string path) =>
        [.. File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => Read(JsonDocument.Parse(line).RootElement))];

    private static SetQuestion Read(JsonElement row)
    {
        var right = new List<QuestionReading> { Reading(row.GetProperty("expect")) };
        if (row.TryGetProperty("accept", out var others) && others.ValueKind == JsonValueKind.Array)
        {
            right.AddRange(others.EnumerateArray().Select(Reading));
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(row.GetProperty("now").GetString()!), Zone).DateTime);
        var context = Member(row, "context") is { ValueKind: JsonValueKind.Object } before ? Reading(before) : null;
        return new(row.GetProperty("id").GetString()!, Text(row, "lang") ?? "", row.GetProperty("text").GetString()!, today, context, right);
    }

    private static QuestionReading Reading(JsonElement json) => new()
    {
        Intent = IntentNames.FromWire(Text(json, "intent")!),
        Metric = Text(json, "metric"),
        Period = Span(json, "period"),
        CompareTo = Span(json, "compare_to"),
        GroupBy = Text(json, "group_by"),
        Grain = Text(json, "grain"),
        Filters = Filters(json),
        PeriodWasSaid = true,
    };

    private static Dictionary<string, IReadOnlyList<string>> Filters(JsonElement json) => Member(json, "filters") is { ValueKind: JsonValueKind.Object } filters
        ? filters.EnumerateObject().ToDictionary(
            f => f.Name,
            IReadOnlyList<string> (f) => f.Value.ValueKind == JsonValueKind.Array ? [.. f.Value.EnumerateArray().Select(v => v.GetString()!)] : [f.Value.GetString()!],
            StringComparer.Ordinal)
        : new(StringComparer.Ordinal);

    private static Period? Span(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Object } span
        ? new Period(DateOnly.Parse(Text(span, "from")!), DateOnly.Parse(Text(span, "to")!))
        : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;
}
