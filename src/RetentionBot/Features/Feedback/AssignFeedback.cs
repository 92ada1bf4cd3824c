using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Feedback;

/// <summary>Somebody makes a case a colleague's: asks whose where the card does not say. The new owner is told once, in private; the clock goes on.</summary>
internal sealed class AssignFeedback(FeedbackDesk desk, Colleagues colleagues) : FeedbackAction(desk)
{
    public const string Verb = "feedback.assign";

    protected override async Task<TurnResult> ActAsync(FeedbackPress press, CancellationToken ct)
    {
        var whoMay = await colleagues.WhoHandleAsync(ct);
        var isSomebody = long.TryParse(press.Sent(FeedbackForms.Owner), CultureInfo.InvariantCulture, out var id);
        if (press.Case.Stage == FeedbackStage.Closed)
        {
            return await DoAsync(press, Verb, (feedback, _) => feedback.Assign(new AlertOwner(null, "")), ct);
        }

        if (!isSomebody || whoMay.Find(s => s.Id == id) is not { } owner)
        {
            return TurnResult.Open(Desk.Forms.AskOwner(press.Facts, whoMay, press.Turn.Actor.Staff, press.Turn.Texts));
        }

        var before = press.Case.OwnerId;
        var result = await DoAsync(press, Verb, (feedback, _) => feedback.Assign(new AlertOwner(owner.Id, owner.Name)), ct);
        if (before != owner.Id && owner.Id != press.Turn.Actor.Staff?.Id)
        {
            await Desk.Life.TellAsync(press.Case, [owner], TellFeedbackTimer.Assigned, ct);
        }

        return result;
    }
}
