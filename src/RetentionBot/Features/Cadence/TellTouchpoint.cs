using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Cadence;

/// <summary>Tells the owner of a touchpoint whose day has come, or moves it to the first day on which the budget of contacts has room.</summary>
internal sealed class TellTouchpoint(RetentionDb db, CustomerOwners owners, CustomerBudget budget, TouchpointCard card, Workspace workspace, TimeProvider clock)
{
    /// <returns>The ids of the touchpoints whose day has come and of which nobody was told, the oldest first.</returns>
    public async Task<IReadOnlyList<long>> WaitingAsync(CancellationToken ct)
    {
        var today = workspace.LocalDate(clock.GetUtcNow());
        return await db.Touchpoints
            .Where(t => t.State == TouchpointState.Planned && t.DueOn <= today && db.Customers.Any(c => c.Id == t.CustomerId && c.RetiredAt == null))
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Select(t => t.Id)
            .ToListAsync(ct);
    }

    /// <summary>Tells of one and saves; the note that it was told goes with the message.</summary>
    /// <returns>Whether something was told.</returns>
    public async Task<bool> TellAsync(long id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = workspace.LocalDate(now);
        if (await db.Touchpoints.SingleOrDefaultAsync(t => t.Id == id, ct) is not { State: TouchpointState.Planned } touchpoint || touchpoint.DueOn > today)
        {
            return false;
        }

        if (CadencePlan.AlertOf(touchpoint.Step) is { } alert && !await db.Alerts.AnyAsync(a => a.Id == alert && a.ResolvedAt == null, ct))
        {
            // What called for it is over before anybody was told.
            db.Touchpoints.Remove(touchpoint);
            await db.SaveChangesAsync(ct);
            return false;
        }

        if (await budget.RefuseAsync(touchpoint.CustomerId, today, ct) is { } refused)
        {
            touchpoint.MoveTo(refused.FreeOn);
            await db.SaveChangesAsync(ct);
            return false;
        }

        // Where the budget put it off, it would still refuse the day meant at first.
        var why = touchpoint.MovedFrom is { } from ? (await budget.RefuseAsync(touchpoint.CustomerId, from, ct))?.Reason : null;
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == touchpoint.CustomerId, ct);
        touchpoint.Tell(now);
        if (!await owners.TellAsync(customer, (texts, notice) => card.Show(touchpoint, customer, texts, why, notice), TouchpointCard.SubjectOf(touchpoint), ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}
