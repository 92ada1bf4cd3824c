using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest;

/// <summary>Takes the rows of one kind in batches: new, changed or as before, told by their key and fingerprint.</summary>
internal sealed class RowTaker<T>(ImportPass pass, KindImporter<T> kind)
    where T : class, IImported
{
    private const int BatchSize = 2_000;
    private const int RetireSize = 5_000;

    private readonly NameLookup names = new(pass, pass.Request.CreateCustomers && kind.MayCreateCustomers);

    /// <summary>Keys that stand in the input, with line and fingerprint once a row was taken under them.</summary>
    private readonly Dictionary<string, Taken?> present = [];

    private IQueryable<T> Stored => kind.Imported(pass.Db.Set<T>().AsNoTracking());

    /// <summary>What a full import may retire: rows that came from a source. One made here by hand (a colleague added by a verb) stands in no file.</summary>
    private IQueryable<T> Living => Stored.Where(row => row.RetiredAt == null && row.Fingerprint != "");

    public async Task TakeAsync(IAsyncEnumerable<SourceRow> rows, CancellationToken ct)
    {
        var living = pass.Request.Full ? await Living.CountAsync(ct) : 0;
        var batch = new List<Line>(BatchSize);
        await foreach (var row in kind.Arrange(pass.Counted(rows, ct)).WithCancellation(ct))
        {
            if (Read(row) is not { } draft)
            {
                continue;
            }

            batch.Add(new Line(row.Line, draft));
            if (batch.Count == BatchSize)
            {
                await TakeAsync(batch, ct);
                batch.Clear();
            }
        }

        await TakeAsync(batch, ct);
        if (pass.Request.Full && pass.Report.Taken > 0)
        {
            await RetireAbsentAsync(living, ct);
        }
    }

    private Draft<T>? Read(SourceRow row)
    {
        if (row.Fields.TryGetValue(kind.KeyField, out var key))
        {
            present.TryAdd(kind.KeyOf(key.Trim()), null);
        }

        if (row.Problem is not null)
        {
            pass.Reject(row.Line, row.Problem);
            return null;
        }

        try
        {
            var draft = kind.Read(new RowReader(row, pass.Workspace, pass.Latest));
            pass.Report.Skipped += draft is null ? 1 : 0;
            return draft;
        }
        catch (RowRejectedException rejected)
        {
            pass.Reject(row.Line, rejected.Message);
            return null;
        }
    }

    private async Task TakeAsync(List<Line> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
        {
            return;
        }

        await names.LoadAsync([.. batch.Select(line => line.Draft)], ct);
        var keys = batch.Select(line => line.Draft.Key).Distinct().ToArray();
        var stored = await Stored.Where(row => EF.Parameter(keys).Contains(row.SourceKey))
            .Select(row => new Known(row.Id, row.SourceKey, row.Fingerprint, row.RetiredAt != null))
            .ToDictionaryAsync(row => row.SourceKey, ct);
        foreach (var line in batch)
        {
            try
            {
                Take(line, stored.GetValueOrDefault(line.Draft.Key));
            }
            catch (RowRejectedException rejected)
            {
                pass.Reject(line.Number, rejected.Message);
            }
        }

        if (!pass.Request.Check)
        {
            await pass.Db.SaveChangesAsync(ct);
        }

        pass.Db.ChangeTracker.Clear();
    }

    private void Take(Line line, Known? stored)
    {
        // What is here of somebody who was erased is without them already; taken again, one answer would count as two people's.
        if (names.Pseudonym(line.Draft) is not null && (line.Draft.IsPerson || (line.Draft.Respondent is not null && stored is not null)))
        {
            pass.Report.Erased++;
            return;
        }

        var entity = line.Draft.Build(stored?.Id ?? 0, names.Find(line.Draft));
        entity.Fingerprint = Fingerprints.Of(entity);
        if (present.GetValueOrDefault(line.Draft.Key) is { } before)
        {
            TakeAgain(entity, before);
            return;
        }

        present[line.Draft.Key] = new Taken(line.Number, entity.Fingerprint);
        if (stored is null)
        {
            pass.Report.Added++;
            pass.Db.Add(entity);
        }
        else if (stored.IsRetired || stored.Fingerprint != entity.Fingerprint)
        {
            pass.Report.Changed++;
            pass.Db.Update(entity);
        }
        else
        {
            pass.Report.Unchanged++;
        }
    }

    private void TakeAgain(T entity, Taken before)
    {
        if (entity.Fingerprint != before.Fingerprint)
        {
            throw new RowRejectedException($"line {before.Line} has the same {kind.KeyField} with other values.");
        }

        pass.Report.Unchanged++;
    }

    private async Task RetireAbsentAsync(int living, CancellationToken ct)
    {
        var absent = new List<long>();
        var alive = Living.Select(row => new { row.Id, row.SourceKey });
        await foreach (var row in alive.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!present.ContainsKey(row.SourceKey))
            {
                absent.Add(row.Id);
            }
        }

        pass.Report.Retired = absent.Count;
        if (absent.Count * 10L > living && !pass.Request.Confirmed)
        {
            var warning = $"This would retire {absent.Count} of {living} {kind.Kind}, more than 10 %. Say yes (--yes, or yes=true) if that is meant.";
            pass.Report.NeedsConfirmation = pass.Request.Check ? warning : throw new ImportRefusedException(warning);
        }

        if (pass.Request.Check)
        {
            return;
        }

        foreach (var ids in absent.Chunk(RetireSize))
        {
            await pass.Db.Set<T>().Where(row => EF.Parameter(ids).Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.RetiredAt, pass.StartedAt), ct);
        }
    }

    private sealed record Line(int Number, Draft<T> Draft);

    private sealed record Known(long Id, string SourceKey, string Fingerprint, bool IsRetired);

    private sealed record Taken(int Line, string Fingerprint);
}
