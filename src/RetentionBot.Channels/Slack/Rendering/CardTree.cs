using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Which elements and actions of a card Slack has words for, and what stands in for the others.</summary>
internal static class CardTree
{
    private const int LongestFallback = 16;

    private static readonly FrozenSet<string> Inputs =
        FrozenSet.Create(StringComparer.Ordinal, "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet");

    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        StringComparer.Ordinal,
        "TextBlock", "RichTextBlock", "FactSet", "ColumnSet", "Container", "Table", "Image", "ImageSet", "Media", "ActionSet",
        "CodeBlock", "Badge", "ProgressBar", "Carousel", "Action.OpenUrl", "Action.Submit", "Action.Execute");

    public static bool IsInput(JsonObject element) => Inputs.Contains(element.Kind());

    /// <summary>Whether an action sends verb and data.</summary>
    public static bool IsSubmit(JsonObject action) => action.Kind() is "Action.Execute" or "Action.Submit";

    /// <summary>An element or action as it is to be shown: itself, or the first of its fallbacks that Slack has a word for; null when there is none.</summary>
    /// <remarks>No host feature is promised, so whatever <c>requires</c> one is not shown.</remarks>
    public static JsonObject? Effective(this JsonObject element)
    {
        for (var i = 0; i < LongestFallback; i++)
        {
            if (IsKnown(element) && element["requires"] is not JsonObject { Count: > 0 })
            {
                return element;
            }

            if (element["fallback"] is not JsonObject fallback)
            {
                return null;
            }

            element = fallback;
        }

        return null;
    }

    /// <summary>Everything a reader sees below an element, to any depth; the cards behind buttons are not.</summary>
    public static IEnumerable<JsonObject> Descendants(this JsonObject json) =>
        ((string[])["body", "items", "actions"]).SelectMany(json.Visible).Select(Effective).OfType<JsonObject>()
        .Concat(((string[])["columns", "rows", "cells", "pages"]).SelectMany(json.Visible))
        .SelectMany(child => child.Descendants().Prepend(child));

    /// <summary>All actions of a card in the order of its JSON, whether shown or not and wherever they hang: the same for everybody who has the same card.</summary>
    public static IEnumerable<JsonObject> AllActions(JsonNode? node) => node switch
    {
        JsonObject json when json.Kind().StartsWith("Action.", StringComparison.Ordinal) => json.SelectMany(member => AllActions(member.Value)).Prepend(json),
        JsonObject json => json.SelectMany(member => AllActions(member.Value)),
        JsonArray list => list.SelectMany(AllActions),
        _ => [],
    };

    private static bool IsKnown(JsonObject element) =>
        Others.Contains(element.Kind())
        || IsInput(element)
        || ChartReader.IsChart(element)
        || (element.Kind() == "Action.ShowCard" && element["card"] is JsonObject);
}
