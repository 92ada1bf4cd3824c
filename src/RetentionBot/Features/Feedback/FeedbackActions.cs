using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Feedback;

/// <summary>A press on a case's card by somebody who may handle it, in their own chat.</summary>
internal sealed record FeedbackPress(FeedbackFacts Facts, CardAction Action, TurnContext Turn)
{
    public FeedbackCase Case => Facts.Case;

    /// <summary>What the card or form sent along under a name; empty when nothing.</summary>
    public string Sent(string name) => Action.Data.GetValueOrDefault(name)?.Trim() ?? "";
}

/// <summary>What the buttons of cases work with.</summary>
internal sealed class FeedbackDesk(RetentionDb db, FeedbackRights rights, FeedbackLife life, FeedbackCard card, FeedbackForms forms)
{
    private const string RefuseDeed = "feedback.refuse";

    public FeedbackRights Rights => rights;

    public FeedbackLife Life => life;

    public FeedbackCard Card => card;

    public FeedbackForms Forms => forms;

    /// <summary>What the button carries comes from the client, so it may have been made up.</summary>
    public async Task<(FeedbackPress? Press, TurnResult? Refusal)> TakeAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var isNamed = Guid.TryParse(action.Data.GetValueOrDefault(FeedbackAction.CaseId), out var id);
        if (!turn.Actor.IsStaff)
        {
            return Refuse("feedback.colleagues-only");
        }

        if (!KpiRights.IsOwnChat(turn))
        {
            return Refuse("feedback.own-chat");
        }

        var feedback = isNamed ? await db.FeedbackCases.FindAsync([id], ct) : null;
        if (feedback is null)
        {
            return Refuse("feedback.gone");
        }

        return await rights.MayHandleAsync(feedback, turn.Actor.Staff, ct)
            ? (new FeedbackPress(await life.FactsAsync(feedback, ct), action, turn), null)
            : Refuse("feedback.not-yours");

        (FeedbackPress?, TurnResult?) Refuse(string reason)
        {
            db.Audit.Add(new AuditEvent
            {
                At = life.Now,
                Deed = RefuseDeed,
                By = turn.Actor.Key,
                Subject = isNamed ? $"{FeedbackCard.SubjectBeginning}{id:N}" : null,
                Note = action.Verb,
            });
            return (null, TurnResult.Tell(turn.Texts.Say(reason)));
        }
    }
}

/// <summary>What every button of a case has in common: who may, that the deed is noted and every card rewritten, and that a press which comes to nothing says why.</summary>
internal abstract class FeedbackAction(FeedbackDesk desk) : ICardActionHandler
{
    /// <summary>The name under which cards send the case's id.</summary>
    public const string CaseId = "feedback";

    protected FeedbackDesk Desk => desk;

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        var (press, refusal) = await desk.TakeAsync(action, turn, ct);
        return press is null ? refusal! : await ActAsync(press, ct);
    }

    protected abstract Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct);

    /// <summary>Does the deed and notes it; the person sees the case as it is then.</summary>
    /// <param name="deed">What it is called in the audit log.</param>
    /// <param name="change">Changes the case.</param>
    protected async Task<TurnResult> DoAsync(FeedbackPress press, string deed, Func<FeedbackCase, DateTimeOffset, FeedbackOutcome> change, CancellationToken ct)
    {
        var (feedback, texts) = (press.Case, press.Turn.Texts);
        var outcome = change(feedback, desk.Life.Now);
        if (outcome == FeedbackOutcome.Done)
        {
            desk.Life.Note(feedback, deed, press.Turn.Actor.Key);
            await desk.Life.KeepTimersAsync(feedback, ct);
        }

        // A press that comes to nothing was made on a card that is out of date.
        await desk.Life.RefreshAsync(feedback, OutboxPriority.Deed, ct);
        var notice = outcome switch
        {
            FeedbackOutcome.AlreadyDone => texts.Say("feedback.already-done"),
            FeedbackOutcome.AlreadyClosed => texts.Say("feedback.already-closed"),
            FeedbackOutcome.TooEarly => texts.Say("feedback.too-early"),
            FeedbackOutcome.Unchanged => texts.Say("feedback.unchanged"),
            _ => null,
        };

        // Where a card is the answer to a press there is no room for a sentence beside it.
        var content = await desk.Rights.MayHandleAsync(feedback, press.Turn.Actor.Staff, ct) ? desk.Card.Show(press.Facts, texts, notice) : desk.Card.Gone(feedback, texts);
        return TurnResult.Replace(content, notice);
    }
}

/// <summary>Somebody spoke with the customer.</summary>
internal sealed class MarkContacted(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.contacted";

    protected override Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct) =>
        DoAsync(press, Verb, (feedback, now) => feedback.Contact(press.Turn.Actor.Name, now), ct);
}

/// <summary>Somebody wants to say what was done.</summary>
internal sealed class AskWhatWasDone(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.act";

    protected override Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct) => press.Case.Stage == FeedbackStage.Contacted
        ? Task.FromResult(TurnResult.Open(Desk.Forms.AskWhatWasDone(press.Facts, press.Turn.Texts)))
        : DoAsync(press, KeepAction.Verb, (feedback, now) => feedback.Act(press.Turn.Actor.Name, "", now), ct);
}

/// <summary>Somebody said what was done.</summary>
internal sealed class KeepAction(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.acted";

    protected override async Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct)
    {
        var (note, texts) = (press.Sent(FeedbackForms.Note), press.Turn.Texts);
        if (note.Length is 0 or > FeedbackCase.LongestNote && press.Case.Stage == FeedbackStage.Contacted)
        {
            var error = note.Length == 0 ? texts.Say("feedback.form.no-note") : texts.Say("feedback.form.too-long", ("most", FeedbackCase.LongestNote));
            return TurnResult.Open(Desk.Forms.AskWhatWasDone(press.Facts, texts) with
            {
                Errors = new Dictionary<string, string> { [FeedbackForms.Note] = error },
                Values = new Dictionary<string, string> { [FeedbackForms.Note] = note },
            });
        }

        return await DoAsync(press, Verb, (feedback, now) => feedback.Act(press.Turn.Actor.Name, note, now), ct);
    }
}

/// <summary>The customer was told what came of it.</summary>
internal sealed class MarkTold(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.told";

    protected override Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct) =>
        DoAsync(press, Verb, (feedback, now) => feedback.Tell(press.Turn.Actor.Name, now), ct);
}

/// <summary>Somebody wants to close a case: they are asked what it was about.</summary>
internal sealed class AskReason(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.close";

    protected override Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct) => press.Case.Stage == FeedbackStage.Told
        ? Task.FromResult(TurnResult.Open(Desk.Forms.AskReason(press.Facts, press.Turn.Texts)))
        : DoAsync(press, CloseFeedback.Verb, (feedback, now) => feedback.Close(press.Turn.Actor.Name, FeedbackReason.Other, now), ct);
}

/// <summary>Somebody said what it was about: the case is closed, if the customer was told.</summary>
internal sealed class CloseFeedback(FeedbackDesk desk) : FeedbackAction(desk)
{
    public const string Verb = "feedback.closed";

    protected override async Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct)
    {
        var texts = press.Turn.Texts;
        var isReason = Enum.TryParse<FeedbackReason>(press.Sent(FeedbackForms.Reason), ignoreCase: true, out var reason) && Enum.IsDefined(reason);
        return isReason || press.Case.Stage != FeedbackStage.Told
            ? await DoAsync(press, Verb, (feedback, now) => feedback.Close(press.Turn.Actor.Name, reason, now), ct)
            : TurnResult.Open(Desk.Forms.AskReason(press.Facts, texts) with
            {
                Errors = new Dictionary<string, string> { [FeedbackForms.Reason] = texts.Say("feedback.form.no-reason") },
            });
    }
}
