using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>What becomes of an action.</summary>
internal enum ActionRole
{
    /// <summary>Nothing here.</summary>
    None,

    /// <summary>A button that leads to a page.</summary>
    Link,

    /// <summary>A button that sends verb and data, and the inputs of the message.</summary>
    Send,

    /// <summary>A button that opens a modal.</summary>
    Open,

    /// <summary>A row of buttons, one for each choice.</summary>
    Choices,

    /// <summary>A button of the modal's own frame: send or close.</summary>
    Frame,
}

/// <summary>
/// How a card's inputs and actions are spread over a message and its modals. A message keeps up to two inputs that may stay empty, since Slack enforces
/// nothing there; a question of one press becomes a <see cref="ChoiceRow"/>; anything else is asked in a modal, which the submit button opens.
/// </summary>
/// <remarks>The renderer and the reader of presses both plan by this, from the same card, so they cannot disagree about what a button stands for.</remarks>
internal sealed class CardPlan
{
    private const int MostInputsOfMessage = 2;

    private readonly List<JsonObject> _actions;
    private readonly bool _isModal;
    private readonly bool _asksInModal;

    private CardPlan(JsonObject card, JsonObject? submit, bool isModal)
    {
        var elements = card.Descendants().ToList();
        var inputs = elements.FindAll(CardTree.IsInput);
        var senders = elements.FindAll(SendsInputs);
        Card = card;
        _isModal = isModal;
        _actions = [.. CardTree.AllActions(card)];
        HasInputs = inputs.Count > 0;
        if (isModal)
        {
            submit ??= senders.FirstOrDefault();
            Submit = submit is not null && ActionBlocks.IsSendable(ActionBlocks.Verb(submit), submit["data"] as JsonObject) ? submit : null;
            Cancel = elements.Find(IsCancel);
            return;
        }

        Row = ChoiceRow.In(inputs, senders);
        _asksInModal = Row is null && senders.Count > 0 && (inputs.Count > MostInputsOfMessage || inputs.Exists(input => input.Is("isRequired")));
    }

    /// <summary>The card as it is shown: what only an Action.ToggleVisibility would show is visible, since Slack has no such button.</summary>
    public JsonObject Card { get; }

    public ChoiceRow? Row { get; }

    public bool HasInputs { get; }

    /// <summary>What sends a modal; null in a message, and when nothing in the card could.</summary>
    public JsonObject? Submit { get; }

    /// <summary>What closes a modal.</summary>
    public JsonObject? Cancel { get; }

    /// <summary>Whether the inputs are asked where this is shown. In a modal that cannot be sent they are not.</summary>
    public bool ShowsInputs => _isModal ? Submit is not null : Row is null && !_asksInModal;

    /// <summary>Whether Slack itself sees to required inputs.</summary>
    public bool EnforcesRequired => _isModal;

    public static CardPlan ForMessage(JsonObject card) => new(WithToggledShown(card), submit: null, isModal: false);

    /// <param name="submit">The action, of the same card, that the modal sends; null for the first that there is.</param>
    public static CardPlan ForModal(JsonObject card, JsonObject? submit) => new(WithToggledShown(card), submit, isModal: true);

    public ActionRole RoleOf(JsonObject action)
    {
        if (action.Kind() == "Action.OpenUrl")
        {
            return ActionRole.Link;
        }

        if (_isModal)
        {
            return ReferenceEquals(action, Submit) || ReferenceEquals(action, Cancel) ? ActionRole.Frame : ActionRole.None;
        }

        if (ReferenceEquals(action, Row?.Submit))
        {
            return ActionRole.Choices;
        }

        return !CardTree.IsSubmit(action) || (_asksInModal && SendsInputs(action)) ? ActionRole.Open : ActionRole.Send;
    }

    /// <summary>
    /// Names an action of this card in a few signs: its number among all of them, and a fingerprint, lest a press on an older card be taken for what has the
    /// same number in the newer one.
    /// </summary>
    public string Token(JsonObject action) => Token(action, _actions.FindIndex(known => ReferenceEquals(known, action)));

    /// <summary>The action a token names; null when the card has no such action (any more).</summary>
    public JsonObject? Find(string token) => _actions.Where((action, index) => Token(action, index) == token).FirstOrDefault();

    private static string Token(JsonObject action, int index) =>
        $"{index}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(action.Compact())))[..8]}";

    private static bool SendsInputs(JsonObject action) =>
        CardTree.IsSubmit(action) && !action.Has("isEnabled", "false") && !action.Has("associatedInputs", "none") && !IsCancel(action);

    private static bool IsCancel(JsonObject action) => CardTree.IsSubmit(action) && ActionBlocks.Verb(action) == CardForm.CancelVerb;

    private static JsonObject WithToggledShown(JsonObject card)
    {
        var targets = CardTree.AllActions(card).Where(action => action.Kind() == "Action.ToggleVisibility").SelectMany(Shown).ToHashSet(StringComparer.Ordinal);
        if (targets.Count == 0)
        {
            return card;
        }

        var copy = (JsonObject)card.DeepClone();
        Show(copy);
        return copy;

        void Show(JsonNode? node)
        {
            if (node is JsonObject json && json.Text("id") is { } id && targets.Contains(id))
            {
                json.Remove("isVisible");
            }

            foreach (var child in node is JsonObject owner ? owner.Select(member => member.Value) : node as JsonArray ?? [])
            {
                Show(child);
            }
        }
    }

    private static IEnumerable<string> Shown(JsonObject toggle) =>
        from target in toggle["targetElements"] as JsonArray ?? []
        let id = target is JsonObject json ? (json.Has("isVisible", "false") ? null : json.Text("elementId")) : (target as JsonValue)?.ToString()
        where id is not null
        select id;
}
