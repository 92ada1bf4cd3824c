using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Ingest;
using RetentionBot.Store;

namespace RetentionBot.Hosting.Doctor;

/// <summary>How far each kind of source data reaches, and which were never imported.</summary>
internal sealed class FeedsCheckup(RetentionDb db, Workspace workspace, TimeProvider clock) : ICheckup
{
    private const string Subject = "Feeds";

    private static readonly CheckupLine First = CheckupLine.Off(Subject, "Not looked at: the database comes first.");

    /// <summary>What is expected anew every day, with what stops when it stays away. The others are lists, which may stay as they are for long.</summary>
    private static readonly Dictionary<string, string> Daily = new(StringComparer.Ordinal)
    {
        [ImportKinds.Usage] = "no score is computed and no alert on use is raised",
        [ImportKinds.Cases] = "nobody is warned of a late first reply",
        [ImportKinds.Subscriptions] = "figures about churn and revenue end there",
        [ImportKinds.Payments] = "failed payments are not noticed",
    };

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct)
    {
        // Asking a database that is not there would make one.
        if (!File.Exists(DatabaseFile.PathOf(db)))
        {
            return [First];
        }

        Dictionary<string, DateOnly> feeds;
        try
        {
            feeds = await db.Feeds.AsNoTracking().ToDictionaryAsync(feed => feed.Kind, feed => feed.DataThrough, ct);
        }
        catch (SqliteException)
        {
            return [First];
        }

        var lines = ImportKinds.All.Where(feeds.ContainsKey).Select(kind => Look(kind, feeds[kind])).ToList();
        var never = ImportKinds.All.Where(kind => !feeds.ContainsKey(kind)).ToList();
        if (never.Count > 0)
        {
            lines.Add(CheckupLine.Off(Subject, lines.Count == 0 ? "Nothing was imported yet." : $"Never imported: {string.Join(", ", never)}."));
        }

        return lines;
    }

    private CheckupLine Look(string kind, DateOnly through)
    {
        var said = $"Data through {through:yyyy-MM-dd}";
        var isStale = through < workspace.LocalDate(clock.GetUtcNow()).AddDays(-HealthScoring.StaleAfterDays);
        return isStale && Daily.TryGetValue(kind, out var loss)
            ? CheckupLine.Wrong(
                $"Feed {kind}",
                $"{said}, which is more than {HealthScoring.StaleAfterDays} days ago: {loss}.",
                $"Import newer {kind} (import {kind} FILE), and find out why the nightly export stopped coming.")
            : CheckupLine.Well($"Feed {kind}", $"{said}.");
    }
}
