using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;
using RetentionBot.Store.Bulk;

namespace RetentionBot.Features.Health;

/// <summary>What customers did over a stretch of days, read slice by slice; tells each customer's 28-day window on any of those days.</summary>
internal sealed class CustomerActivity : IDisposable
{
    /// <summary>Days a window looks back on, the scoring day included.</summary>
    public const int WindowDays = 28;

    /// <inheritdoc cref="HealthScoring.StaleAfterDays"/>
    public const int StaleAfterDays = HealthScoring.StaleAfterDays;

    /// <summary>So many scoring days can be told at once.</summary>
    public const int MostDays = SliceUsage.MostDays + 1 - WindowDays;

    private readonly Period _days;
    private readonly UsageReader _usage;
    private readonly ILookup<long, SupportWindow> _cases;
    private DateOnly? _usageThrough;
    private DateOnly? _casesThrough;
    private bool _knowsFeatures;

    private CustomerActivity(Period days, UsageReader usage, ILookup<long, SupportWindow> cases) => (_days, _usage, _cases) = (days, usage, cases);

    /// <summary>Loads what is not read by slice, for the windows of all days of a period.</summary>
    /// <param name="db">The store.</param>
    /// <param name="workspace">Decides on which day a case was opened.</param>
    /// <param name="days">At most <see cref="MostDays"/>.</param>
    /// <param name="ct">Stops the load.</param>
    public static async Task<CustomerActivity> LoadAsync(RetentionDb db, Workspace workspace, Period days, CancellationToken ct)
    {
        var (from, to) = (workspace.StartOf(FirstDayOf(days)), workspace.StartOf(days.To));
        var rows = db.Cases
            .Where(c => c.OpenedAt < to && (c.ClosedAt == null || c.ClosedAt >= from) && c.RetiredAt == null)
            .Select(c => new { c.CustomerId, c.OpenedAt, c.ClosedAt, IsPressing = c.IsUrgent || c.IsEscalated });
        var cases = new List<SupportWindow>();
        await foreach (var row in db.ReadRowsAsync(rows, ct))
        {
            var closedOn = await row.IsDBNullAsync(2, ct) ? DateOnly.MaxValue : workspace.LocalDate(row.Instant(2));
            cases.Add(new SupportWindow(row.GetInt64(0), workspace.LocalDate(row.Instant(1)), closedOn, row.GetBoolean(3)));
        }

        return new CustomerActivity(days, await UsageReader.OpenAsync(db, ct), cases.ToLookup(c => c.Customer))
        {
            _usageThrough = await ThroughAsync(db, Feeds.Usage, ct),
            _casesThrough = await ThroughAsync(db, Feeds.Cases, ct),
            _knowsFeatures = await db.Usage.AnyAsync(u => u.Feature != null && u.RetiredAt == null, ct),
        };
    }

    /// <summary>What the customers of a slice did.</summary>
    public SliceActivity Of(CustomerSlice slice) => new(this, slice, _usage.Read(slice, FirstDayOf(_days), _days.LastDay));

    public void Dispose() => _usage.Dispose();

    private static DateOnly FirstDayOf(Period days) => days.From.AddDays(1 - WindowDays);

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

    /// <summary>A support case; one that is open is closed at the end of time.</summary>
    private readonly record struct SupportWindow(long Customer, DateOnly OpenedOn, DateOnly ClosedOn, bool IsPressing);

    /// <summary>The part of it that belongs to the customers of one slice.</summary>
    public sealed class SliceActivity(CustomerActivity all, CustomerSlice slice, SliceUsage usage)
    {
        /// <summary>The window of a customer of the slice that ends on a day.</summary>
        public HealthInputs On(DateOnly day, int customer)
        {
            var (days, features) = usage.In(customer, day, WindowDays);
            var (open, pressing) = (0, 0);
            foreach (var supportCase in all._cases[slice.IdOf(customer)])
            {
                if (supportCase.OpenedOn <= day)
                {
                    open += supportCase.ClosedOn > day ? 1 : 0;
                    pressing += supportCase.IsPressing && supportCase.OpenedOn >= day.AddDays(1 - WindowDays) ? 1 : 0;
                }
            }

            return new HealthInputs(days, features, open, pressing, all.LiveOn(day));
        }
    }
}
