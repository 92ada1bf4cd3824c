using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>
/// The people a card calls, as it says under <c>msteams.entities</c>: one with an account of this workspace is called, by <c>&lt;at id="U…"&gt;</c> inside the text;
/// anybody else keeps the name and is not called.
/// </summary>
internal static class CalledPeople
{
    /// <summary>A copy in which the mentions of people on Slack say which account they mean; the card itself where it has none.</summary>
    public static JsonObject In(JsonObject card)
    {
        var called = ((card["msteams"] as JsonObject)?.Children("entities") ?? [])
            .Where(entity => entity.Has("type", "mention") && IsAccount((entity["mentioned"] as JsonObject)?.Text("id")))
            .Select(entity => (Words: entity.Text("text"), Account: (entity["mentioned"] as JsonObject)!.Text("id")))
            .Where(mention => mention.Words?.StartsWith("<at>", StringComparison.Ordinal) == true)
            .ToList();
        if (called.Count == 0)
        {
            return card;
        }

        var copy = (JsonObject)card.DeepClone();
        foreach (var block in copy.Descendants().Where(element => element.Kind() == "TextBlock").ToList())
        {
            foreach (var (words, account) in called)
            {
                block["text"] = block.Text("text")?.Replace(words!, $"<at id=\"{account}\">{words!["<at>".Length..]}", StringComparison.Ordinal);
            }
        }

        return copy;
    }

    private static bool IsAccount(string? id) => id is { Length: >= 3 and <= 30 } && id[0] is 'U' or 'W' && id!.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
