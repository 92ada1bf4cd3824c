using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What the Bot Connector's protocol asks of a message a bot sends.</summary>
public static class ConnectorRules
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>Most characters of a message: 100 KB, counted in UTF-16.</summary>
    public const int MostChars = 100 * 1024 / 2;

    private static readonly string[] NotTheBotsToSay = ["id", "timestamp", "localTimestamp", "serviceUrl"];

    private static readonly string[] NotTheBotsToSayOfARoom = ["isGroup", "conversationType"];

    /// <param name="activity">A message of the bot.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Fault(JsonObject activity)
    {
        var attachments = Attachments(activity);
        return (string?)activity["type"] is not { Length: > 0 } ? "It has no type."
            : NotTheBotsToSay.FirstOrDefault(activity.ContainsKey) is { } member ? $"A bot does not say its {member}."
            : activity["conversation"] is JsonObject room && NotTheBotsToSayOfARoom.FirstOrDefault(room.ContainsKey) is { } mark ? $"A bot does not say {mark}."
            : Emptiness(activity, "activity") is { } empty ? $"{empty} is empty."
            : attachments.Any(a => a["contentType"] is null || (a["content"] is null) == (a["contentUrl"] is null)) ? "An attachment has a type and one content."
            : attachments.Any(IsCard) && activity["summary"] is null ? "A card has no summary."
            : attachments.Any(a => IsCard(a) && a["content"] is not JsonObject) ? "A card is an object."
            : null;
    }

    /// <summary>As how many messages Teams shows it: text beside an attachment, and attachments in a list, stand each for itself.</summary>
    public static IReadOnlyList<JsonObject> Split(JsonObject activity)
    {
        var attachments = Attachments(activity);
        var hasText = activity["text"] is not null;
        if ((hasText ? 1 : 0) + attachments.Count <= 1 || (!hasText && (string?)activity["attachmentLayout"] == "carousel"))
        {
            return [activity];
        }

        var frame = activity.DeepClone().AsObject();
        frame.Remove("text");
        frame.Remove("attachments");
        var cards = attachments.Select(attachment => With(frame, "attachments", new JsonArray(attachment.DeepClone())));
        return hasText ? [With(frame, "text", activity["text"]!.DeepClone()), .. cards] : [.. cards];
    }

    private static bool IsCard(JsonObject attachment) => (string?)attachment["contentType"] == AdaptiveCard;

    private static List<JsonObject> Attachments(JsonObject activity) => (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>().ToList();

    private static JsonObject With(JsonObject frame, string name, JsonNode value)
    {
        var message = frame.DeepClone().AsObject();
        message[name] = value;
        return message;
    }

    /// <summary>The first member that holds nothing; a card's own content is not looked into.</summary>
    private static string? Emptiness(JsonNode? node, string name) => node switch
    {
        null => name,
        JsonArray { Count: 0 } => name,
        JsonArray list => list.Select(item => Emptiness(item, name)).FirstOrDefault(empty => empty is not null),
        JsonObject members => members.Where(m => m.Key != "content" || m.Value is null)
            .Select(m => Emptiness(m.Value, m.Key)).FirstOrDefault(empty => empty is not null),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length == 0 => name,
        _ => null,
    };
}
