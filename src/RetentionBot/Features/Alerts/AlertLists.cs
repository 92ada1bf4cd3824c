using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Which alerts are whose, and the worst of them.</summary>
internal sealed class AlertLists(RetentionDb db)
{
    public IQueryable<Alert> All => db.Alerts.AsNoTracking();

    /// <summary>The alerts a colleague owns or has taken on, on whichever channel, closed ones included.</summary>
    public IQueryable<Alert> Of(long staff) =>
        All.Where(a => a.OwnerId == staff || db.Identities.Any(i => i.StaffMemberId == staff && i.PersonKey == a.AcknowledgedByKey));

    /// <summary>The alerts a colleague has taken on.</summary>
    public IQueryable<Alert> TakenBy(long staff) => All.Where(a => db.Identities.Any(i => i.StaffMemberId == staff && i.PersonKey == a.AcknowledgedByKey));

    public static IQueryable<Alert> OpenOf(IQueryable<Alert> alerts) => alerts.Where(a => a.ResolvedAt == null);

    /// <summary>A page of alerts, the worst first; of equal ones always in the same order, so that no page repeats or leaves out what another has.</summary>
    public async Task<List<(Alert Alert, Customer Customer)>> WorstAsync(IQueryable<Alert> alerts, int page, CancellationToken ct)
    {
        var rows = await alerts.Join(db.Customers, a => a.CustomerId, c => c.Id, (a, c) => new { Alert = a, Customer = c })
            .OrderBy(r => r.Alert.Score ?? 100).ThenByDescending(r => r.Alert.RaisedAt).ThenBy(r => r.Alert.Id)
            .Skip(page * AlertListCard.PageSize).Take(AlertListCard.PageSize)
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.Alert, r.Customer))];
    }
}

/// <summary>The asker's open alerts, above what they can do.</summary>
internal sealed class MyAlertsSection(AlertLists lists, AlertListCard list) : IHomeSection
{
    public async Task<IReadOnlyList<string>> LinesAsync(TurnContext turn, StaffMember staff, CancellationToken ct)
    {
        var open = AlertLists.OpenOf(lists.Of(staff.Id));
        var count = await open.CountAsync(ct);
        return count == 0
            ? []
            : [$"**{turn.Texts.Count("alerts-yours", count)}**", .. list.Rows(await lists.WorstAsync(open, page: 0, ct), turn.Texts).Select(row => row.Text)];
    }
}
