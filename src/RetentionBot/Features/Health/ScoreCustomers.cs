using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;

namespace RetentionBot.Features.Health;

/// <summary>Scores every living customer for each day of a period and keeps the scores. Scoring a day again rewrites it; nothing is told to anybody here.</summary>
internal sealed partial class ScoreCustomers(RetentionDb db, Workspace workspace, HealthProfile profile, ILogger<ScoreCustomers> log)
{
    /// <returns>How many scores have a value.</returns>
    public async Task<int> ScoreAsync(Period days, CancellationToken ct)
    {
        var activity = await CustomerActivity.LoadAsync(db, workspace, days, ct);
        var customers = await db.Customers.AsNoTracking().Where(c => c.RetiredAt == null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
        var known = 0;
        for (var day = days.From; day < days.To; day = day.AddDays(1))
        {
            known += await ScoreDayAsync(day, customers, activity, ct);
        }

        LogScored(customers.Count, days.Days, known);
        return known;
    }

    private async Task<int> ScoreDayAsync(DateOnly day, List<long> customers, CustomerActivity activity, CancellationToken ct)
    {
        var stored = await db.HealthScores.Where(s => s.Day == day).ToDictionaryAsync(s => s.CustomerId, ct);
        var known = 0;
        foreach (var customer in customers)
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
            known += result.Value is null ? 0 : 1;
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return known;
    }

    [LoggerMessage(LogLevel.Information, "Scored {Customers} customers over {Days} days; {Known} scores have a value")]
    private partial void LogScored(int customers, int days, int known);
}
