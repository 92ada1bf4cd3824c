using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>A message in Slack's terms.</summary>
/// <param name="Text">What notifications and screen readers say; never empty.</param>
/// <param name="Blocks">At least one block, within the limits.</param>
/// <param name="Warnings">What was lost on the way, for whoever designs the card; holds no data of the card.</param>
internal sealed record SlackMessage(string Text, JsonArray Blocks, IReadOnlyList<string> Warnings)
{
    public string BlocksJson => Blocks.Compact();
}

/// <summary>
/// Lowers a filled Adaptive Card 1.5 to a message of Block Kit. What Slack has no word for becomes its <c>fallback</c> or is left out with a warning; a card
/// that cannot be read at all becomes its summary text. Never throws.
/// </summary>
internal static class AdaptiveCardRenderer
{
    /// <param name="text">The whole message when there is no card, else its one-line summary; Markdown subset.</param>
    /// <param name="surface"><see cref="Surface.OlderMessage"/> for another try where the newer blocks were refused; null for a message as it should be.</param>
    public static SlackMessage Render(string text, JsonObject? card, Surface? surface = null)
    {
        try
        {
            return ToMessage(text, card, surface ?? Surface.Message, []);
        }
        catch (Exception fault) when (CardJson.IsUnreadable(fault))
        {
            return ToMessage(text, card: null, Surface.Message, ["The card could not be read: only its text is shown."]);
        }
    }

    private static SlackMessage ToMessage(string text, JsonObject? card, Surface surface, List<string> warnings)
    {
        var summary = Mrkdwn.Pieces(CardJson.Clean(text) ?? card?.Text("fallbackText") ?? card?.Text("speak") ?? FirstText(card) ?? SlackText.Ellipsis);
        var blocks = card is null ? [] : new CardBlocks(CardPlan.ForMessage(CalledPeople.In(card)), surface, warnings).Render();
        var words = new BlockList(surface, warnings);
        if (blocks.Count == 0)
        {
            words.AddText(summary);
            blocks = words.ToArray();
        }

        return new SlackMessage(words.Fit(summary, BlockLimits.MessageText), blocks, warnings);
    }

    private static string? FirstText(JsonObject? card) =>
        card?.Descendants()
            .Where(element => element.Kind() == "TextBlock")
            .Select(element => element.Text("text"))
            .FirstOrDefault(found => found is not null);
}
