using System.Text.Json.Nodes;

namespace RetentionBot.Channels.DirectLine;

/// <summary>
/// Turns an Adaptive Card into what the Web Chat client (Adaptive Cards for JavaScript 3) can draw and send: Execute becomes Submit with the verb in its data,
/// an element it does not know becomes its fallback, as charts do, and a required input has an error message.
/// </summary>
internal static class DirectLineCard
{
    /// <summary>The verb's place in a Submit's data.</summary>
    public const string VerbMember = "verb";

    /// <summary>The card's own activity id in a Submit's data: the client does not say which message was pressed.</summary>
    public const string MessageMember = "_m";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Image", "ImageSet", "Media", "MediaSource", "Container", "ColumnSet", "Column", "FactSet",
        "ActionSet", "Table", "TableRow", "TableCell", "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet",
        "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility",
    };

    /// <summary>Members that hold one element or a list of them; everything else is left as it is.</summary>
    private static readonly string[] Children =
        ["body", "items", "columns", "rows", "cells", "inlines", "images", "actions", "selectAction", "inlineAction", "card"];

    /// <summary>A lowered copy.</summary>
    /// <param name="card">The filled card; not changed.</param>
    /// <param name="activityId">The activity that carries it.</param>
    public static JsonObject Lower(JsonObject card, string activityId)
    {
        var lowered = (JsonObject)card.DeepClone();
        lowered.Remove("refresh");
        LowerChildren(lowered, activityId);
        return lowered;
    }

    private static void LowerChildren(JsonObject element, string activityId)
    {
        foreach (var name in Children)
        {
            switch (element[name])
            {
                case JsonArray list:
                    element[name] = new JsonArray([.. list.Select(item => LowerElement(item, activityId)).OfType<JsonNode>()]);
                    break;
                case JsonObject one when LowerElement(one, activityId) is { } lowered:
                    element[name] = lowered;
                    break;
                case JsonObject:
                    element.Remove(name);
                    break;
            }
        }
    }

    /// <summary>A lowered copy of an element, or null when it cannot be shown and has no fallback. Rows and cells may come without a type.</summary>
    private static JsonNode? LowerElement(JsonNode? node, string activityId)
    {
        if (node is not JsonObject original)
        {
            return node?.DeepClone();
        }

        var element = (JsonObject)original.DeepClone();
        var type = element["type"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
        if (type == "Action.Execute")
        {
            ToSubmit(element);
            type = "Action.Submit";
        }

        if (type is not null && !Known.Contains(type))
        {
            return element["fallback"] is JsonObject fallback ? LowerElement(fallback, activityId) : null;
        }

        if (type == "Action.Submit" && element["data"] is JsonObject data && data.ContainsKey(VerbMember))
        {
            data[MessageMember] = activityId;
        }

        // Without a word for it the client refuses the whole card.
        if (element["isRequired"] is JsonValue required && required.TryGetValue<bool>(out var isRequired) && isRequired && !element.ContainsKey("errorMessage"))
        {
            element["errorMessage"] = element["label"]?.DeepClone() ?? "*";
        }

        LowerChildren(element, activityId);
        return element;
    }

    private static void ToSubmit(JsonObject action)
    {
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        if (action["verb"] is { } verb)
        {
            data[VerbMember] = verb.DeepClone();
        }

        action["type"] = "Action.Submit";
        action["data"] = data;
        action.Remove("verb");
        action.Remove("fallback");
    }
}
