using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>How template expressions look at JSON values.</summary>
internal static class Values
{
    /// <summary>Inside a condition everything counts as true except false and null: also 0 and an empty text.</summary>
    public static bool Counts(JsonNode? value) => value is not null && value.GetValueKind() is not (JsonValueKind.False or JsonValueKind.Null);

    /// <summary>Whether two values are the same JSON: 3 is 3.0 and is not "3".</summary>
    public static bool AreEqual(JsonNode? left, JsonNode? right) =>
        left?.GetValueKind() == JsonValueKind.String && right?.GetValueKind() == JsonValueKind.String
            ? left.GetValue<string>() == right.GetValue<string>()
            : JsonNode.DeepEquals(left, right);

    public static int Count(JsonNode? value) => value switch
    {
        JsonArray list => list.Count,
        JsonObject members => members.Count,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Length,
        _ => 0,
    };

    /// <summary>Nothing, or a text, list or object without content. A number or boolean is never empty.</summary>
    public static bool IsEmpty(JsonNode? value) =>
        Count(value) == 0 && value?.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False);

    /// <summary>The value in a text. Numbers are plain and invariant, without trailing zeros; what a person reads is formatted before it gets here.</summary>
    public static string AsText(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => NumberText(value.ToJsonString()),
        _ => value.ToJsonString(),
    };

    private static string NumberText(string json) =>
        decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : json;
}
