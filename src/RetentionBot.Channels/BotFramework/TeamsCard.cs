using System.Text.Json.Nodes;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// Makes an Adaptive Card one that Teams takes: of version 1.5, with something for clients that do not know <c>Action.Execute</c> or a chart, and refreshed by
/// itself for no more people than Teams allows.
/// </summary>
internal static class TeamsCard
{
    private const string Version = "1.5";

    /// <summary>Most people a card is refreshed for by itself; above it Teams refuses the card.</summary>
    private const int MaxRefreshed = 60;

    /// <summary>How Teams' own ids of people begin; any other id is refused there.</summary>
    private const string PersonPrefix = "29:";

    /// <summary>A fitted copy.</summary>
    /// <param name="card">The filled card; not changed.</param>
    public static JsonObject Fit(JsonObject card)
    {
        var fitted = (JsonObject)card.DeepClone();
        fitted["version"] = Version;
        if (fitted["refresh"] is JsonObject refresh && refresh["userIds"] is JsonArray ids)
        {
            refresh["userIds"] = new JsonArray([.. ids.Select(id => id?.DeepClone()).Where(IsPerson).Take(MaxRefreshed)]);
        }

        AddFallbacks(fitted);
        return fitted;
    }

    private static bool IsPerson(JsonNode? id) =>
        id is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith(PersonPrefix, StringComparison.Ordinal);

    /// <summary>What a button sends, what stands in for an element and the refresh are no elements of the card.</summary>
    private static void AddFallbacks(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                AddFallbacks(item);
            }
        }
        else if (node is JsonObject element)
        {
            foreach (var child in element.Where(m => m.Key is not ("data" or "fallback" or "refresh")).Select(m => m.Value).OfType<JsonNode>().ToList())
            {
                AddFallbacks(child);
            }

            if (!element.ContainsKey("fallback") && FallbackOf(element) is { } fallback)
            {
                element["fallback"] = fallback;
            }
        }
    }

    private static JsonNode? FallbackOf(JsonObject element) => element["type"] is JsonValue value && value.TryGetValue<string>(out var type)
        ? type switch
        {
            "Action.Execute" => SubmitFor(element),
            _ when type.StartsWith("Chart.", StringComparison.Ordinal) => "drop",
            _ => null,
        }
        : null;

    /// <summary>A Submit has no verb of its own: it carries it in its data.</summary>
    private static JsonObject SubmitFor(JsonObject execute)
    {
        var data = execute["data"]?.DeepClone() as JsonObject ?? [];
        if (execute["verb"] is { } verb)
        {
            data[CardActions.Verb] = verb.DeepClone();
        }

        var submit = new JsonObject { ["type"] = "Action.Submit", ["data"] = data };
        if (execute["title"] is { } title)
        {
            submit["title"] = title.DeepClone();
        }

        return submit;
    }
}
