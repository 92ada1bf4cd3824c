using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Whose alert a customer's is from the start: the owner its data name, looked up in the directory.</summary>
internal sealed class AlertOwners(RetentionDb db)
{
    private Dictionary<long, AlertOwner> _owners = [];

    /// <summary>Loads the owners of all customers, for a run over them.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);
        var named = await db.Customers.AsNoTracking().Where(c => c.Owner != null && c.RetiredAt == null).Select(c => new { c.Id, c.Owner }).ToListAsync(ct);
        var owners = named.Select(c => c.Owner!).Distinct(StringComparer.Ordinal).ToDictionary(name => name, Owner, StringComparer.Ordinal);
        _owners = named.ToDictionary(c => c.Id, c => owners[c.Owner!]);

        AlertOwner Owner(string name) => Colleagues.Named(name, staff) is { } member ? new AlertOwner(member.Id, member.Name) : new AlertOwner(null, name);
    }

    /// <returns>Null for a customer whose data name nobody.</returns>
    public AlertOwner? Of(long customer) => _owners.GetValueOrDefault(customer);
}
