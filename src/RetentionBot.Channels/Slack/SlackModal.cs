using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>A form as a modal.</summary>
internal static class SlackModal
{
    private const int LongestTitle = 24;

    /// <summary>The action that sends the form: the first that is not its cancel action; null for a card that only shows something.</summary>
    public static JsonObject? SubmitAction(JsonObject? card) =>
        card?.VisibleDescendants().FirstOrDefault(element => ActionBlocks.IsSubmit(element) && ActionBlocks.Verb(element) != CardForm.CancelVerb);

    /// <param name="privateMetadata">Comes back with what was filled in.</param>
    public static JsonObject View(CardForm form, string privateMetadata)
    {
        var card = form.Content.Card?.DeepClone().AsObject();
        foreach (var input in card?.VisibleDescendants() ?? [])
        {
            if (input.Text("id") is { } id && form.Values.TryGetValue(id, out var value))
            {
                input["value"] = value;
            }
        }

        var blocks = AdaptiveCardRenderer.Render(form.Content.Text, card).Blocks.OfType<JsonObject>().Where(block => !block.Has("type", "actions"));
        var view = new JsonObject
        {
            ["type"] = "modal",
            ["title"] = Label(form.Title),
            ["private_metadata"] = privateMetadata,
            ["blocks"] = new JsonArray([.. blocks.Select(block => block.DeepClone())]),
        };
        if (SubmitAction(card)?.Text("title") is { } submit)
        {
            view["submit"] = Label(submit);
        }

        return view;
    }

    private static JsonObject Label(string text) => BlockList.Plain(SlackText.Cut(text, LongestTitle));
}
