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

/// <summary>
/// <c>checklist</c> shows the list that is worked off now; <c>checklist status</c> says how far it is; <c>checklist tick 3</c>, <c>owner 3 Daan</c>,
/// <c>deadline 3 thursday</c> and <c>note 3 …</c> do what its buttons do. English and Dutch.
/// </summary>
internal sealed class ChecklistCommand(
    KpiRights rights, ChecklistDesk desk, ChecklistCard card, IChecklistStatus status, Colleagues colleagues, OutboxWriter outbox, RetentionDb db) : ITextCommand
{
    private const string Show = "";

    /// <summary>The second word, by what it means.</summary>
    private static readonly Dictionary<string, string> Deeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["status"] = "status",
        ["stand"] = "status",
        ["tick"] = "tick",
        ["vink"] = "tick",
        ["afvinken"] = "tick",
        ["untick"] = "untick",
        ["ontvink"] = "untick",
        ["owner"] = "owner",
        ["eigenaar"] = "owner",
        ["deadline"] = "deadline",
        ["note"] = "note",
        ["notitie"] = "note",
    };

    public bool Matches(string text) => Read(text) is not null;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = CommandLanguage.In(turn);
        var (deed, rest) = Read(turn.Turn.Text)!.Value;
        if (deed == Show)
        {
            return await ShowAsync(turn, ct);
        }

        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        return access.Give(deed == "status" ? await status.ShowAsync(turn.Texts, ct) : new MessageContent(await DoAsync(deed, rest, turn, ct)));
    }

    /// <summary>The first word of a command about the checklist.</summary>
    public static bool IsFirst(string word) => word is "checklist" or "checklijst";

    private static (string Deed, string After)? Read(string text)
    {
        var (first, second) = FirstWords.Of(text);
        second = second.TrimEnd('?', '.', '!');
        if (!IsFirst(first.TrimEnd('?', '.', '!')) || (second.Length > 0 && !Deeds.ContainsKey(second)))
        {
            return null;
        }

        return second.Length == 0 ? (Show, "") : (Deeds[second], text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)?.Trim() ?? "");
    }

    /// <summary>The card goes where it was asked for when the place may have it, else to the asker's own chat.</summary>
    private async Task<TurnResult> ShowAsync(TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAsync(turn, ct, PlaceTopics.Checklist);
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer))
        {
            return access.Refusal!;
        }

        if (await desk.Life.CurrentAsync(ChecklistPlan.Weekly, ct) is not var (plan, list))
        {
            return TurnResult.Say(turn.Texts.Say("checklist.none-yet"));
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

    private async Task<string> DoAsync(string deed, string rest, TurnContext turn, CancellationToken ct)
    {
        var (texts, actor) = (turn.Texts, turn.Actor);
        if (!actor.IsAtLeast(StaffRole.Member))
        {
            desk.NoteRefusal(actor, $"checklist.{deed}", list: null);
            return texts.Say("checklist.members-only");
        }

        if (await desk.Life.CurrentAsync(ChecklistPlan.Weekly, ct) is not var (plan, list))
        {
            return texts.Say("checklist.none-yet");
        }

        var words = rest.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var isNumber = int.TryParse(words.ElementAtOrDefault(0)?.TrimEnd(':', ','), NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        if (!isNumber || list.Items.FirstOrDefault(i => i.Position == position) is not { } item)
        {
            return texts.Say("checklist.usage", ("last", list.Items.Count));
        }

        var check = new CheckAt(plan, list, item);
        var with = words.ElementAtOrDefault(1)?.Trim() ?? "";
        return deed switch
        {
            "tick" => await desk.TickAsync(check, actor, ct) == ChecklistOutcome.Done
                ? Said(check, turn)
                : texts.Say("checklist.ticked-already", ("number", position), ("name", CardText.Escape(item.DoneBy))),
            "untick" => await desk.UntickAsync(check, actor, ct) == ChecklistOutcome.Done ? Said(check, turn) : texts.Say("checklist.not-ticked", ("number", position)),
            "owner" => await AssignAsync(check, with, turn, ct),
            "deadline" => await MoveAsync(check, with, turn, ct),
            _ => await WriteAsync(check, with, turn, ct),
        };
    }

    private async Task<string> AssignAsync(CheckAt check, string name, TurnContext turn, CancellationToken ct)
    {
        var isOwn = name.ToLowerInvariant() is "me" or "mij" or "ik" or "myself" or "mezelf";
        var owner = isOwn ? turn.Actor.Staff : await colleagues.NamedAsync(name, ct);
        if (owner is not { Role: >= StaffRole.Member })
        {
            return turn.Texts.Say(name.Length == 0 ? "checklist.usage-owner" : "checklist.who-is", ("name", CardText.Escape(name)));
        }

        await desk.AssignAsync(check, owner, turn.Actor, ct);
        return Said(check, turn);
    }

    private async Task<string> MoveAsync(CheckAt check, string word, TurnContext turn, CancellationToken ct)
    {
        var today = desk.Today;
        if (DayWords.Read(word.TrimEnd('.', '!'), today) is not { } day)
        {
            return turn.Texts.Say("checklist.usage-deadline");
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
