using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>The slash command: the same as writing to the bot, from anywhere. Acknowledged with nothing shown; the answer arrives as a message.</summary>
internal sealed class SlackCommands(SlackInbox inbox)
{
    public async Task<IResult> HandleAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        if (form.ContainsKey("ssl_check"))
        {
            return Results.Ok();
        }

        if (Field(form, "trigger_id") is not { } trigger || Field(form, "channel_id") is not { } channel || Field(form, "user_id") is not { } user)
        {
            return Results.BadRequest();
        }

        var team = Field(form, "team_id");
        if (!inbox.IsOurs(Field(form, "api_app_id"), team, Field(form, "enterprise_id")))
        {
            return Results.Ok();
        }

        var isDirect = Field(form, "channel_name") == "directmessage";
        var turn = new InboundTurn
        {
            DeliveryKey = $"slack|command|{trigger}",
            Kind = TurnKind.Message,
            Conversation = new ConversationRef
            {
                ChannelId = ChannelIds.Slack,
                // "directmessage" may be a chat of two people, where the bot cannot speak; what is sent to a person opens the bot's own chat with them.
                ConversationId = isDirect ? user : channel,
                Kind = isDirect ? ConversationKind.Personal : ConversationKind.Channel,
                TenantId = team,
            },
            From = new Person { ChannelId = ChannelIds.Slack, UserId = user, TenantId = team },
            Text = SlackText.Decode(Field(form, "text"), botUserId: null),
        };
        return await inbox.ReceiveAsync(turn, ct);
    }

    private static string? Field(Dictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
}
