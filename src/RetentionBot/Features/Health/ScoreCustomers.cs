using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Store;
using RetentionBot.Store.Bulk;

namespace RetentionBot.Features.Health;

/// <summary>Scores every living customer for each day of a period, by the profile of the segment it is in now, and keeps the scores. Scoring a day again rewrites it; nothing is told to anybody here.</summary>
/// <remarks>Customers come slice by slice, each slice is saved on its own: a run over very many stops nobody else's saves for long. A run that is cut short is done again.</remarks>
internal sealed partial class ScoreCustomers(RetentionDb db, Workspace workspace, HealthProfiles profiles, ILogger<ScoreCustomers> log)
{
    /// <summary>Very many customers have the very same numbers: each kind is scored once.</summary>
    private readonly Dictionary<(HealthInputs Inputs, string Version), HealthScoreResult> _results = [];

    /// <returns>Whether scores kept from before for the first of the days came out otherwise, so that the days before it may too.</returns>
    public async Task<bool> ScoreAsync(Period days, CancellationToken ct)
    {
        var (hasChanged, customers) = (false, 0);
        for (var from = days.From; from < days.To; from = from.AddDays(CustomerActivity.MostDays))
        {
            var end = from.AddDays(CustomerActivity.MostDays);
            var stretch = new Period(from, end < days.To ? end : days.To);
            customers = await SliceBySliceAsync(
                stretch,
                scored =>
                {
                    for (var day = stretch.From; day < stretch.To; day = day.AddDays(1))
                    {
                        hasChanged |= scored.Take(day) && day == days.From;
                    }
                },
                ct);
        }

        LogScored(customers, days.Days);
        return hasChanged;
    }

    /// <summary>Scores days again, the last first, as far back as they come out otherwise than they were kept.</summary>
    /// <param name="days">At most <see cref="CustomerActivity.MostDays"/>.</param>
    /// <param name="ct">Cuts it short; the slices that were saved stay.</param>
    /// <returns>The first day that was scored.</returns>
    public async Task<DateOnly> ScoreBackAsync(Period days, CancellationToken ct)
    {
        var first = days.LastDay;
        var customers = await SliceBySliceAsync(
            days,
            scored =>
            {
                var day = days.LastDay;
                while (scored.Take(day) && day > days.From)
                {
                    day = day.AddDays(-1);
                }

                first = day < first ? day : first;
            },
            ct);

        LogScored(customers, new Period(first, days.To).Days);
        return first;
    }

    /// <returns>How many customers there are.</returns>
    private async Task<int> SliceBySliceAsync(Period days, Action<ScoredSlice> score, CancellationToken ct)
    {
        var customers = 0;
        using var activity = await CustomerActivity.LoadAsync(db, workspace, days, ct);
        using var book = await ScoreBook.OpenAsync(db, ct);
        await foreach (var slice in CustomerSlice.ReadAsync(db, ct))
        {
            score(new ScoredSlice(this, book, slice, activity.Of(slice)));
            await book.SaveAsync(ct);
            customers += slice.Count;
        }

        return customers;
    }

    private HealthScoreResult Score(HealthInputs inputs, HealthProfile profile)
    {
        if (!_results.TryGetValue((inputs, profile.Version), out var result))
        {
            _results[(inputs, profile.Version)] = result = HealthScoring.Score(inputs, profile);
        }

        return result;
    }

    private HealthProfile ProfileOf(string? segment) => profiles.For(segment);

    private sealed class ScoredSlice(ScoreCustomers scoring, ScoreBook book, CustomerSlice slice, CustomerActivity.SliceActivity activity)
    {
        private readonly HealthProfile[] _profiles = [.. Enumerable.Range(0, slice.Count).Select(at => scoring.ProfileOf(slice.SegmentOf(at)))];

        private readonly HealthScoreResult[] _scores = new HealthScoreResult[slice.Count];

        /// <inheritdoc cref="ScoreBook.Take"/>
        public bool Take(DateOnly day)
        {
            for (var at = 0; at < slice.Count; at++)
            {
                _scores[at] = scoring.Score(activity.On(day, at), _profiles[at]);
            }

            return book.Take(day, slice, _scores);
        }
    }

    [LoggerMessage(LogLevel.Information, "Scored {Customers} customers over {Days} days")]
    private partial void LogScored(int customers, int days);
}
