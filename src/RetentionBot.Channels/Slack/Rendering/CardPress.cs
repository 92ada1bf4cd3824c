using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>What a press asks for that carried a token instead of verb and data (<see cref="ActionId.Token"/>).</summary>
internal abstract record CardPress
{
    private CardPress()
    {
    }

    /// <summary>Verb and data, to which the inputs of the message are added.</summary>
    public sealed record Send(string Verb, JsonObject? Data) : CardPress;

    /// <summary>A modal: what <see cref="ModalRenderer.Render"/> takes.</summary>
    /// <param name="Submit">The action, of this card, that the modal sends; null to leave the choice to the card.</param>
    public sealed record Open(JsonObject Card, string Title, JsonObject? Submit) : CardPress;

    /// <param name="posted">The card that was rendered into the message, not yet lowered.</param>
    /// <returns>Null when the card has no such action: it has changed since, or the token is made up.</returns>
    public static CardPress? Find(JsonObject posted, string token)
    {
        try
        {
            var plan = CardPlan.ForMessage(posted);
            return plan.Find(token) is { } action ? Of(plan, action) : null;
        }
        catch (Exception fault) when (CardJson.IsUnreadable(fault))
        {
            return null;
        }
    }

    private static CardPress? Of(CardPlan plan, JsonObject action) => plan.RoleOf(action) switch
    {
        ActionRole.Send => new Send(ActionBlocks.Verb(action), action["data"] as JsonObject),
        ActionRole.Open when action["card"] is JsonObject nested => new Open(nested, ActionBlocks.Title(action), Submit: null),
        ActionRole.Open when CardTree.IsSubmit(action) => new Open(plan.Card, ActionBlocks.Title(action), action),
        ActionRole.Choices when plan.Row?.FormTitle is { } title => new Open(plan.Card, title, action),
        _ => null,
    };
}
