using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// Interactivity: a press on one of our elements becomes a card action, acknowledged with nothing; a submitted form goes to <see cref="SlackSubmissions"/>.
/// </summary>
internal sealed partial class SlackInteractions(
    SlackInbox inbox,
    SlackSubmissions submissions,
    SlackForms forms,
    SlackResponder responder,
    SlackResponseUrls urls,
    IPostedCards cards,
    ILogger<SlackInteractions> log)
{
    public Task<SlackAck> HandleAsync(JsonElement request, CancellationToken ct)
    {
        switch (request.Text("type"))
        {
            case "block_actions" when SlackPress.Of(request) is { } press && IsOurs(request):
                return PressedAsync(press, ct);
            case "view_submission" when IsOurs(request):
                return submissions.HandleAsync(request, ct);
            case "block_actions":
                var element = request.Items("actions").FirstOrDefault();
                LogPressIgnored(element.Text("type"), element.Text("action_id"));
                return Task.FromResult(SlackAck.Taken);
            case var other:
                LogIgnored(other);
                return Task.FromResult(SlackAck.Taken);
        }
    }

    private bool IsOurs(JsonElement request) => inbox.IsOurs(
        request.Text("api_app_id"), request.Text("view", "app_installed_team_id") ?? request.Text("team", "id"), request.Text("enterprise", "id"));

    private async Task<SlackAck> PressedAsync(SlackPress press, CancellationToken ct)
    {
        using var limit = SlackInbox.StartLimit(ct);
        var url = urls.Keep(press.ResponseUrl, press.Conversation.ConversationId, press.From.UserId);
        return ActionId.Token(press.ElementId, press.Value) is { } token
            ? await FollowAsync(token, press, url, limit.Token)
            : await ReceiveAsync(press.ToTurn(), press, url, limit.Token);
    }

    /// <summary>Something that stands for an action of the posted card: opens its form without anybody being asked, or is pressed in its place.</summary>
    private async Task<SlackAck> FollowAsync(string token, SlackPress press, SlackResponseUrl? url, CancellationToken limit)
    {
        JsonObject? card = null;
        try
        {
            if (press.LastingMessage is { } ts)
            {
                card = await Task.Run(() => cards.FindAsync(press.Conversation, ts, limit), CancellationToken.None).WaitAsync(limit);
            }
        }
        catch (Exception failure)
        {
            LogCardUnknown(failure);
            return SlackAck.NotTaken;
        }

        switch (card is null ? null : CardPress.Find(card, token))
        {
            case CardPress.Send send:
                return await ReceiveAsync(press.ToTurn(send.Verb, SlackInputs.Stored(send.Data)), press, url, limit);
            case CardPress.Open open:
                await SlackInbox.AtMostAsync(forms.OpenAsync(ModalRenderer.Render(open.Card, open.Title, open.Submit), press, limit), limit);
                return SlackAck.Taken;
            default:
                await SlackInbox.AtMostAsync(forms.SayIsGoneAsync(press), limit);
                return SlackAck.Taken;
        }
    }

    private async Task<SlackAck> ReceiveAsync(InboundTurn turn, SlackPress press, SlackResponseUrl? url, CancellationToken limit)
    {
        if (await inbox.TakeAsync(turn, limit) is not { } taken)
        {
            return SlackAck.NotTaken;
        }

        // The acknowledgement says the same in any case; what follows has as much time as ever.
        await SlackInbox.AtMostAsync(Task.WhenAny(FollowUpInTimeAsync(taken, press, url), taken.Crowd), limit);
        return SlackAck.Taken;
    }

    private async Task FollowUpInTimeAsync(TakenTurn taken, SlackPress press, SlackResponseUrl? url)
    {
        using var limit = SlackInbox.StartLimit(CancellationToken.None);
        await SlackInbox.AtMostAsync(FollowUpAsync(taken, press, url, limit.Token), limit.Token);
    }

    /// <summary>
    /// What the person gets at once. The card everybody sees is rewritten through the outbox; only one that nobody else sees is replaced here.
    /// </summary>
    private async Task FollowUpAsync(TakenTurn taken, SlackPress press, SlackResponseUrl? url, CancellationToken limit)
    {
        var answer = await taken.AnswerAsync();
        if (answer.Form is { } form)
        {
            await forms.OpenAsync(form, press, limit);
        }

        if (answer.Card is { } card && press.IsEphemeral && url is not null)
        {
            await responder.ReplaceAsync(url, AdaptiveCardRenderer.Render("", card), CancellationToken.None);
        }

        if (answer.Notice is { Length: > 0 } notice)
        {
            await forms.SayAsync(press.Conversation, press.From, press.MessageTs, notice);
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack interaction {InteractionType} ignored")]
    private partial void LogIgnored(string? interactionType);

    [LoggerMessage(LogLevel.Debug, "Slack press on {ElementType} {ActionId} ignored")]
    private partial void LogPressIgnored(string? elementType, string? actionId);

    [LoggerMessage(LogLevel.Error, "The posted card of a press could not be looked up")]
    private partial void LogCardUnknown(Exception failure);
}
