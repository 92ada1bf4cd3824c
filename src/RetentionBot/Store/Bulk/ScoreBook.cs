using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Health;

namespace RetentionBot.Store.Bulk;

/// <summary>Keeps the scores of a slice's customers: looks which come out otherwise than they were kept, and writes only those.</summary>
internal sealed class ScoreBook : IDisposable
{
    private const string Kept =
        "SELECT customer_id, value, usage, adoption, support, coverage, profile_version FROM health_scores WHERE day = $1 AND customer_id BETWEEN $2 AND $3";

    // Somebody else may have kept one in the meantime.
    private const string Keep = """
        INSERT INTO health_scores (day, customer_id, value, usage, adoption, support, coverage, profile_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (day, customer_id) DO UPDATE SET value = excluded.value, usage = excluded.usage, adoption = excluded.adoption, support = excluded.support,
            coverage = excluded.coverage, profile_version = excluded.profile_version
        """;

    private readonly RetentionDb _db;
    private readonly Prepared _kept;
    private readonly Prepared _keep;
    private readonly List<(DateOnly Day, long Customer, HealthScoreResult Score)> _changes = [];

    private ScoreBook(RetentionDb db, Prepared kept, Prepared keep) => (_db, _kept, _keep) = (db, kept, keep);

    public static async Task<ScoreBook> OpenAsync(RetentionDb db, CancellationToken ct) =>
        new(db, await Prepared.OfAsync(db, Kept, parameters: 3, ct), await Prepared.OfAsync(db, Keep, parameters: 8, ct));

    /// <summary>Takes the scores of a day; nothing is written yet.</summary>
    /// <param name="day">The scoring day.</param>
    /// <param name="slice">Whose scores.</param>
    /// <param name="scores">In the order of the slice.</param>
    /// <returns>Whether a score kept from before came out otherwise; a customer's first score for the day is no such change.</returns>
    public bool Take(DateOnly day, CustomerSlice slice, ReadOnlySpan<HealthScoreResult> scores)
    {
        var isKept = new bool[slice.Count];
        var hasChanged = false;
        using (var row = _kept.Read(day, slice.First, slice.Last))
        {
            while (row.Read())
            {
                if (slice.IndexOf(row.GetInt64(0)) is >= 0 and var at)
                {
                    isKept[at] = IsAsKept(row, scores[at]);
                    hasChanged |= !isKept[at];
                }
            }
        }

        for (var at = 0; at < slice.Count; at++)
        {
            if (!isKept[at])
            {
                _changes.Add((day, slice.IdOf(at), scores[at]));
            }
        }

        return hasChanged;
    }

    /// <summary>Writes what was taken and is new, in one transaction, with a new version of the data; leaves everything alone when nothing is.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        foreach (var (day, customer, score) in _changes)
        {
            _keep.Execute(day, customer, score.Value, score.Parts.Usage, score.Parts.Adoption, score.Parts.Support, score.Coverage, score.ProfileVersion);
        }

        await DataVersions.BumpAsync(_db, ct);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        _changes.Clear();
    }

    public void Dispose()
    {
        _kept.Dispose();
        _keep.Dispose();
    }

    private static bool IsAsKept(SqliteDataReader row, HealthScoreResult score) =>
        row.Number(1) == score.Value && Part(row, 2) == score.Parts.Usage && Part(row, 3) == score.Parts.Adoption && Part(row, 4) == score.Parts.Support
        && row.GetDecimal(5) == score.Coverage && row.GetString(6) == score.ProfileVersion;

    private static decimal? Part(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);
}
