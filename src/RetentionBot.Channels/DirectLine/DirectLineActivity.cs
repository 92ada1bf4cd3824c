using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.DirectLine;

/// <summary>Reads and writes the activities of the Activity Protocol as Web Chat uses them.</summary>
internal static class DirectLineActivity
{
    public const string CardContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The id of an activity the page sent: the same for the same message, however often it is sent, and never that of somebody else's.</summary>
    public static string IdOf(JsonObject received, DirectLineVisitor visitor)
    {
        var chosen = Text(received["channelData"] as JsonObject, "clientActivityID") ?? Guid.NewGuid().ToString("N");
        return $"{visitor.Conversation.ConversationId}|{visitor.Person.UserId}|{chosen}";
    }

    /// <summary>What the page sent, as it goes into the log: with id, time and the sender the token stands for.</summary>
    public static JsonObject Echo(JsonObject received, string id, DirectLineVisitor visitor, DateTimeOffset at)
    {
        var echo = (JsonObject)received.DeepClone();
        Stamp(echo, id, visitor.Conversation.ConversationId, at);
        echo["from"] = new JsonObject { ["id"] = visitor.Person.UserId, ["name"] = visitor.Person.Name, ["role"] = "user" };
        return echo;
    }

    /// <summary>A message of the bot.</summary>
    public static JsonObject FromBot(MessageContent content, string id, ConversationRef conversation, string? replyToId, DateTimeOffset at)
    {
        var message = new JsonObject { ["type"] = "message" };
        Stamp(message, id, conversation.ConversationId, at);
        message["from"] = new JsonObject { ["id"] = conversation.BotId ?? "bot", ["role"] = "bot" };
        if (replyToId is not null)
        {
            message["replyToId"] = replyToId;
        }

        if (content.Card is null)
        {
            message["text"] = content.Text;
            message["textFormat"] = "markdown";
        }
        else
        {
            message["summary"] = content.Text;
            message["attachments"] = new JsonArray(
                new JsonObject { ["contentType"] = CardContentType, ["content"] = DirectLineCard.Lower(content.Card, id) });
        }

        return message;
    }

    /// <summary>The turn in a message of the page; null when it says nothing the application may care about.</summary>
    public static InboundTurn? ToTurn(JsonObject received, string id, DirectLineVisitor visitor)
    {
        var action = ToAction(received);
        var text = string.Join(' ', (Text(received, "text") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (action is null && text.Length == 0)
        {
            return null;
        }

        return new InboundTurn
        {
            DeliveryKey = $"{ChannelIds.DirectLine}|{id}",
            Kind = action is null ? TurnKind.Message : TurnKind.CardAction,
            Conversation = visitor.Conversation,
            From = visitor.Person,
            Text = action is null ? text : "",
            Action = action,
            Locale = Text(received, "locale") ?? visitor.Locale,
            MessageId = Text(received, "replyToId"),
        };
    }

    /// <summary>A member that is a text with something in it, or null.</summary>
    public static string? Text(JsonObject? node, string member) =>
        node?[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static CardAction? ToAction(JsonObject received)
    {
        if (received["value"] is not JsonObject value || Text(value, DirectLineCard.VerbMember) is not { } verb)
        {
            return null;
        }

        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, member) in value)
        {
            if (name is not (DirectLineCard.VerbMember or DirectLineCard.MessageMember) && AsText(member) is { Length: > 0 } text)
            {
                data[name] = text;
            }
        }

        return new CardAction(verb, data, Text(received, "replyToId") ?? Text(value, DirectLineCard.MessageMember));
    }

    private static string? AsText(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    private static void Stamp(JsonObject activity, string id, string conversationId, DateTimeOffset at)
    {
        activity["id"] = id;
        activity["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        activity["channelId"] = ChannelIds.DirectLine;
        activity["conversation"] = new JsonObject { ["id"] = conversationId };
    }
}
