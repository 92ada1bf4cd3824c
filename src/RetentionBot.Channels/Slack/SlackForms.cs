using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Opens forms as modals, and says to the person alone what cannot be shown in one.</summary>
internal sealed partial class SlackForms(SlackApi api, SlackChannel channel, SlackDirectory directory, ILogger<SlackForms> log)
{
    /// <summary>Opens a form within the three seconds of the press; the person is asked to press again when that fails, it is not tried twice.</summary>
    public Task OpenAsync(CardForm form, SlackPress press, CancellationToken limit) => OpenAsync(Modal(form), press, limit);

    /// <inheritdoc cref="OpenAsync(CardForm, SlackPress, CancellationToken)"/>
    public async Task OpenAsync(SlackModal modal, SlackPress press, CancellationToken limit)
    {
        var error = View(modal, press.Conversation.ConversationId, press.LastingMessage, press.Conversation.ThreadId) is { } view
            ? await OpenAsync(view, press.TriggerId ?? "", limit)
            : "metadata_too_large";
        if (error is not null)
        {
            LogNotOpened(error);
            await HintAsync(press, "The form could not be opened. Please press again.", "Het formulier kon niet worden geopend. Druk nog een keer.");
        }
    }

    /// <summary>The pressed card is no longer one that stands anywhere.</summary>
    public Task SayIsGoneAsync(SlackPress press) =>
        HintAsync(press, "This card is out of date. Please ask for it again.", "Deze kaart is verouderd. Vraag hem opnieuw op.");

    /// <summary>Says a sentence that the person alone sees.</summary>
    /// <param name="answered">The message it is about.</param>
    public async Task SayAsync(ConversationRef conversation, Person person, string? answered, string sentence)
    {
        var message = new OutgoingMessage
        {
            Id = "notice",
            Kind = SendKind.Private,
            Conversation = conversation,
            Content = new MessageContent(sentence),
            ReplyToId = answered,
            RecipientId = person.UserId,
        };
        if (await channel.SendAsync(message, CancellationToken.None) is not SendOutcome.Sent)
        {
            LogNotSaid();
        }
    }

    /// <summary>The modal of a form, which remembers where it was opened; null when that is more than a modal can carry.</summary>
    public static JsonObject? View(CardForm form, string conversation, string? messageTs, string? threadTs) =>
        View(Modal(form), conversation, messageTs, threadTs);

    private static SlackModal Modal(CardForm form) => ModalRenderer.Render(FormCard.Show(form).Card ?? [], form.Title);

    /// <summary>Null when it is more than a modal can carry: what was filled in there could not be sent.</summary>
    private static JsonObject? View(SlackModal modal, string conversation, string? messageTs, string? threadTs)
    {
        if (modal.Submit is null && modal.AsksInputs)
        {
            return null;
        }

        var origin = new SlackFormOrigin(
            modal.Submit?.Verb ?? ActionId.Submit, SlackInputs.Stored(modal.Submit?.Data), conversation, messageTs, threadTs);
        return origin.ToMetadata() is { } metadata ? modal.With(metadata) : null;
    }

    /// <returns>Why it was not opened; null when it was.</returns>
    private async Task<string?> OpenAsync(JsonObject view, string trigger, CancellationToken limit)
    {
        try
        {
            return (await api.CallAsync("views.open", [new("trigger_id", trigger), new("view", view.Compact())], limit)).Error;
        }
        catch (OperationCanceledException)
        {
            return SlackErrors.NoAnswer;
        }
    }

    private async Task HintAsync(SlackPress press, string english, string dutch)
    {
        var isDutch = (await directory.LocaleAsync(press.From.UserId, CancellationToken.None))?.StartsWith("nl", StringComparison.OrdinalIgnoreCase) == true;
        await SayAsync(press.Conversation, press.From, press.MessageTs, isDutch ? dutch : english);
    }

    [LoggerMessage(LogLevel.Warning, "A form could not be opened: {Error}")]
    private partial void LogNotOpened(string error);

    [LoggerMessage(LogLevel.Warning, "A sentence for one person could not be said")]
    private partial void LogNotSaid();
}
