using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// Interactivity: a press on one of our buttons becomes a card action. The body of the answer is always empty; what the press leads to arrives as
/// messages.
/// </summary>
internal sealed partial class SlackInteractions(SlackInbox inbox, ILogger<SlackInteractions> log)
{
    public async Task<IResult> HandleAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        if (form.ContainsKey("ssl_check"))
        {
            return Results.Ok();
        }

        if (!form.TryGetValue("payload", out var payload) || SlackJson.TryParse(Encoding.UTF8.GetBytes(payload.ToString())) is not { } request)
        {
            return Results.BadRequest();
        }

        if (request.Text("type") != "block_actions")
        {
            LogIgnored(request.Text("type"));
            return Results.Ok();
        }

        return inbox.IsOurs(request.Text("api_app_id"), request.Text("team", "id"), request.Text("enterprise", "id")) && ToTurn(request) is { } turn
            ? await inbox.ReceiveAsync(turn, ct)
            : Results.Ok();
    }

    private static InboundTurn? ToTurn(JsonElement request)
    {
        var press = request.Items("actions").FirstOrDefault();
        if (press.Text("type") != "button"
            || press.Text("action_id") is not { } actionId
            || ActionId.Verb(actionId) is not { } verb
            || press.Text("url") is not null
            || (request.Text("channel", "id") ?? request.Text("container", "channel_id")) is not { } channel
            || request.Text("user", "id") is not { } user)
        {
            return null;
        }

        var messageTs = request.Text("container", "message_ts") ?? request.Text("message", "ts");
        var isEphemeral = request.Is("container", "is_ephemeral");
        return new InboundTurn
        {
            DeliveryKey = $"slack|{channel}|{messageTs}|{user}|{actionId}|{press.Text("action_ts")}",
            Kind = TurnKind.CardAction,
            Conversation = new ConversationRef
            {
                ChannelId = ChannelIds.Slack,
                ConversationId = channel,
                ThreadId = request.Text("message", "thread_ts") ?? request.Text("container", "thread_ts"),
                Kind = channel.StartsWith('D') ? ConversationKind.Personal : ConversationKind.Channel,
                TenantId = request.Text("team", "id") ?? request.Text("enterprise", "id"),
            },
            From = new Person { ChannelId = ChannelIds.Slack, UserId = user, TenantId = request.Text("user", "team_id") },

            // A message for one person's eyes cannot be rewritten later, so it is not named.
            Action = new CardAction(verb, Data(press.Text("value"), request.At("state", "values")), isEphemeral ? null : messageTs),
            MessageId = messageTs,
        };
    }

    /// <summary>The button's data with the inputs over it: the shape an Adaptive Card host sends.</summary>
    private static Dictionary<string, string> Data(string? value, JsonElement state)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value is not null && SlackJson.TryParse(Encoding.UTF8.GetBytes(value)) is { } stored)
        {
            foreach (var member in stored.Members().Where(member => member.Value.ValueKind is not JsonValueKind.Null))
            {
                data[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            }
        }

        foreach (var (id, answer) in SlackInputs.Read(state))
        {
            data[id] = answer;
        }

        return data;
    }

    [LoggerMessage(LogLevel.Information, "Slack interaction {InteractionType} ignored")]
    private partial void LogIgnored(string? interactionType);
}
