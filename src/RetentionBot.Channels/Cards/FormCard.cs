using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Cards;

/// <summary>A form as a card, for channels that have no window for it: what was filled in stands in its inputs, and what is wrong right below them.</summary>
public static class FormCard
{
    /// <summary>Members that hold a list of elements, among which an input may stand.</summary>
    private static readonly string[] Children = ["body", "items", "columns", "rows", "cells"];

    /// <summary>The form's content with its values and errors; an error of no input on the card stands at the top of it.</summary>
    /// <param name="form">The form; its own card is not changed.</param>
    public static MessageContent Show(CardForm form)
    {
        if (form.Content.Card?.DeepClone() is not JsonObject card)
        {
            return form.Content;
        }

        var shown = new HashSet<string>(StringComparer.Ordinal);
        Fill(card, form, shown);

        var general = form.Errors.Where(error => !shown.Contains(error.Key)).Select(error => ErrorBlock(error.Value)).ToList();
        if (general.Count > 0)
        {
            var body = card["body"] as JsonArray ?? [];
            card["body"] = new JsonArray([.. general, .. body.Select(element => element?.DeepClone())]);
        }

        return form.Content with { Card = card };
    }

    /// <param name="shown">Takes the ids whose errors found their place.</param>
    private static void Fill(JsonObject parent, CardForm form, HashSet<string> shown)
    {
        foreach (var list in Children.Select(name => parent[name]).OfType<JsonArray>())
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is not JsonObject element)
                {
                    continue;
                }

                if (InputIdOf(element) is not { } id)
                {
                    Fill(element, form, shown);
                    continue;
                }

                if (form.Values.TryGetValue(id, out var value))
                {
                    element["value"] = value;
                }

                if (form.Errors.TryGetValue(id, out var error) && shown.Add(id))
                {
                    list.Insert(++i, ErrorBlock(error));
                }
            }
        }
    }

    private static string? InputIdOf(JsonObject element) =>
        Text(element["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true ? Text(element["id"]) : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject ErrorBlock(string sentence) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = "**!** " + sentence,
        ["color"] = "attention",
        ["wrap"] = true,
    };
}
