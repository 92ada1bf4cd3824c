using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Ingest;

/// <summary>Puts the rows of one kind into the store: the good ones go in, the bad ones are listed, the same ones again change nothing.</summary>
/// <remarks>All of it is one transaction (the caller's, if there is one). What the context tracked before is forgotten.</remarks>
internal sealed partial class Importer(RetentionDb db, Workspace workspace, TimeProvider clock, ILogger<Importer> log)
{
    private const int SourceLength = 400;

    /// <exception cref="ImportRefusedException">Nothing could be taken or the request contradicts itself; nothing was changed.</exception>
    public async Task<ImportReport> ImportAsync(ImportRequest request, IAsyncEnumerable<SourceRow> rows, CancellationToken ct)
    {
        var pass = new ImportPass(db, request, workspace, clock.GetUtcNow());
        var kind = KindCatalog.Get(request.Kind);
        Check(request, kind, workspace.LocalDate(pass.StartedAt));

        db.ChangeTracker.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var isAlone = !request.Check && db.Database.CurrentTransaction is null;
            await using var transaction = isAlone ? await db.Database.BeginTransactionAsync(ct) : null;
            await kind.TakeAsync(pass, rows, ct);
            if (pass.Report.Read == 0)
            {
                throw new ImportRefusedException("The input holds no rows, or none that the mapping's filter lets through.");
            }

            pass.Report.RejectedLines = pass.Rejected;
            await ConcludeAsync(pass, ct);
            if (transaction is not null)
            {
                await transaction.CommitAsync(ct);
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        var report = pass.Report;
        LogImported(report.Kind, report.Check, report.Read, report.Added, report.Changed, report.Retired, report.Rejected, clock.GetUtcNow() - pass.StartedAt);
        return report;
    }

    private static void Check(ImportRequest request, KindImporter kind, DateOnly today)
    {
        if (request.AsOf > today)
        {
            throw new ImportRefusedException($"The as-of date {request.AsOf:yyyy-MM-dd} lies in the future.");
        }

        if (request.CreateCustomers && !kind.MayCreateCustomers)
        {
            throw new ImportRefusedException($"createCustomers is for subscriptions, orders and responses; {kind.Kind} need customers that are there.");
        }
    }

    /// <summary>Notes how far the feed reaches, counts the data version on, and keeps the run with its rejected rows.</summary>
    private async Task ConcludeAsync(ImportPass pass, CancellationToken ct)
    {
        var report = pass.Report;
        var feed = await db.Feeds.AsNoTracking().FirstOrDefaultAsync(x => x.Kind == report.Kind, ct);
        report.DataThrough = report.Taken > 0 ? DataThrough(pass, feed) : null;
        report.ChangedAnything = report.Added + report.Changed + report.Retired + report.CustomersCreated > 0
            || (report.Taken > 0 && report.DataThrough != feed?.DataThrough);
        if (report.Check)
        {
            return;
        }

        if (report.DataThrough is { } through)
        {
            var entry = new Feed { Kind = report.Kind, DataThrough = through, LoadedAt = pass.StartedAt };
            db.Entry(entry).State = feed is null ? EntityState.Added : EntityState.Modified;
        }

        if (report.ChangedAnything)
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            await DataVersions.BumpAsync(db, ct);
        }

        db.ImportRuns.Add(Run(pass));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The day that was given; otherwise yesterday, and never less than is known already.</summary>
    private static DateOnly DataThrough(ImportPass pass, Feed? feed)
    {
        var yesterday = pass.Workspace.LocalDate(pass.StartedAt).AddDays(-1);
        return pass.Request.AsOf ?? (feed?.DataThrough > yesterday ? feed.DataThrough : yesterday);
    }

    private ImportRun Run(ImportPass pass)
    {
        var (report, source) = (pass.Report, pass.Request.Source);
        return new ImportRun
        {
            Kind = report.Kind,
            Source = source.Length <= SourceLength ? source : source[..SourceLength],
            StartedAt = pass.StartedAt,
            FinishedAt = clock.GetUtcNow(),
            Added = report.Added,
            Changed = report.Changed,
            Unchanged = report.Unchanged,
            Retired = report.Retired,
            Rejected = report.Rejected,
            RejectedRows = [.. report.RejectedLines.Select(row => new RejectedRow { Line = row.Line, Reason = row.Reason })],
        };
    }

    [LoggerMessage(
        LogLevel.Information,
        "Import of {Kind} (check only: {Check}): {Read} lines, {Added} added, {Changed} changed, {Retired} retired, {Rejected} rejected in {Duration}")]
    private partial void LogImported(string kind, bool check, int read, int added, int changed, int retired, int rejected, TimeSpan duration);
}
