using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Who pays, since when and how much: a customer who does not pay is nobody's to keep. Without subscription data everybody counts.</summary>
internal sealed class PayingCustomers
{
    /// <summary>By customer.</summary>
    private readonly PaidStretch[] _paid;
    private readonly HashSet<long> _retired;

    private PayingCustomers(PaidStretch[] paid, HashSet<long> retired) => (_paid, _retired) = (paid, retired);

    public static async Task<PayingCustomers> LoadAsync(RetentionDb db, CancellationToken ct)
    {
        var rows = db.Subscriptions
            .Where(s => s.RetiredAt == null && !s.IsTrial && s.MrrMinor > 0)
            .Select(s => new { s.CustomerId, s.StartsOn, s.EndsOn, s.MrrMinor, s.Currency });
        var (paid, currencies) = (new List<PaidStretch>(), new Dictionary<string, string>(StringComparer.Ordinal));
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            var currency = row.GetString(4);
            currencies.TryAdd(currency, currency);
            paid.Add(new PaidStretch(row.GetInt64(0), row.Day(1), row.DayOrNone(2) ?? DateOnly.MaxValue, row.GetInt64(3), currencies[currency]));
        }

        paid.Sort((a, b) => a.CustomerId.CompareTo(b.CustomerId));
        var retired = await db.Customers.AsNoTracking().Where(c => c.RetiredAt != null).Select(c => c.Id).ToHashSetAsync(ct);
        return new PayingCustomers([.. paid], retired);
    }

    public bool IsToKeep(long customer, DateOnly day)
    {
        if (_retired.Contains(customer))
        {
            return false;
        }

        foreach (ref readonly var stretch in Of(customer))
        {
            if (stretch.Covers(day))
            {
                return true;
            }
        }

        return _paid.Length == 0;
    }

    /// <summary>What is paid per month on a day: not known when nothing is, and when it is paid in several currencies, which cannot be added.</summary>
    public (long? Minor, string? Currency) MrrOn(long customer, DateOnly day)
    {
        var byCurrency = Of(customer).ToArray().Where(s => s.Covers(day)).GroupBy(s => s.Currency, StringComparer.Ordinal).ToList();
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

        DateOnly? Earliest(DateOnly on)
        {
            DateOnly? earliest = null;
            foreach (ref readonly var stretch in Of(customer))
            {
                if (stretch.Covers(on) && !(earliest <= stretch.StartsOn))
                {
                    earliest = stretch.StartsOn;
                }
            }

            return earliest;
        }
    }

    private ReadOnlySpan<PaidStretch> Of(long customer)
    {
        var first = FirstOf(customer);
        var end = first;
        while (end < _paid.Length && _paid[end].CustomerId == customer)
        {
            end++;
        }

        return _paid.AsSpan(first..end);
    }

    /// <summary>The first place of a customer, or where it would stand.</summary>
    private int FirstOf(long customer)
    {
        var (low, high) = (0, _paid.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _paid[middle].CustomerId < customer ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>A stretch of a subscription that is paid for; one without an end ends at the end of time.</summary>
    private readonly record struct PaidStretch(long CustomerId, DateOnly StartsOn, DateOnly EndsOn, long MrrMinor, string Currency)
    {
        public bool Covers(DateOnly day) => StartsOn <= day && day < EndsOn;
    }
}
