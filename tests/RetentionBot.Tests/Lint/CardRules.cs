using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RetentionBot.Tests.Lint;

/// <summary>What every filled card must keep to, whatever channel it goes to.</summary>
internal static partial class CardRules
{
    /// <summary>Teams takes no message above this; Slack and the web chat take more.</summary>
    public const int MostBytes = 28 * 1024;

    private const int MostActions = 6;

    /// <summary>What is wrong with a card; empty when all is well.</summary>
    public static List<string> Faults(JsonObject card)
    {
        var faults = new List<string>();
        Check(Text(card, "version") == "1.5", "it is of version 1.5");
        Check(!card.ToJsonString().Contains("${", StringComparison.Ordinal), "every place is filled");
        Check(System.Text.Encoding.UTF8.GetByteCount(card.ToJsonString()) <= MostBytes, $"it has at most {MostBytes} bytes");

        var elements = Elements(card).ToList();
        Check(elements.Count(e => IsAction(e)) <= MostActions, $"it has at most {MostActions} actions");
        foreach (var mention in (card["msteams"]?["entities"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var shown = elements.Select(e => Text(e, "type") == "TextBlock" ? Text(e, "text") : e["title"] is not null ? Text(e, "value") : null);
            Check(IsMention(mention) && shown.Any(words => words?.Contains(Text(mention, "text")!, StringComparison.Ordinal) == true), "a mention stands in the card as it is called");
        }

        foreach (var element in elements)
        {
            Check(Colour(element) is null || Words(element).Any(HasLetters), "what has a colour says it in words as well");
            switch (Text(element, "type"))
            {
                case "Action.Execute":
                    Check(Text(element, "title") is { Length: > 0 }, "every button has a title");
                    Check(element["fallback"] is JsonObject submit && IsSameAsSubmit(element, submit), "every Execute falls back to a Submit that says the same");
                    break;
                case "Action.Submit":
                    Check(element["data"] is JsonObject data && Text(data, "verb") is { Length: > 0 }, "every Submit says its verb");
                    break;
                case { } chart when chart.StartsWith("Chart.", StringComparison.Ordinal):
                    Check(element["fallback"] is JsonObject fallback && Words(fallback).Any(), "every chart has a fallback in words");
                    break;
                case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                    Check(Text(element, "id") is { Length: > 0 } && Text(element, "label") is { Length: > 0 }, "every input has an id and a label");
                    Check(element["isRequired"]?.GetValue<bool>() != true || Text(element, "errorMessage") is { Length: > 0 }, "a required input says what is wrong");
                    break;
                case "Image":
                    Check(Text(element, "altText") is { Length: > 0 }, "every image can be read out");
                    break;
                case "TextBlock":
                    Check(Text(element, "text") is { Length: > 0 }, "no text is empty");
                    Check(element["wrap"]?.GetValue<bool>() == true || Text(element, "size") == "ExtraLarge", "every text wraps");
                    break;
            }
        }

        return faults;

        void Check(bool holds, string rule)
        {
            if (!holds)
            {
                faults.Add($"Not so: {rule}.");
            }
        }
    }

    /// <summary>Every text people read on the card.</summary>
    public static IEnumerable<string> Words(JsonObject card) =>
        from element in Elements(card)
        from name in new[] { "text", "title", "value", "label", "errorMessage", "placeholder", "altText" }
        let text = Text(element, name)
        where text is { Length: > 0 } && !(name == "value" && element["title"] is null)
        select text;

    /// <summary>The verbs of the card's buttons.</summary>
    public static IEnumerable<string> Verbs(JsonObject card) =>
        Elements(card).Select(e => Text(e, "verb") ?? (IsAction(e) && e["data"] is JsonObject data ? Text(data, "verb") : null)).OfType<string>();

    /// <summary>Cards of one template that somebody who sees no colours cannot tell apart, though they are coloured differently.</summary>
    /// <param name="cards">By the state they show.</param>
    /// <returns>The states, <c>open = resolved</c>.</returns>
    public static IEnumerable<string> ToldApartByColourAlone(IReadOnlyDictionary<string, JsonObject> cards) =>
        from same in cards.GroupBy(card => string.Join('\n', Words(card.Value)), StringComparer.Ordinal)
        where same.Select(card => string.Join(' ', Elements(card.Value).Select(Colour))).Distinct(StringComparer.Ordinal).Skip(1).Any()
        select string.Join(" = ", same.Select(card => card.Key));

    /// <summary>What the template itself says, outside its expressions: one language, whatever the card's is.</summary>
    public static IEnumerable<string> OwnWords(JsonObject template) => Words(template).Where(text => HasLetters(Expression().Replace(text, "")));

    /// <summary>The card and all objects in it; data and fallbacks of buttons, and what a client asks by itself, left out.</summary>
    private static IEnumerable<JsonObject> Elements(JsonObject element)
    {
        yield return element;
        foreach (var (name, value) in element)
        {
            var children = value switch
            {
                JsonArray list => list.OfType<JsonObject>(),
                JsonObject one when name is not ("data" or "refresh") && !(name == "fallback" && IsAction(element)) => [one],
                _ => [],
            };
            foreach (var inner in children.SelectMany(Elements))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The colour that is meant to tell something; null for none.</summary>
    private static string? Colour(JsonObject element) =>
        new[] { Text(element, "style"), Text(element, "color") }.FirstOrDefault(c => c?.ToLowerInvariant() is "good" or "warning" or "attention" or "accent");

    private static bool HasLetters(string text) => text.Any(char.IsLetter);

    private static bool IsAction(JsonObject element) => Text(element, "type")?.StartsWith("Action.", StringComparison.Ordinal) == true;

    /// <summary>A client that knows no Execute sends the same verb and data.</summary>
    private static bool IsSameAsSubmit(JsonObject execute, JsonObject submit)
    {
        var data = (JsonObject)(execute["data"]?.DeepClone() ?? new JsonObject());
        data["verb"] = Text(execute, "verb");
        return Text(submit, "type") == "Action.Submit" && Text(submit, "title") == Text(execute, "title") && JsonNode.DeepEquals(data, submit["data"]);
    }

    /// <summary>Whether what a mention is called by is a name between its two signs, escaped as XML.</summary>
    private static bool IsMention(JsonObject mention)
    {
        try
        {
            return XElement.Parse(Text(mention, "text") ?? "") is { Name.LocalName: "at", HasElements: false, Value.Length: > 0 };
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static string? Text(JsonObject element, string name) => element[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Expression();
}
