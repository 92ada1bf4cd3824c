using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Inbox;

/// <summary>
/// Brings what a handler answered to the person: in the HTTP exchange that still waits for it where the channel has one, else as messages. What a channel lacks is
/// done in the nearest way it has; <c>docs/channels.md</c> lists these.
/// </summary>
internal sealed class TurnAnswers(RetentionDb db, OutboxWriter outbox, IEnumerable<IChannel> channels)
{
    /// <summary>Adds the messages; the caller saves.</summary>
    /// <returns>What the exchange answers.</returns>
    public async Task<TurnAnswer> GiveAsync(InboundTurn turn, TurnResult result, Exchange exchange, CancellationToken ct)
    {
        foreach (var reply in result.Replies)
        {
            outbox.Answer(turn, reply, result.Topic is { } topic ? Enum.Parse<PlaceTopics>(topic) : PlaceTopics.None);
        }

        foreach (var message in result.Privately)
        {
            await outbox.TellPrivatelyAsync(turn, message, ct);
        }

        if (result.Reaction is { } reaction)
        {
            outbox.React(turn, reaction);
        }

        // A channel with private messages says a notice in one, which is not lost with the exchange.
        var noticeInExchange = Abilities(turn).CanSayPrivately ? null : result.Notice;
        var hasImmediate = result.Form is not null || result.ReplaceCard is not null || noticeInExchange is not null;
        if (turn.IsInvoke && hasImmediate && exchange.TryAnswer())
        {
            if (noticeInExchange is null && result.Notice is not null)
            {
                outbox.Tell(turn, result.Notice);
            }

            return new TurnAnswer(IsFinished: true, result.ReplaceCard?.Card, noticeInExchange, Form: result.Form);
        }

        await SendLateAsync(turn, result, ct);
        return new TurnAnswer(IsFinished: true);
    }

    /// <summary>Nobody waits for an answer, or not any longer.</summary>
    private async Task SendLateAsync(InboundTurn turn, TurnResult result, CancellationToken ct)
    {
        if (result.Notice is not null)
        {
            outbox.Tell(turn, result.Notice);
        }

        if (result.Form is { } form)
        {
            await ShowAsync(form, turn, ct);
        }

        if (result.ReplaceCard is { } card && PressedInOwnChat(turn) is { } pressed && !await IsRewrittenAsync(turn.Conversation.Key, pressed, ct))
        {
            outbox.Rewrite(turn.Conversation, pressed, card);
        }
    }

    private async Task ShowAsync(CardForm form, InboundTurn turn, CancellationToken ct)
    {
        var isTooLate = turn.Action is not null && Abilities(turn).OpensForms;
        if (!isTooLate && PressedInOwnChat(turn) is { } pressed)
        {
            outbox.Rewrite(turn.Conversation, pressed, FormCard.Show(form));
        }
        else if (!isTooLate && (turn.Action is null || turn.Conversation.Kind == ConversationKind.Personal))
        {
            outbox.Answer(turn, FormCard.Show(form));
        }
        else
        {
            // In a room the form would take the card away from everybody, and a window cannot be opened any more.
            var room = turn.Conversation.Room.Key;
            var language = turn.Locale ?? await db.Conversations.Where(c => c.Key == room).Select(c => c.Language).FirstOrDefaultAsync(ct);
            var errors = form.Errors.Values.ToList();
            outbox.Tell(turn, errors.Count > 0 ? string.Join(' ', errors) : Texts.For(language).Say("form.late"));
        }
    }

    private ChannelAbilities Abilities(InboundTurn turn) => channels.Single(c => c.ChannelId == turn.Conversation.ChannelId).Abilities;

    /// <summary>The message whose button was pressed, if only the one who pressed it sees it.</summary>
    private static string? PressedInOwnChat(InboundTurn turn) => turn.Conversation.Kind == ConversationKind.Personal ? turn.Action?.MessageId : null;

    /// <summary>Whether this very change rewrites a message already, itself or as what shows a subject; there may be other cards of that subject.</summary>
    private async Task<bool> IsRewrittenAsync(string conversation, string message, CancellationToken ct)
    {
        var updates = db.Outbox.Local.Where(m => m.Kind == SendKind.Update && m.ConversationKey == conversation && db.Entry(m).State == EntityState.Added).ToList();
        var subjects = updates.Select(m => m.Subject).OfType<string>().ToList();
        return updates.Exists(m => m.TargetMessageId == message)
            || await db.PostedMessages.AnyAsync(p => p.ConversationKey == conversation && p.MessageId == message && subjects.Contains(p.Subject), ct);
    }
}
