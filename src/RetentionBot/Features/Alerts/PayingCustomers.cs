using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Who pays, since when and how much: a customer who does not pay is nobody's to keep. Without subscription data everybody counts.</summary>
internal sealed class PayingCustomers
{
    private readonly ILookup<long, PaidStretch> _paid;
    private readonly HashSet<long> _retired;

    private PayingCustomers(ILookup<long, PaidStretch> paid, HashSet<long> retired) => (_paid, _retired) = (paid, retired);

    public static async Task<PayingCustomers> LoadAsync(RetentionDb db, CancellationToken ct)
    {
        var stretches = await db.Subscriptions.AsNoTracking()
            .Where(s => s.RetiredAt == null && !s.IsTrial && s.MrrMinor > 0)
            .Select(s => new PaidStretch(s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.Currency))
            .ToListAsync(ct);
        var retired = await db.Customers.AsNoTracking().Where(c => c.RetiredAt != null).Select(c => c.Id).ToHashSetAsync(ct);
        return new PayingCustomers(stretches.ToLookup(s => s.CustomerId), retired);
    }

    public bool IsToKeep(long customer, DateOnly day) => !_retired.Contains(customer) && (_paid.Count == 0 || _paid[customer].Any(s => s.Covers(day)));

    /// <summary>What is paid per month on a day: not known when nothing is, and when it is paid in several currencies, which cannot be added.</summary>
    public (long? Minor, string? Currency) MrrOn(long customer, DateOnly day)
    {
        var byCurrency = _paid[customer].Where(s => s.Covers(day)).GroupBy(s => s.Currency, StringComparer.Ordinal).ToList();
        return byCurrency is [var only] ? (only.Sum(s => s.MrrMinor), only.Key) : (null, null);
    }

    /// <summary>The first day of the time without a gap in which a customer has paid up to a day; null when it does not pay on that day, or nobody knows.</summary>
    public DateOnly? PaysSince(long customer, DateOnly day)
    {
        DateOnly? since = null;
        for (var at = day; Earliest(at) is { } start; at = start.AddDays(-1))
        {
            since = start;
        }

        return since;

        DateOnly? Earliest(DateOnly on) => _paid[customer].Where(s => s.Covers(on)).Min(s => (DateOnly?)s.StartsOn);
    }

    private sealed record PaidStretch(long CustomerId, DateOnly StartsOn, DateOnly? EndsOn, long MrrMinor, string Currency)
    {
        public bool Covers(DateOnly day) => StartsOn <= day && (EndsOn is null || day < EndsOn);
    }
}
