using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// Which places get an alert: those whose route asks for most of what it is; where no route does, the places without one; and where there are none of these, every
/// place connected for alerts, so that no alert is nowhere.
/// </summary>
internal sealed class AlertRouting(IReadOnlyList<Conversation> places, IReadOnlyList<AlertRoute> routes)
{
    /// <summary>The places that get alerts at all.</summary>
    public IReadOnlyList<Conversation> Places => places;

    /// <param name="db">The store.</param>
    /// <param name="also">A place that counts as connected though that is not saved yet.</param>
    /// <param name="ct">Stops the look-ups.</param>
    public static async Task<AlertRouting> LoadAsync(RetentionDb db, Conversation? also, CancellationToken ct)
    {
        var places = await db.Conversations.AsNoTracking().Where(c => c.IsActive && c.Topics.HasFlag(PlaceTopics.Alerts)).OrderBy(c => c.Id).ToListAsync(ct);
        var all = also is null || places.Exists(p => p.Key == also.Key) ? places : [.. places, also];
        return new(all, await db.AlertRoutes.AsNoTracking().ToListAsync(ct));
    }

    /// <returns>The keys of the places.</returns>
    public IReadOnlySet<string> PlacesOf(Alert alert, Customer customer)
    {
        var live = places.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var fitting = routes.Where(r => live.Contains(r.ConversationKey)).Select(r => (Route: r, Fit: Fit(r, alert, customer))).Where(r => r.Fit is not null).ToList();
        if (fitting.Count > 0)
        {
            var most = fitting.Max(r => r.Fit);
            return fitting.Where(r => r.Fit == most).Select(r => r.Route.ConversationKey).ToHashSet(StringComparer.Ordinal);
        }

        var routed = routes.Select(r => r.ConversationKey).ToHashSet(StringComparer.Ordinal);
        return live.Except(routed).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } rest ? rest : live;
    }

    /// <returns>How much of what the alert is the route asks for; null when it asks for something else.</returns>
    private static int? Fit(AlertRoute route, Alert alert, Customer customer)
    {
        (bool IsAsked, bool IsSo)[] members =
        [
            (route.Segment is not null, Is(route.Segment, customer.Segment)),
            (route.Owner is not null, Is(route.Owner, customer.Owner ?? "") || Is(route.Owner, alert.OwnerName)),
            (route.Language is not null, Is(route.Language, customer.Language)),
            (route.Band is not null, alert.Band != HealthBand.Unknown && route.Band == alert.Band),
            (route.Rule is not null, Is(route.Rule, alert.Rule)),
        ];
        return members.All(m => !m.IsAsked || m.IsSo) ? members.Count(m => m.IsAsked) : null;

        static bool Is(string? asked, string? value) => asked is not null && value is not null && asked.Equals(value, StringComparison.OrdinalIgnoreCase);
    }
}
