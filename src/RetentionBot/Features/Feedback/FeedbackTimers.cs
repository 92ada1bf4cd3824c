using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;
using RetentionBot.Timers;

namespace RetentionBot.Features.Feedback;

/// <summary>What the timers of cases have in common: the case is not closed.</summary>
internal abstract class FeedbackTimer(RetentionDb db) : ITimerHandler
{
    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct) =>
        FeedbackCard.IdOf(timer.Subject.Split('|')[0]) is { } id && await db.FeedbackCases.FindAsync([id], ct) is { Stage: not FeedbackStage.Closed } feedback
            ? await RunAsync(timer, feedback, ct)
            : null;

    protected abstract Task<DateTimeOffset?> RunAsync(DueTimer timer, FeedbackCase feedback, CancellationToken ct);
}

/// <summary>Half of the clock is gone and nobody has spoken with them: whose case it is, is reminded once.</summary>
internal sealed class RemindTimer(RetentionDb db, FeedbackLife life) : FeedbackTimer(db)
{
    public const string Kind = "feedback.remind";

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, FeedbackCase feedback, CancellationToken ct)
    {
        if (feedback.Stage == FeedbackStage.Open)
        {
            life.Note(feedback, Kind);
            await life.TellAsync(feedback, TellFeedbackTimer.Reminded, ct);
        }

        return null;
    }
}

/// <summary>The clock has run out and the customer does not know what came of it: the leads are told once.</summary>
internal sealed class LateTimer(RetentionDb db, FeedbackLife life, Colleagues colleagues) : FeedbackTimer(db)
{
    public const string Kind = "feedback.escalate";

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, FeedbackCase feedback, CancellationToken ct)
    {
        if (feedback is { Stage: < FeedbackStage.Told, EscalationSteps: 0 } && feedback.Escalate() == FeedbackOutcome.Done)
        {
            life.Note(feedback, Kind);
            await life.TellAsync(feedback, await colleagues.LeadsAsync(ct), TellFeedbackTimer.Late, ct);
            await life.RefreshAsync(feedback, OutboxPriority.Bulk, ct);
        }

        return null;
    }
}

/// <summary>A colleague is told about a case, in their own chat, when they work; who stands in for one who is away; the leads where somebody has no chat with the bot.</summary>
internal sealed class TellFeedbackTimer(RetentionDb db, Colleagues colleagues, FeedbackRights rights, FeedbackLife life, FeedbackCard card) : FeedbackTimer(db)
{
    public const string Kind = "feedback.tell";

    /// <summary>Somebody gave an unhappy answer.</summary>
    public const string Opened = "opened";

    /// <summary>Their answer got worse after they had been told.</summary>
    public const string Reopened = "reopened";

    /// <summary>It is theirs now.</summary>
    public const string Assigned = "assigned";

    /// <summary>Half of the clock is gone.</summary>
    public const string Reminded = "reminded";

    /// <summary>All of it is.</summary>
    public const string Late = "late";

    /// <summary>Whose case it is cannot be told.</summary>
    public const string Unreached = "unreached";

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, FeedbackCase feedback, CancellationToken ct)
    {
        var parts = timer.Subject.Split('|');
        var why = parts[2];
        if (!IsStillSo(why, feedback) || await colleagues.FindAsync(long.Parse(parts[1], CultureInfo.InvariantCulture), ct) is not { } person)
        {
            return null;
        }

        var told = await colleagues.InsteadOfAsync(person, ct);
        if (told.Id != person.Id && !await rights.MayHandleAsync(feedback, told, ct))
        {
            // Who stands in for a lead need not be one.
            told = person;
        }

        var at = colleagues.TellAt(told);
        if (at > life.Now)
        {
            return at;
        }

        if (!await rights.MayHandleAsync(feedback, told, ct))
        {
            return null;
        }

        var facts = await life.FactsAsync(feedback, ct);
        if (!await colleagues.TellAsync(told, texts => card.Show(facts, texts, Why(why, feedback, person, told, texts)), FeedbackCard.SubjectOf(feedback), ct)
            && why is not (Late or Unreached))
        {
            var leads = await colleagues.LeadsAsync(ct);
            await life.TellAsync(feedback, leads.Where(lead => lead.Id != told.Id), Unreached, ct);
        }

        return null;
    }

    /// <summary>What was so when the timer was set may be otherwise by the time its colleague works.</summary>
    private static bool IsStillSo(string why, FeedbackCase feedback) => why switch
    {
        Reminded => feedback.Stage == FeedbackStage.Open,
        Late => feedback.Stage < FeedbackStage.Told,
        _ => true,
    };

    private static string Why(string why, FeedbackCase feedback, StaffMember person, StaffMember told, Texts texts)
    {
        var sentence = texts.Say($"feedback.why.{why}", ("name", CardText.Escape(feedback.OwnerName ?? texts.Say("feedback.no-owner"))));
        return told.Id == person.Id ? sentence : $"{sentence} {texts.Say("feedback.why.instead", ("name", CardText.Escape(person.Name)))}";
    }
}
