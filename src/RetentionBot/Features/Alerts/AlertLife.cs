using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Timers;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// What goes with every change of an alert: a line in its life, and the timers that its new state needs. There are timers only while it is open; the caller saves.
/// </summary>
internal sealed class AlertLife(RetentionDb db, TimerBook timers, AlertSettings settings, RuleSettings rules, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>From so many alerts on it is quicker to load the timers of all.</summary>
    private const int Many = 20;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The instant by which colleagues have worked for so long from now on.</summary>
    public DateTimeOffset After(TimeSpan work) => calendar.After(Now, work);

    /// <summary>What nobody did: by a rule or by time.</summary>
    public void Note(Alert alert, AlertEventKind kind, string? note = null) => Add(alert, kind, actor: null, place: null, note);

    /// <summary>What a person did.</summary>
    public void Note(Alert alert, AlertEventKind kind, TurnContext turn, string? note = null) => Add(alert, kind, turn.Actor, turn.Place.Key, note);

    /// <summary>As below, for all alerts that a run changed.</summary>
    /// <param name="alerts">With the segments of their customers.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task KeepTimersAsync(IReadOnlyCollection<(Alert Alert, string? Segment)> alerts, CancellationToken ct)
    {
        if (alerts.Count >= Many)
        {
            await timers.HoldAsync(AlertCard.SubjectBeginning, ct);
        }

        foreach (var (alert, segment) in alerts)
        {
            await KeepTimersAsync(alert, segment, ct);
        }
    }

    /// <summary>Sets the timers the alert's state asks for, keeps those it had, and clears the others.</summary>
    /// <param name="alert">As it is now.</param>
    /// <param name="segment">The customer's.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public async Task KeepTimersAsync(Alert alert, string? segment, CancellationToken ct)
    {
        var (subject, now) = (AlertCard.SubjectOf(alert), clock.GetUtcNow());
        await KeepAsync(WakeTimer.Kind, subject, alert.ResolvedAt is null ? alert.SnoozedUntil : null, data: null, moves: true, ct);

        // Kept as long as the promise is, so that what was asked about it is not asked again.
        var promised = alert.Status == AlertStatus.Acknowledged ? alert.PromisedFor : null;
        var look = promised is { } day ? Promises.LookAt(day, calendar.Hours, calendar.Workspace) : (DateTimeOffset?)null;
        var kept = await timers.FindAsync(PromiseTimer.Kind, subject, ct);
        await KeepAsync(PromiseTimer.Kind, subject, look, PromiseTimer.DataOf(promised, wasNudged: false), moves: kept is null || !PromiseTimer.IsFor(kept, promised), ct);

        var chain = EscalationChain.For(segment, settings.Chains);
        var wait = alert.Status == AlertStatus.Open ? chain.Wait(alert.EscalationSteps, alert.OwnerName is null && rules.IsHighValue(segment)) : null;
        await KeepAsync(EscalationTimer.Kind, subject, wait is { } time ? time == TimeSpan.Zero ? now : calendar.After(now, time) : null, data: null, moves: false, ct);
        if (alert.Status == AlertStatus.Resolved)
        {
            await timers.ClearAllAsync(TellTimer.Kind, subject, ct);
        }
    }

    private async Task KeepAsync(string kind, string subject, DateTimeOffset? dueAt, string? data, bool moves, CancellationToken ct)
    {
        if (dueAt is not { } at)
        {
            await timers.ClearAsync(kind, subject, ct);
        }
        else if (moves || await timers.FindAsync(kind, subject, ct) is null)
        {
            await timers.SetAsync(kind, subject, at, data, ct);
        }
    }

    private void Add(Alert alert, AlertEventKind kind, Actor? actor, string? place, string? note)
    {
        var now = clock.GetUtcNow();
        db.AlertEvents.Add(new AlertEvent
        {
            Id = Guid.CreateVersion7(now),
            AlertId = alert.Id,
            At = now,
            Kind = kind,
            ByName = actor?.Name,
            ByKey = actor?.Key,
            Place = place,
            Note = note,
        });
    }
}
