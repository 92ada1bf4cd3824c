using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;

namespace RetentionBot.Features.Health;

/// <summary>Scores every living customer for each day of a period, by the profile of the segment it is in now, and keeps the scores. Scoring a day again rewrites it; nothing is told to anybody here.</summary>
internal sealed partial class ScoreCustomers(RetentionDb db, Workspace workspace, HealthProfiles profiles, ILogger<ScoreCustomers> log)
{
    /// <returns>Whether scores kept from before for the first of the days came out otherwise, so that the days before it may too.</returns>
    public async Task<bool> ScoreAsync(Period days, CancellationToken ct)
    {
        var activity = await CustomerActivity.LoadAsync(db, workspace, days, ct);
        var customers = await CustomersAsync(ct);
        var hasChanged = await ScoreDayAsync(days.From, customers, activity, ct);
        for (var day = days.From.AddDays(1); day < days.To; day = day.AddDays(1))
        {
            await ScoreDayAsync(day, customers, activity, ct);
        }

        LogScored(customers.Count, days.Days);
        return hasChanged;
    }

    /// <summary>Scores days again, the last first, as far back as they come out otherwise than they were kept.</summary>
    /// <returns>The first day that was scored.</returns>
    public async Task<DateOnly> ScoreBackAsync(Period days, CancellationToken ct)
    {
        var activity = await CustomerActivity.LoadAsync(db, workspace, days, ct);
        var customers = await CustomersAsync(ct);
        var day = days.LastDay;
        while (await ScoreDayAsync(day, customers, activity, ct) && day > days.From)
        {
            day = day.AddDays(-1);
        }

        LogScored(customers.Count, new Period(day, days.To).Days);
        return day;
    }

    private async Task<List<ScoredCustomer>> CustomersAsync(CancellationToken ct)
    {
        var rows = await db.Customers.AsNoTracking().Where(c => c.RetiredAt == null).OrderBy(c => c.Id).Select(c => new { c.Id, c.Segment }).ToListAsync(ct);
        return rows.ConvertAll(c => new ScoredCustomer(c.Id, profiles.For(c.Segment)));
    }

    /// <returns>Whether a score kept from before came out otherwise; a customer's first score for the day is no such change.</returns>
    private async Task<bool> ScoreDayAsync(DateOnly day, List<ScoredCustomer> customers, CustomerActivity activity, CancellationToken ct)
    {
        var stored = await db.HealthScores.Where(s => s.Day == day).ToDictionaryAsync(s => s.CustomerId, ct);
        foreach (var (customer, profile) in customers)
        {
            var result = HealthScoring.Score(activity.On(day, customer), profile);
            if (!stored.TryGetValue(customer, out var score))
            {
                score = new HealthScore { CustomerId = customer, Day = day, Coverage = result.Coverage, ProfileVersion = result.ProfileVersion };
                db.HealthScores.Add(score);
            }

            score.Value = result.Value;
            (score.Usage, score.Adoption, score.Support) = (result.Parts.Usage, result.Parts.Adoption, result.Parts.Support);
            (score.Coverage, score.ProfileVersion) = (result.Coverage, result.ProfileVersion);
        }

        var hasChanged = db.ChangeTracker.Entries<HealthScore>().Any(e => e.State == EntityState.Modified);
        if (db.ChangeTracker.HasChanges())
        {
            await DataVersions.BumpAsync(db, ct);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return hasChanged;
    }

    private readonly record struct ScoredCustomer(long Id, HealthProfile Profile);

    [LoggerMessage(LogLevel.Information, "Scored {Customers} customers over {Days} days")]
    private partial void LogScored(int customers, int days);
}
