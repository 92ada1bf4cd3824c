using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>What sending a modal means: to be kept in its <c>private_metadata</c>, since Slack sends back nothing else of the card.</summary>
/// <param name="Data">At most 2000 units of JSON; null when the action has none.</param>
internal sealed record ModalSubmit(string Verb, JsonObject? Data);

/// <summary>A modal in Slack's terms.</summary>
/// <param name="View">All of the view but its <c>private_metadata</c>, within the limits.</param>
/// <param name="Submit">Null when there is nothing to send: the window can only be closed.</param>
/// <param name="AsksInputs">Whether the card has inputs; without a <paramref name="Submit"/> they are not shown.</param>
/// <param name="Warnings">What was lost on the way, for whoever designs the card; holds no data of the card.</param>
internal sealed record SlackModal(JsonObject View, ModalSubmit? Submit, bool AsksInputs, IReadOnlyList<string> Warnings)
{
    /// <summary>The whole view.</summary>
    /// <param name="privateMetadata">At most 3000 units, of which verb and data take up to 2200. Ids only.</param>
    public JsonObject With(string privateMetadata)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(privateMetadata.Length, BlockLimits.PrivateMetadata, nameof(privateMetadata));
        var view = (JsonObject)View.DeepClone();
        view["private_metadata"] = privateMetadata;
        return view;
    }
}

/// <summary>
/// Lowers a filled Adaptive Card to a modal: every element of it and every input, with the card's submit and cancel actions as the window's own buttons.
/// Errors are not rendered, Slack shows them beside the inputs when it is told of them. Never throws.
/// </summary>
internal static class ModalRenderer
{
    /// <summary>The <c>callback_id</c> of all our modals.</summary>
    public const string CallbackId = "card.form";

    /// <param name="submit">The action of this card that the modal sends; null for the first one that sends the inputs.</param>
    public static SlackModal Render(JsonObject card, string title, JsonObject? submit = null)
    {
        try
        {
            return ToModal(CardPlan.ForModal(card, submit), title);
        }
        catch (Exception fault) when (CardJson.IsUnreadable(fault))
        {
            return ToModal(CardPlan.ForModal([], submit: null), title, "The card could not be read: an empty window is shown.");
        }
    }

    private static SlackModal ToModal(CardPlan plan, string title, params IEnumerable<string> warnings)
    {
        var lost = new List<string>(warnings);
        var blocks = new CardBlocks(plan, Surface.Modal, lost).Render();
        if (blocks.Count == 0)
        {
            blocks.Add((JsonNode)new JsonObject { ["type"] = "section", ["text"] = BlockList.Markup(BlockList.Nothing) });
        }

        var view = new JsonObject { ["type"] = "modal", ["callback_id"] = CallbackId, ["title"] = Words(title), ["blocks"] = blocks };
        if (plan.Submit is { } submit)
        {
            view["submit"] = Words(ActionBlocks.Title(submit));
        }

        if (plan.Cancel is { } cancel)
        {
            view["close"] = Words(ActionBlocks.Title(cancel));
        }

        return new SlackModal(view, plan.Submit is { } action ? new ModalSubmit(ActionBlocks.Verb(action), action["data"] as JsonObject) : null, plan.HasInputs, lost);
    }

    private static JsonObject Words(string text) => BlockList.Plain(SlackText.Cut(CardJson.Clean(text) ?? SlackText.Ellipsis, BlockLimits.ModalTitle));
}
