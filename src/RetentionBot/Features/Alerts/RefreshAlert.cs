using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>A client asks what an alert's card shows now. Colleagues only, and nothing changes.</summary>
internal sealed class RefreshAlert(RetentionDb db, AlertCard card) : ICardRefreshHandler
{
    public const string Verb = "alert.refresh";

    public async Task<MessageContent?> ShowAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        if (!turn.Actor.IsAtLeast(StaffRole.Viewer) || !Guid.TryParse(action.Data.GetValueOrDefault("alert"), out var id))
        {
            return null;
        }

        var alert = await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        return alert is null ? null : card.Show(alert, await db.Customers.AsNoTracking().SingleAsync(c => c.Id == alert.CustomerId, ct), turn.Texts);
    }
}
