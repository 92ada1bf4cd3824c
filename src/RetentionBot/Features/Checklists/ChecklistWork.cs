using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Checklists;

/// <summary>Shows a list, says how far it is, and does in words what its buttons do: <c>tick 3</c>, <c>owner 3 Daan</c>, <c>deadline 3 thursday</c>, <c>note 3 …</c>.</summary>
internal sealed class ChecklistWork(
    KpiRights rights, ChecklistDesk desk, ChecklistCard card, ChecklistStatus status, Colleagues colleagues, OutboxWriter outbox, RetentionDb db)
{
    /// <param name="plan">Which list; null when there is no weekly one.</param>
    public async Task<TurnResult> AnswerAsync(ChecklistPlan? plan, ChecklistPhrase phrase, TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (phrase.Deed == ListDeed.Show)
        {
            return await ShowAsync(plan, access, turn, ct);
        }

        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        return access.Give(phrase.Deed == ListDeed.Status ? await status.ShowAsync(plan, turn.Texts, ct) : new MessageContent(await DoAsync(plan, phrase, turn, ct)));
    }

    /// <summary>The card goes where it was asked for when the place may have it, else to the asker's own chat.</summary>
    private async Task<TurnResult> ShowAsync(ChecklistPlan? asked, KpiAccess access, TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer))
        {
            return access.Refusal!;
        }

        if (asked is null || await desk.Life.CurrentAsync(asked.Key, ct) is not var (plan, list))
        {
            return access.Refusal ?? access.Give(await status.ShowAsync(asked, turn.Texts, ct));
        }

        var content = card.Show(plan, list, turn.Texts);
        var subject = ChecklistCard.SubjectOf(list);
        if (KpiRights.IsOwnChat(turn) || (access.Refusal is null && !access.IsForAskerOnly && !turn.Turn.IsPrivate))
        {
            // From now on this is the card that is kept true here.
            var requires = KpiRights.IsOwnChat(turn) ? PlaceTopics.None : PlaceTopics.Checklist;
            outbox.Post(turn.Turn.Conversation, content, subject, requires: requires, priority: OutboxPriority.Answer);
            return TurnResult.Nothing;
        }

        var key = turn.Actor.Key;
        var identity = db.Identities.Local.FirstOrDefault(i => i.PersonKey == key) ?? await db.Identities.SingleAsync(i => i.PersonKey == key, ct);
        await outbox.ToPersonAsync(identity, content, OutboxPriority.Answer, ct, subject);
        return TurnResult.Tell(turn.Texts.Say("checklist.in-own-chat"));
    }

    private async Task<string> DoAsync(ChecklistPlan? asked, ChecklistPhrase phrase, TurnContext turn, CancellationToken ct)
    {
        var (texts, actor) = (turn.Texts, turn.Actor);
        if (!actor.IsAtLeast(StaffRole.Member))
        {
            desk.NoteRefusal(actor, $"checklist.{phrase.Deed}".ToLowerInvariant(), list: null);
            return texts.Say("checklist.members-only");
        }

        if (asked is null || await desk.Life.CurrentAsync(asked.Key, ct) is not var (plan, list))
        {
            return texts.Say("checklist.none-yet", ("list", ChecklistWords.Command(asked)));
        }

        var words = phrase.Rest.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var isNumber = int.TryParse(words.ElementAtOrDefault(0)?.TrimEnd(':', ','), NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        if (!isNumber || list.Items.FirstOrDefault(i => i.Position == position) is not { } item)
        {
            return texts.Say("checklist.usage", ("last", list.Items.Max(i => i.Position)), ("list", ChecklistWords.Command(plan)));
        }

        var check = new CheckAt(plan, list, item);
        var with = words.ElementAtOrDefault(1)?.Trim() ?? "";
        return phrase.Deed switch
        {
            ListDeed.Tick => await desk.TickAsync(check, actor, ct) == ChecklistOutcome.Done
                ? Said(check, turn)
                : texts.Say("checklist.ticked-already", ("number", position), ("name", CardText.Escape(item.DoneBy))),
            ListDeed.Untick => await desk.UntickAsync(check, actor, ct) == ChecklistOutcome.Done ? Said(check, turn) : texts.Say("checklist.not-ticked", ("number", position)),
            ListDeed.Owner => await AssignAsync(check, with, turn, ct),
            ListDeed.Deadline => await MoveAsync(check, with, turn, ct),
            _ => await WriteAsync(check, with, turn, ct),
        };
    }

    private async Task<string> AssignAsync(CheckAt check, string name, TurnContext turn, CancellationToken ct)
    {
        var isOwn = name.ToLowerInvariant() is "me" or "mij" or "ik" or "myself" or "mezelf";
        var owner = isOwn ? turn.Actor.Staff : await colleagues.NamedAsync(name, ct);
        if (owner is not { Role: >= StaffRole.Member })
        {
            return turn.Texts.Say(name.Length == 0 ? "checklist.usage-owner" : "checklist.who-is", ("name", CardText.Escape(name)), ("list", ChecklistWords.Command(check.Plan)));
        }

        await desk.AssignAsync(check, owner, turn.Actor, ct);
        return Said(check, turn);
    }

    private async Task<string> MoveAsync(CheckAt check, string word, TurnContext turn, CancellationToken ct)
    {
        var today = desk.Today;
        if (DayWords.Read(word.TrimEnd('.', '!'), today) is not { } day)
        {
            return turn.Texts.Say("checklist.usage-deadline", ("list", ChecklistWords.Command(check.Plan)));
        }

        if (day < today || day > today.AddDays(ChecklistDesk.LongestDays))
        {
            return turn.Texts.Say("checklist.wrong-day", ("most", ChecklistDesk.LongestDays));
        }

        await desk.MoveAsync(check, day, turn.Actor, ct);
        return Said(check, turn);
    }

    private async Task<string> WriteAsync(CheckAt check, string note, TurnContext turn, CancellationToken ct)
    {
        if (note.Length > ChecklistItem.LongestWords)
        {
            return turn.Texts.Say("checklist.long-note", ("most", ChecklistItem.LongestWords));
        }

        await desk.WriteAsync(check, note.Length == 0 ? null : note, turn.Actor, ct);
        return turn.Texts.Say(note.Length == 0 ? "checklist.note-gone" : "checklist.note-kept", ("number", check.Item.Position));
    }

    /// <summary>The check as it is now, and how far the list is.</summary>
    private string Said(CheckAt check, TurnContext turn)
    {
        var (texts, item) = (turn.Texts, check.Item);
        var state = ChecklistState.Of(check.List.Items);
        var now = item.IsDone ? texts.Say("checklist.is-done") : $"{ChecklistWords.Owner(item, texts)}, {ChecklistWords.Deadline(item, desk.Today, texts)}";
        var said = texts.Say("checklist.outcome", ("check", item.Position), ("words", ChecklistWords.Of(item, texts)), ("state", now));
        return $"{said} {ChecklistWords.Progress(state, texts)}. {ChecklistWords.Lacks(state, texts)}".TrimEnd();
    }
}
