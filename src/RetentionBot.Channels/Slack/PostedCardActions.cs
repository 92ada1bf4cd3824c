using System.Globalization;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// Elements that only say the number of an action of the posted card: what opens a modal, and the menu of the less important actions. Such an action is looked
/// up in the card as the application has it.
/// </summary>
internal static class PostedCardActions
{
    private const string OpenPrefix = "card:open#";
    private const string MenuId = "card:more";

    public static bool IsReference(string actionId) => actionId.StartsWith(OpenPrefix, StringComparison.Ordinal) || actionId == MenuId;

    /// <summary>The action an element stands for; null when the card has no such one.</summary>
    /// <param name="option">The value of the chosen option of a menu.</param>
    public static JsonObject? Find(JsonObject card, string actionId, string? option) =>
        int.TryParse(actionId == MenuId ? option : actionId[OpenPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? card.VisibleDescendants().Where(element => element.Kind().StartsWith("Action.", StringComparison.Ordinal)).ElementAtOrDefault(number)
            : null;

    /// <summary>The form an action opens: its own card, or the inputs of the card it stands in; null for a menu entry that does something at once.</summary>
    public static CardForm? Form(JsonObject card, string actionId, JsonObject action)
    {
        var title = action.Text("title") ?? SlackText.Ellipsis;
        if (action["card"] is JsonObject nested)
        {
            return new CardForm(title, new MessageContent(title, nested.DeepClone().AsObject()));
        }

        return actionId == MenuId
            ? null
            : new CardForm(title, new MessageContent(title, new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["body"] = card["body"]?.DeepClone(),
                ["actions"] = new JsonArray(action.DeepClone()),
            }));
    }
}
