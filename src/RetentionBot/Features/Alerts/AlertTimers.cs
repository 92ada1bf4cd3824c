using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

/// <summary>What the timers of alerts have in common: the alert must still be open, and its customer is at hand.</summary>
internal abstract class AlertTimer(RetentionDb db) : ITimerHandler
{
    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct)
    {
        var subject = timer.Subject.Split('|')[0];
        if (AlertCard.IdOf(subject) is not { } id || await db.Alerts.FindAsync([id], ct) is not { ResolvedAt: null } alert)
        {
            return null;
        }

        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct);
        return await RunAsync(timer, alert, customer, ct);
    }

    protected abstract Task<DateTimeOffset?> RunAsync(DueTimer timer, Alert alert, Customer customer, CancellationToken ct);
}

/// <summary>A snooze is over: the alert is everybody's business again.</summary>
internal sealed class WakeTimer(RetentionDb db, AlertLife life, AlertPublisher publisher) : AlertTimer(db)
{
    public const string Kind = "alert.wake";

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, Alert alert, Customer customer, CancellationToken ct)
    {
        if (alert.Wake() == AlertOutcome.Done)
        {
            life.Note(alert, AlertEventKind.Woken);
            await life.KeepTimersAsync(alert, customer.Segment, ct);
            await publisher.RefreshAsync(alert, OutboxPriority.Bulk, onlyIn: null, ct);
            await publisher.RemindAsync(alert, customer, "alert.snooze-over", ct);
        }

        return null;
    }
}

/// <summary>Nobody has taken an alert on for as long as the chain waits: the next one in it is told.</summary>
internal sealed class EscalationTimer(RetentionDb db, AlertLife life, TellTimer tell, Colleagues colleagues, AlertSettings settings) : AlertTimer(db)
{
    public const string Kind = "alert.escalate";

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, Alert alert, Customer customer, CancellationToken ct)
    {
        var chain = EscalationChain.For(customer.Segment, settings.Chains);
        if (alert.Status != AlertStatus.Open || alert.EscalationSteps >= chain.Steps.Count)
        {
            return null;
        }

        var to = await WhoAsync(chain.Steps[alert.EscalationSteps], alert, ct);
        alert.Escalate();
        life.Note(alert, AlertEventKind.Escalated, string.Join(", ", to.Select(person => person.Name)));
        foreach (var person in to)
        {
            await tell.SetAsync(alert, person, TellTimer.Escalated, ct);
        }

        // The next step waits in a timer of this very kind, which is gone with this save: its row is used again.
        await life.KeepTimersAsync(alert, customer.Segment, ct);
        return chain.Wait(alert.EscalationSteps, isUrgent: false) is { } wait ? life.After(wait) : null;
    }

    private async Task<IReadOnlyList<StaffMember>> WhoAsync(EscalationStep step, Alert alert, CancellationToken ct)
    {
        if (step.To == EscalationStep.Owner)
        {
            return alert.OwnerId is { } id && await colleagues.FindAsync(id, ct) is { } owner ? [owner] : await colleagues.LeadsAsync(ct);
        }

        return step.To != EscalationStep.Lead && await colleagues.NamedAsync(step.To, ct) is { } named ? [named] : await colleagues.LeadsAsync(ct);
    }
}

/// <summary>
/// The day of a promise is over. Where somebody has spoken with the customer since, it is kept; else the one who gave it is asked once, and a working day later the
/// lead is told: then it stands no longer, and the card asks anew.
/// </summary>
internal sealed class PromiseTimer(
    RetentionDb db, AlertLife life, TellTimer tell, AlertPublisher publisher, Colleagues colleagues, WorkCalendar calendar, TimeProvider clock) : AlertTimer(db)
{
    public const string Kind = "alert.promise";

    private const string Nudged = " nudged";

    private readonly RetentionDb _db = db;

    /// <summary>What the timer keeps: for which day it is, and whether the one who promised was asked.</summary>
    public static string? DataOf(DateOnly? promised, bool wasNudged) =>
        promised is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (wasNudged ? Nudged : "") : null;

    public static bool IsFor(DueTimer timer, DateOnly? promised) => DataOf(promised, wasNudged: false) is { } day && timer.Data?.StartsWith(day, StringComparison.Ordinal) == true;

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, Alert alert, Customer customer, CancellationToken ct)
    {
        if (alert.Status != AlertStatus.Acknowledged || !IsFor(timer, alert.PromisedFor))
        {
            return null;
        }

        if (await _db.Touches.AnyAsync(t => t.RetiredAt == null && t.CustomerId == alert.CustomerId && t.At >= alert.AcknowledgedAt, ct))
        {
            await EndAsync(alert, customer, AlertEventKind.PromiseKept, note: null, ct);
            return null;
        }

        if (timer.Data!.EndsWith(Nudged, StringComparison.Ordinal))
        {
            var leads = await colleagues.LeadsAsync(ct);
            await EndAsync(alert, customer, AlertEventKind.Escalated, string.Join(", ", leads.Select(lead => lead.Name)), ct);
            foreach (var lead in leads)
            {
                await tell.SetAsync(alert, lead, TellTimer.Late, ct);
            }

            return null;
        }

        var key = alert.AcknowledgedByKey;
        var id = await _db.Identities.Where(i => i.PersonKey == key).Select(i => i.StaffMemberId).SingleOrDefaultAsync(ct);
        if (id is { } promiser && await colleagues.FindAsync(promiser, ct) is { } person)
        {
            life.Note(alert, AlertEventKind.Nudged, person.Name);
            await tell.SetAsync(alert, person, TellTimer.Nudge, ct);
        }

        timer.Data = DataOf(alert.PromisedFor, wasNudged: true);
        return calendar.Hours.NextWorkingDay(clock.GetUtcNow(), calendar.Workspace);
    }

    private async Task EndAsync(Alert alert, Customer customer, AlertEventKind kind, string? note, CancellationToken ct)
    {
        alert.KeepPromise();
        life.Note(alert, kind, note);
        await life.KeepTimersAsync(alert, customer.Segment, ct);
        await publisher.RefreshAsync(alert, OutboxPriority.Bulk, onlyIn: null, ct);
    }
}

/// <summary>A colleague is told about an alert, in their own chat, when they work: the first of them who stands in for one who is away.</summary>
internal sealed class TellTimer(RetentionDb db, TimerBook timers, Colleagues colleagues, AlertCard card, AlertLife life) : AlertTimer(db)
{
    public const string Kind = "alert.tell";

    /// <summary>Nobody has taken it on.</summary>
    public const string Escalated = "escalated";

    /// <summary>It is theirs now.</summary>
    public const string Assigned = "assigned";

    /// <summary>They promised something, and its day is over.</summary>
    public const string Nudge = "nudge";

    /// <summary>A colleague promised something and did not do it.</summary>
    public const string Late = "late";

    /// <summary>Lets a colleague be told as soon as they work. The caller saves.</summary>
    /// <param name="why">One of the reasons above.</param>
    public async Task SetAsync(Alert alert, StaffMember person, string why, CancellationToken ct) => await timers.SetAsync(
        Kind, string.Create(CultureInfo.InvariantCulture, $"{AlertCard.SubjectOf(alert)}|{person.Id}|{why}"), colleagues.TellAt(person), data: null, ct);

    protected override async Task<DateTimeOffset?> RunAsync(DueTimer timer, Alert alert, Customer customer, CancellationToken ct)
    {
        var parts = timer.Subject.Split('|');
        var why = parts[2];
        if (await colleagues.FindAsync(long.Parse(parts[1], CultureInfo.InvariantCulture), ct) is not { } person || !IsStillSo(why, alert, person))
        {
            return null;
        }

        var told = await colleagues.InsteadOfAsync(person, ct);
        var at = colleagues.TellAt(told);
        if (at > life.Now)
        {
            return at;
        }

        await colleagues.TellAsync(told, texts => card.Show(alert, customer, texts, Why(why, alert, person, told, texts)), AlertCard.SubjectOf(alert), ct);
        return null;
    }

    /// <summary>What was so when the timer was set may be otherwise by the time its colleague works.</summary>
    private static bool IsStillSo(string why, Alert alert, StaffMember person) => why switch
    {
        Escalated => alert.Status == AlertStatus.Open,
        Assigned => alert.OwnerId == person.Id,
        Late => alert.Status == AlertStatus.Acknowledged,
        _ => alert is { Status: AlertStatus.Acknowledged, Promise: not null },
    };

    private static string Why(string why, Alert alert, StaffMember person, StaffMember told, Text.Texts texts)
    {
        var name = Channels.Cards.CardText.Escape(alert.AcknowledgedBy ?? "");
        var sentence = texts.Say($"alert.told.{why}", ("name", name));
        return told.Id == person.Id ? sentence : $"{sentence} {texts.Say("alert.told.instead", ("name", Channels.Cards.CardText.Escape(person.Name)))}";
    }
}
