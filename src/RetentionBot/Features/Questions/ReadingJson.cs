using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Features.Questions;

/// <summary>A reading as JSON: <c>intent, lang, metric, period{from,to}, compare_to, group_by, grain, filters, not_understood, reason</c> and, when there are several readings to choose from, <c>choices</c>; <c>to</c> is exclusive.</summary>
internal static class ReadingJson
{
    /// <summary>A member beside those of the wire, for readings that are kept; without it the period counts as said.</summary>
    public const string PeriodWasSaid = "period_was_said";

    public static JsonObject Write(QuestionReading reading)
    {
        var filters = new JsonObject();
        foreach (var (key, values) in reading.Filters)
        {
            filters[key] = values.Count == 1 ? values[0] : new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }

        var json = new JsonObject
        {
            ["intent"] = IntentNames.ToWire(reading.Intent),
            ["lang"] = reading.Language,
            ["metric"] = reading.Metric,
            ["period"] = Write(reading.Period),
            ["compare_to"] = Write(reading.CompareTo),
            ["group_by"] = reading.GroupBy,
            ["grain"] = reading.Grain,
            ["filters"] = filters,
            ["not_understood"] = reading.NotUnderstood,
            ["reason"] = reading.Reason is { } reason ? JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()) : null,
        };
        if (reading.Choices.Count > 0)
        {
            json["choices"] = new JsonArray([.. reading.Choices.Select(c => (JsonNode)Write(c))]);
        }

        return json;
    }

    /// <exception cref="FormatException">The JSON is no reading; the message says what is wrong.</exception>
    public static QuestionReading? Read(JsonObject? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            var filters = (json["filters"] as JsonObject ?? [])
                .ToDictionary(f => f.Key, f => f.Value is JsonArray list ? list.Select(Text).ToList() : (IReadOnlyList<string>)[Text(f.Value)], StringComparer.Ordinal);
            return new QuestionReading
            {
                Intent = IntentNames.FromWire(json["intent"]?.GetValue<string>() ?? ""),
                Language = json["lang"]?.GetValue<string>() ?? "en",
                Metric = json["metric"]?.GetValue<string>(),
                Period = ReadPeriod(json["period"]),
                CompareTo = ReadPeriod(json["compare_to"]),
                GroupBy = json["group_by"]?.GetValue<string>(),
                Grain = json["grain"]?.GetValue<string>(),
                Filters = filters,
                PeriodWasSaid = json[PeriodWasSaid]?.GetValue<bool>() ?? true,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"The context is not a reading: {e.Message}", e);
        }
    }

    private static JsonObject? Write(Period? period) => period is { } p ? new JsonObject { ["from"] = Day(p.From), ["to"] = Day(p.To) } : null;

    private static Period? ReadPeriod(JsonNode? node) => node is JsonObject period ? new Period(ReadDay(period["from"]), ReadDay(period["to"])) : null;

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly ReadDay(JsonNode? node) => DateOnly.ParseExact(Text(node), "O", CultureInfo.InvariantCulture);

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? throw new FormatException("A text is missing in the context.");
}
