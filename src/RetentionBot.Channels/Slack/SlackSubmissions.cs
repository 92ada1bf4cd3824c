using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>A submitted modal: a card action like a press, answered with what is wrong beside the inputs, with the next form, or by closing it.</summary>
internal sealed partial class SlackSubmissions(SlackInbox inbox, SlackForms forms, ILogger<SlackSubmissions> log)
{
    public async Task<SlackAck> HandleAsync(JsonElement request, CancellationToken ct)
    {
        var view = request.At("view");
        if (SlackFormOrigin.Read(view.Text("private_metadata")) is not { } origin || ToTurn(request, origin) is not { } turn)
        {
            LogNotOurs(view.Text("id"));
            return SlackAck.Taken;
        }

        using var limit = SlackInbox.StartLimit(ct);
        if (await inbox.TakeAsync(turn, limit.Token) is not { } taken)
        {
            return SlackAck.NotTaken;
        }

        var answer = await taken.AnswerAsync();

        if (answer.Notice is { Length: > 0 } notice)
        {
            await SlackInbox.AtMostAsync(forms.SayAsync(turn.Conversation, turn.From, turn.MessageId, notice), limit.Token);
        }

        return answer.Form is { } form ? new SlackAck(IsTaken: true, Next(form, view, origin)) : SlackAck.Taken;
    }

    private static InboundTurn? ToTurn(JsonElement request, SlackFormOrigin origin)
    {
        var view = request.At("view");
        if (view.Text("id") is not { } viewId || request.Text("user", "id") is not { } user)
        {
            return null;
        }

        var team = view.Text("app_installed_team_id") ?? request.Text("team", "id") ?? request.Text("enterprise", "id");
        return new InboundTurn
        {
            // A form that is sent twice says the same; one that was corrected, or is the next step in the same modal, does not.
            DeliveryKey = $"slack|{viewId}|{Hash(view)}",
            Kind = TurnKind.CardAction,
            Conversation = new ConversationRef
            {
                ChannelId = ChannelIds.Slack,
                ConversationId = origin.Channel,
                ThreadId = origin.ThreadTs,
                Kind = origin.Channel.StartsWith('C') || origin.Channel.StartsWith('G') ? ConversationKind.Channel : ConversationKind.Personal,
                TenantId = team,
                PersonId = origin.Channel == user ? user : null,
            },
            From = new Person { ChannelId = ChannelIds.Slack, UserId = user, TenantId = team, ActingTenantId = request.Text("user", "team_id") },
            Action = new CardAction(
                origin.Verb, SlackInputs.Merge(new(origin.Data, StringComparer.Ordinal), view.At("state", "values")), origin.MessageTs, IsForm: true),
            MessageId = origin.MessageTs,
            IsInvoke = true,
        };
    }

    /// <summary>Of what was said and not of its spelling, which need not be the same twice.</summary>
    private static string Hash(JsonElement view)
    {
        string[][] said = [[view.Text("private_metadata")!], .. SlackInputs.Read(view.At("state", "values")).Select(input => new[] { input.Id, input.Answer })];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said)).AsSpan(0, 16));
    }

    private static JsonObject? Next(CardForm form, JsonElement view, SlackFormOrigin origin)
    {
        var errors = Errors(form, view);
        if (errors.Count > 0)
        {
            return new JsonObject { ["response_action"] = "errors", ["errors"] = errors };
        }

        return SlackForms.View(form, origin.Channel, origin.MessageTs, origin.ThreadTs) is { } next
            ? new JsonObject { ["response_action"] = "update", ["view"] = next }
            : null;
    }

    /// <summary>Slack shows an error beside an input of the modal only: what concerns no input of it stands at the first one.</summary>
    private static JsonObject Errors(CardForm form, JsonElement view)
    {
        var inputs = view.Items("blocks").Where(block => block.Text("type") == "input").Select(block => block.Text("block_id")).OfType<string>().ToList();
        var errors = new JsonObject();
        foreach (var (id, sentence) in inputs.Count == 0 ? [] : form.Errors.Where(error => error.Value.Length > 0))
        {
            var at = inputs.Contains(id, StringComparer.Ordinal) ? id : inputs[0];
            errors[at] = errors[at] is { } earlier ? $"{earlier} {sentence}" : sentence;
        }

        return errors;
    }

    [LoggerMessage(LogLevel.Warning, "Slack form {ViewId} does not say what it is for: dropped")]
    private partial void LogNotOurs(string? viewId);
}
