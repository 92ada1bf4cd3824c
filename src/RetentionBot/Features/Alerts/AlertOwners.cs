using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Whose alert a customer's is from the start: the owner its data name, looked up in the directory.</summary>
internal sealed class AlertOwners(RetentionDb db)
{
    private List<StaffMember> _staff = [];

    /// <summary>Loads the directory, for a run over many customers.</summary>
    public async Task LoadAsync(CancellationToken ct) => _staff = await db.Staff.AsNoTracking().Where(s => s.RetiredAt == null).ToListAsync(ct);

    /// <returns>Null for a customer whose data name nobody.</returns>
    public AlertOwner? Of(long customer) => db.Customers.Where(c => c.Id == customer && c.RetiredAt == null).Select(c => c.Owner).SingleOrDefault() is { } name
        ? Colleagues.Named(name, _staff) is { } member ? new AlertOwner(member.Id, member.Name) : new AlertOwner(null, name)
        : null;
}
