using System.Text;
using System.Text.Json;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>A press on an element of one of our messages, as the client tells it.</summary>
/// <param name="ElementId">What the element says of itself.</param>
/// <param name="Value">A button's value, or that of the chosen option.</param>
/// <param name="MessageTs">The message it stands in; also for one that only one person sees.</param>
/// <param name="State">What all inputs of the message held.</param>
internal sealed record SlackPress(
    string ElementId, string? Value, string? ActionTs, string? MessageTs, bool IsEphemeral, ConversationRef Conversation, Person From, string? TriggerId,
    string? ResponseUrl, JsonElement State)
{
    /// <summary>The message, where it can be rewritten later: one for one person's eyes cannot.</summary>
    public string? LastingMessage => IsEphemeral ? null : MessageTs;

    /// <summary>Null when nothing of ours was pressed: an input, a link, something Slack has invented since.</summary>
    public static SlackPress? Of(JsonElement request)
    {
        var element = request.Items("actions").FirstOrDefault();
        if (!IsKnown(element.Text("type"))
            || element.Text("action_id") is not { } actionId
            || (ActionId.Verb(actionId) is null or ActionId.Value && ActionId.Token(actionId, element.Text("selected_option", "value")) is null)
            || ActionId.ToggleOff(actionId) is not null
            || (element.Text("url") ?? element.Text("selected_option", "url")) is not null
            || (request.Text("channel", "id") ?? request.Text("container", "channel_id") ?? HomeOf(request)) is not { } channel
            || request.Text("user", "id") is not { } user)
        {
            return null;
        }

        var team = request.Text("team", "id") ?? request.Text("enterprise", "id");
        var conversation = new ConversationRef
        {
            ChannelId = ChannelIds.Slack,
            ConversationId = channel,
            ThreadId = request.Text("message", "thread_ts") ?? request.Text("container", "thread_ts"),
            Kind = channel.StartsWith('D') ? ConversationKind.Personal : ConversationKind.Channel,
            TenantId = team,
        };
        return new SlackPress(
            actionId,
            element.Text("value") ?? element.Text("selected_option", "value"),
            element.Text("action_ts"),
            request.Text("container", "message_ts") ?? request.Text("message", "ts"),
            request.Is("container", "is_ephemeral"),
            HomeOf(request) is null ? conversation : conversation with { PersonId = user, Kind = ConversationKind.Personal },
            new Person { ChannelId = ChannelIds.Slack, UserId = user, TenantId = team, ActingTenantId = request.Text("user", "team_id") },
            request.Text("trigger_id"),
            request.Text("response_url"),
            request.At("state", "values"));
    }

    /// <summary>The turn it makes when it stands for a verb of its own.</summary>
    public InboundTurn ToTurn() =>
        ToTurn(ActionId.Verb(ElementId)!, SlackJson.TryParse(Encoding.UTF8.GetBytes(Value ?? "")) is { } stored ? SlackInputs.Stored(stored) : []);

    public InboundTurn ToTurn(string verb, Dictionary<string, string> data) => new()
    {
        DeliveryKey = $"slack|{Conversation.ConversationId}|{MessageTs}|{From.UserId}|{ElementId}|{ActionTs}",
        Kind = TurnKind.CardAction,
        Conversation = Conversation,
        From = From,
        Action = new CardAction(verb, SlackInputs.Merge(data, State), LastingMessage),
        MessageId = MessageTs,
        IsInvoke = true,
        IsPrivate = IsEphemeral,
    };

    private static bool IsKnown(string? type) => type is "button" or "overflow" or "static_select" or "multi_static_select" or "radio_buttons" or "checkboxes"
        or "datepicker" or "timepicker";

    /// <summary>The presser when the element stands on their Home tab, which belongs to no channel: what comes of it is said to them in their own chat.</summary>
    private static string? HomeOf(JsonElement request) => request.Text("view", "type") == "home" ? request.Text("user", "id") : null;
}
