using System.Text.Json;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>
/// Reads a pressed button. <c>Action.Execute</c> arrives as an invoke with the verb beside the data, its older sibling <c>Action.Submit</c> as a message with
/// the verb inside; both must come out alike.
/// </summary>
internal static class CardActions
{
    public const string InvokeName = "adaptiveCard/action";

    /// <summary>The verb's place in the data of a Submit.</summary>
    public const string Verb = "verb";

    /// <returns>Null when it is not an <c>Action.Execute</c> with a verb.</returns>
    public static CardAction? FromInvoke(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value
            || !value.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object
            || Text(action, "type") != "Action.Execute")
        {
            return null;
        }

        var data = action.TryGetProperty("data", out var inputs) ? inputs : default;
        var verb = Text(action, Verb) ?? Text(data, Verb);

        // A missing trigger counts as a press.
        return verb is null ? null : new CardAction(verb, Flatten(data), activity.ReplyToId, IsRefresh: Text(value, "trigger") == "automatic");
    }

    /// <returns>Null when the message carries no data with a verb.</returns>
    public static CardAction? FromSubmit(Activity activity)
    {
        // A "messageBack" button may send its data as text.
        var data = activity.Value is { ValueKind: JsonValueKind.String } text
            ? WireJson.TryRead(text.GetString()!, WireJson.Default.NullableJsonElement)
            : activity.Value;
        return data is { } fields && Text(fields, Verb) is { } verb ? new CardAction(verb, Flatten(fields), activity.ReplyToId) : null;
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>Every input as text; empty ones are left out, and so are the verb and Teams' own instructions.</summary>
    private static Dictionary<string, string> Flatten(JsonElement data)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in data.EnumerateObject())
            {
                if (field.Name is not (Verb or "msteams") && AsText(field.Value) is { Length: > 0 } text)
                {
                    inputs[field.Name] = text;
                }
            }
        }

        return inputs;
    }

    private static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(AsText).Where(text => !string.IsNullOrEmpty(text))),
        JsonValueKind.Number or JsonValueKind.Object => value.GetRawText(),
        _ => null,
    };
}
