using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Cadence;

/// <summary>Touchpoints that are to be had, or come soon.</summary>
internal sealed class OpenTouchpoints(RetentionDb db, Workspace workspace, TimeProvider clock)
{
    /// <summary>Those somebody was told of first, then by day.</summary>
    /// <param name="only">Whose customers'; null for everybody's.</param>
    /// <param name="aheadDays">So many days ahead are looked at.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<List<(Touchpoint Touchpoint, Customer Customer)>> OfAsync(StaffMember? only, int aheadDays, CancellationToken ct)
    {
        var last = workspace.LocalDate(clock.GetUtcNow()).AddDays(aheadDays);
        var rows = await db.Touchpoints.AsNoTracking()
            .Where(t => t.State == TouchpointState.Told || (t.State == TouchpointState.Planned && t.DueOn <= last))
            .Join(db.Customers.Where(c => c.RetiredAt == null), t => t.CustomerId, c => c.Id, (t, c) => new { Touchpoint = t, Customer = c })
            .ToListAsync(ct);
        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);
        var own = rows.Select(r => r.Customer.Owner).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(owner => Colleagues.Named(owner, staff)?.Id == only?.Id)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Where(r => only is null || (r.Customer.Owner is { } owner && own.Contains(owner)))
                .OrderByDescending(r => r.Touchpoint.State).ThenBy(r => r.Touchpoint.DueOn).ThenBy(r => r.Touchpoint.Id)
                .Select(r => (r.Touchpoint, r.Customer)),
        ];
    }
}

/// <summary>The touchpoints a colleague was told of, among all they have to do.</summary>
internal sealed class TouchpointTasks(OpenTouchpoints open) : IMyTasks
{
    public async Task<IReadOnlyList<MyTask>> OfAsync(StaffMember person, Texts texts, CancellationToken ct) =>
    [
        .. (await open.OfAsync(person, aheadDays: 0, ct))
            .Where(t => t.Touchpoint.State == TouchpointState.Told)
            .Select(t => new MyTask(TouchpointListCard.Line(t.Touchpoint, t.Customer, texts), t.Touchpoint.DueOn)),
    ];
}
