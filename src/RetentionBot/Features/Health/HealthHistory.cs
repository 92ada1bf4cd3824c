using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Health;

/// <summary>How a customer is doing and did.</summary>
/// <param name="Profile">The one that weighs the customer now.</param>
/// <param name="Weeks">The last scored day and the same day of the weeks before it, as far as there are scores, earliest first; empty when there are none.</param>
/// <param name="ByHand">The score a colleague set by hand, while it holds.</param>
internal sealed record HealthHistory(Customer Customer, HealthProfile Profile, IReadOnlyList<HealthScore> Weeks, HealthOverride? ByHand)
{
    /// <summary>Weeks that are looked back on.</summary>
    public const int MostWeeks = 26;

    /// <summary>The latest score.</summary>
    public HealthScore? Now => Weeks.Count == 0 ? null : Weeks[^1];

    /// <summary>The score of 7 days before the latest, where the two can be compared.</summary>
    public HealthScore? WeekAgo => Weeks is [.., var before, var now] && before.Day == now.Day.AddDays(-7) && before.IsComparableTo(now) ? before : null;
}

/// <summary>Looks up how a customer is doing and shows it.</summary>
internal sealed class CustomerHealth(RetentionDb db, HealthProfiles profiles, HealthCard card, Workspace workspace, TimeProvider clock) : ICustomerHealth
{
    public async Task<MessageContent> ShowAsync(long customerId, Texts texts, CancellationToken ct)
    {
        var today = workspace.LocalDate(clock.GetUtcNow());
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == customerId, ct);
        var weeks = await WeeksAsync(customerId, ct);
        var byHand = await db.HealthOverrides.AsNoTracking().HoldingOn(today, customerId).FirstOrDefaultAsync(ct);
        return card.Show(new HealthHistory(customer, profiles.For(customer.Segment), weeks, byHand), today, texts);
    }

    private async Task<List<HealthScore>> WeeksAsync(long customerId, CancellationToken ct)
    {
        var scores = db.HealthScores.AsNoTracking().Where(s => s.CustomerId == customerId);
        if (await scores.MaxAsync(s => (DateOnly?)s.Day, ct) is not { } last)
        {
            return [];
        }

        var days = Enumerable.Range(0, HealthHistory.MostWeeks).Select(week => last.AddDays(-7 * week)).ToList();
        return await scores.Where(s => days.Contains(s.Day)).OrderBy(s => s.Day).ToListAsync(ct);
    }
}

internal static class HealthOverrideQueries
{
    /// <summary>A customer's scores set by hand that hold on a day, the last that was set first.</summary>
    public static IQueryable<HealthOverride> HoldingOn(this IQueryable<HealthOverride> all, DateOnly day, long customerId) =>
        all.Where(o => o.CustomerId == customerId && o.EndedAt == null && o.Through >= day).OrderByDescending(o => o.Id);
}
