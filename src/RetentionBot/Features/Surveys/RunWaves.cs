using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Bulk;

namespace RetentionBot.Features.Surveys;

/// <summary>
/// What a wave does by itself once a lead approved it: everybody gets their day, is asked on it if the contact budget allows, and at the end it closes. Each step is one
/// save, so that a process that dies in between leaves nobody out and asks nobody twice.
/// </summary>
internal sealed partial class RunWaves(
    RetentionDb db, WaveAudience audience, InviteContact invite, SurveyReminders reminders, SurveySettings settings, WorkCalendar calendar, TimeProvider clock, ILogger<RunWaves> log)
{
    /// <summary>People asked in one save at most.</summary>
    private const int Batch = 100;

    private const string PlanOne = """
        INSERT INTO outreach (contact_id, kind, reference, planned_for, state, reason, version) VALUES ($1, $2, $3, $4, $5, $6, 0)
        ON CONFLICT (contact_id, kind, reference) DO NOTHING
        """;

    private Workspace Workspace => calendar.Workspace;

    /// <summary>The waves that have something to do.</summary>
    public Task<List<long>> ActiveAsync(CancellationToken ct) =>
        db.Waves.AsNoTracking().Where(w => w.State == WaveState.Approved || w.State == WaveState.Running).OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);

    /// <summary>Takes the next step of a wave.</summary>
    /// <returns>Whether there may be another step now.</returns>
    public async Task<bool> StepAsync(long id, CancellationToken ct)
    {
        var wave = await db.Waves.SingleAsync(w => w.Id == id, ct);
        var now = clock.GetUtcNow();
        switch (wave.State)
        {
            case WaveState.Approved:
                await PlanAsync(wave, now, ct);
                return true;
            case WaveState.Running when now >= wave.ClosesAt:
                await CloseAsync(wave, now, ct);
                return false;
            case WaveState.Running when calendar.TellAt(now, zone: null) <= now:
                return await AskAsync(wave, now, ct);
            default:
                return false;
        }
    }

    /// <summary>Gives everybody their day, or the reason why they have none, in one transaction.</summary>
    private async Task PlanAsync(SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        var people = await audience.OfAsync(wave.Kind, wave.Round, wave.Segment, wave.Plan, ct);
        var turns = WavePlan.Spread(people.Where(p => p.Reason is null).Select(p => p.Member), Workspace.LocalDate(now), wave.PerDay, calendar.Hours, Workspace);
        var (kind, reference, today) = (OutreachKinds.Of(wave.Kind), WaveAudience.ReferenceOf(wave), Workspace.LocalDate(now));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        using (var plan = await Prepared.OfAsync(db, PlanOne, parameters: 6, ct))
        {
            foreach (var turn in turns)
            {
                plan.Execute(turn.ContactId, kind, reference, turn.On, (int)OutreachState.Planned, null);
            }

            foreach (var person in people.Where(p => p.Reason is not null))
            {
                plan.Execute(person.Member.ContactId, kind, reference, today, (int)OutreachState.Suppressed, (int)person.Reason!.Value);
            }
        }

        var last = turns.Length > 0 ? turns[^1].On : today;
        wave.Start(settings.EndOfAnswers(last, Workspace));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        LogPlanned(wave.Id, turns.Length, people.Count - turns.Length);
    }

    /// <summary>Asks those whose day has come, no more than the wave may ask on one day, and then reminds those who have not answered.</summary>
    private async Task<bool> AskAsync(SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        var (reference, today, lastDay) = (WaveAudience.ReferenceOf(wave), Workspace.LocalDate(now), Workspace.LocalDate(wave.ClosesAt!.Value).AddDays(-1));
        var kind = OutreachKinds.Of(wave.Kind);
        var room = wave.PerDay is { } perDay ? Math.Max(0, perDay - await db.Outreach.CountAsync(o => o.Reference == reference && o.Kind == kind && o.SentOn == today, ct)) : Batch;
        var due = await db.Outreach
            .Where(o => o.Reference == reference && o.Kind == kind && o.State == OutreachState.Planned && o.PlannedFor <= today)
            .OrderBy(o => o.PlannedFor)
            .ThenBy(o => o.Id)
            .Take(Math.Min(room, Batch))
            .ToListAsync(ct);
        var ids = due.ConvertAll(o => o.ContactId);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var history = await db.SentToAsync(ids, ct);
        foreach (var outreach in due)
        {
            var contact = contacts[outreach.ContactId];
            if (contact.RetiredAt is not null)
            {
                outreach.Suppress(SuppressReason.Gone);
            }
            else if (new ContactBudget(settings.Budget).Decide(outreach.Kind, today, lastDay, [.. history[contact.Id]], npsDueOn: null) is not { WaitUntil: null, Reason: null } and var later)
            {
                Wait(outreach, later);
            }
            else
            {
                Settle(outreach, await invite.InviteAsync(contact, QuestionOf(wave), ct), now, today);
            }
        }

        var reminded = due.Count == 0 ? await reminders.RemindAsync(wave, now, ct) : 0;
        await db.SaveChangesAsync(ct);
        return due.Count + reminded > 0;
    }

    /// <summary>Who was contacted too lately gets another day, or none when the wave ends before it.</summary>
    private void Wait(Outreach outreach, ContactDecision decision)
    {
        if (decision.WaitUntil is { } day)
        {
            outreach.Move(calendar.Hours.WorkingDayFrom(day, Workspace));
        }
        else
        {
            outreach.Suppress(decision.Reason!.Value);
        }
    }

    private static void Settle(Outreach outreach, InviteOutcome outcome, DateTimeOffset now, DateOnly today)
    {
        switch (outcome)
        {
            case InviteOutcome.Invited:
                outreach.Send(now, today);
                break;
            case InviteOutcome.OptedOut:
                outreach.Suppress(SuppressReason.OptedOut);
                break;
            case InviteOutcome.NoConsent:
                outreach.Suppress(SuppressReason.NoConsent);
                break;
            case InviteOutcome.AlreadyInvited:
                outreach.Suppress(SuppressReason.AlreadyAsked);
                break;
            default:
                outreach.Suppress(SuppressReason.Unreachable);
                break;
        }
    }

    private static SurveyQuestion QuestionOf(SurveyWave wave) => new(wave.Kind, wave.Round) { WaveId = wave.Id, IsTest = wave.IsTest, ClosesAt = wave.ClosesAt };

    private async Task CloseAsync(SurveyWave wave, DateTimeOffset now, CancellationToken ct)
    {
        var reference = WaveAudience.ReferenceOf(wave);
        foreach (var outreach in await db.Outreach.Where(o => o.Reference == reference && o.State == OutreachState.Planned).ToListAsync(ct))
        {
            outreach.Suppress(SuppressReason.Closed);
        }

        wave.Close(now);
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Wave {Wave} is planned: {Asked} people have their day, {Left} cannot be asked")]
    private partial void LogPlanned(long wave, int asked, int left);
}
