using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;

namespace RetentionBot.Features.Health;

/// <summary>What customers did over a stretch of days, loaded once; tells each customer's 28-day window on any of those days.</summary>
internal sealed class CustomerActivity
{
    /// <summary>Days a window looks back on, the scoring day included.</summary>
    public const int WindowDays = 28;

    /// <summary>A feed older than this on the scoring day counts as missing.</summary>
    public const int StaleAfterDays = 3;

    private readonly Dictionary<long, List<(DateOnly Day, int Feature)>> _usage = [];
    private readonly Dictionary<long, List<(DateOnly OpenedOn, DateOnly? ClosedOn, bool IsPressing)>> _cases = [];
    private DateOnly? _usageThrough;
    private DateOnly? _casesThrough;
    private bool _knowsFeatures;

    private CustomerActivity()
    {
    }

    /// <summary>Loads what the windows of all days of a period need.</summary>
    public static async Task<CustomerActivity> LoadAsync(RetentionDb db, Workspace workspace, Period days, CancellationToken ct)
    {
        var activity = new CustomerActivity();
        var first = days.From.AddDays(1 - WindowDays);
        activity._usageThrough = await ThroughAsync(db, Feeds.Usage, ct);
        activity._casesThrough = await ThroughAsync(db, Feeds.Cases, ct);
        activity._knowsFeatures = await db.Usage.AnyAsync(u => u.Feature != null && u.RetiredAt == null, ct);

        var features = new Dictionary<string, int>(StringComparer.Ordinal);
        var usage = db.Usage.AsNoTracking()
            .Where(u => u.Day >= first && u.Day < days.To && u.Events > 0 && u.RetiredAt == null)
            .Select(u => new { u.CustomerId, u.Day, u.Feature });
        await foreach (var row in usage.AsAsyncEnumerable().WithCancellation(ct))
        {
            var feature = row.Feature is null ? NoFeature : features.TryGetValue(row.Feature, out var code) ? code : features[row.Feature] = features.Count;
            ListOf(activity._usage, row.CustomerId).Add((row.Day, feature));
        }

        var (from, to) = (workspace.StartOf(first), workspace.StartOf(days.To));
        var cases = db.Cases.AsNoTracking()
            .Where(c => c.OpenedAt < to && (c.ClosedAt == null || c.ClosedAt >= from) && c.RetiredAt == null)
            .Select(c => new { c.CustomerId, c.OpenedAt, c.ClosedAt, c.IsUrgent, c.IsEscalated });
        await foreach (var row in cases.AsAsyncEnumerable().WithCancellation(ct))
        {
            DateOnly? closedOn = row.ClosedAt is { } closed ? workspace.LocalDate(closed) : null;
            ListOf(activity._cases, row.CustomerId).Add((workspace.LocalDate(row.OpenedAt), closedOn, row.IsUrgent || row.IsEscalated));
        }

        return activity;
    }

    private const int NoFeature = -1;

    /// <summary>A customer's window that ends on a day.</summary>
    public HealthInputs On(DateOnly day, long customer)
    {
        var first = day.AddDays(1 - WindowDays);
        var days = new HashSet<DateOnly>();
        var features = new HashSet<int>();
        foreach (var (usedOn, feature) in _usage.GetValueOrDefault(customer, []).Where(u => u.Day >= first && u.Day <= day))
        {
            days.Add(usedOn);
            if (feature != NoFeature)
            {
                features.Add(feature);
            }
        }

        var (open, pressing) = (0, 0);
        foreach (var (openedOn, closedOn, isPressing) in _cases.GetValueOrDefault(customer, []).Where(c => c.OpenedOn <= day))
        {
            open += closedOn is null || closedOn > day ? 1 : 0;
            pressing += isPressing && openedOn >= first ? 1 : 0;
        }

        return new HealthInputs(days.Count, features.Count, open, pressing, LiveOn(day));
    }

    private HealthFeeds LiveOn(DateOnly day)
    {
        var usage = IsLive(_usageThrough, day);
        return (usage ? HealthFeeds.Usage : HealthFeeds.None)
            | (usage && _knowsFeatures ? HealthFeeds.Features : HealthFeeds.None)
            | (IsLive(_casesThrough, day) ? HealthFeeds.Support : HealthFeeds.None);
    }

    private static bool IsLive(DateOnly? through, DateOnly day) => through is { } known && known.AddDays(StaleAfterDays) >= day;

    private static async Task<DateOnly?> ThroughAsync(RetentionDb db, string kind, CancellationToken ct) =>
        (await db.Feeds.AsNoTracking().SingleOrDefaultAsync(f => f.Kind == kind, ct))?.DataThrough;

    private static List<T> ListOf<T>(Dictionary<long, List<T>> lists, long key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
