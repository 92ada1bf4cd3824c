using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Store;

namespace RetentionBot.Features.Cadence;

/// <summary>Plans the touchpoints that are to come: the steps of the plan for every customer who signed up, and a play for an alert that calls for one.</summary>
internal sealed class PlanTouchpoints(RetentionDb db, CadencePlan plan, Workspace workspace, TimeProvider clock)
{
    /// <summary>Days by which a touchpoint may be late when it is first planned: what is longer past, as when the bot is new, is let go.</summary>
    private const int LateDays = 3;

    private const int AtOnce = 500;

    /// <summary>Plans some of what lacks, and saves. Run again it changes nothing.</summary>
    /// <returns>Whether there may be more to plan.</returns>
    public async Task<bool> PlanAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = workspace.LocalDate(now);
        var planned = 0;
        foreach (var step in plan.Steps)
        {
            planned += await PlanAsync(step, today, ct);
        }

        planned += await PlanPlaysAsync(AlertRules.Inactive, CadencePlan.ReEngage, now, today, ct);
        planned += await PlanPlaysAsync(AlertRules.UsageDecline, CadencePlan.ReviewCall, now, today, ct);
        if (planned > 0)
        {
            await db.SaveChangesAsync(ct);
        }

        return planned >= AtOnce;
    }

    private async Task<int> PlanAsync(CadenceStep step, DateOnly today, CancellationToken ct)
    {
        // Months differ in length: the days around the first sign-up that counts are looked at one by one.
        var first = today.AddDays(-LateDays);
        var signedUpFrom = first.AddDays(-step.Days).AddMonths(-step.Months).AddDays(-LateDays);
        var lacking = await db.Customers
            .Where(c => c.RetiredAt == null && c.SignedUpOn >= signedUpFrom && c.SignedUpOn <= today)
            .Where(c => !db.Touchpoints.Any(t => t.CustomerId == c.Id && t.Step == step.Key))
            .OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.Segment, SignedUpOn = c.SignedUpOn!.Value })
            .ToListAsync(ct);
        var wanted = lacking.Where(c => step.IsFor(c.Segment) && step.DueOn(c.SignedUpOn) >= first).Take(AtOnce).ToList();
        db.Touchpoints.AddRange(wanted.Select(c => new Touchpoint { CustomerId = c.Id, Step = step.Key, DueOn = step.DueOn(c.SignedUpOn) }));
        return wanted.Count;
    }

    private async Task<int> PlanPlaysAsync(string rule, string play, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var since = now.AddDays(-LateDays);
        var alerts = await db.Alerts
            .Where(a => a.Rule == rule && a.ResolvedAt == null && a.RaisedAt >= since && !db.AlertMutes.Any(m => m.CustomerId == a.CustomerId && m.Until > now))
            .Select(a => new { a.Id, a.CustomerId })
            .ToListAsync(ct);
        var steps = alerts.ToDictionary(a => CadencePlan.PlayOf(play, a.Id), a => a.CustomerId);
        var known = await db.Touchpoints.Where(t => EF.Parameter(steps.Keys.ToArray()).Contains(t.Step)).Select(t => t.Step).ToListAsync(ct);
        var wanted = steps.Where(s => !known.Contains(s.Key)).Take(AtOnce).ToList();
        db.Touchpoints.AddRange(wanted.Select(s => new Touchpoint { CustomerId = s.Value, Step = s.Key, DueOn = today }));
        return wanted.Count;
    }
}
