using System.Runtime.CompilerServices;
using RetentionBot.Domain.Calendar;
using RetentionBot.Store;

namespace RetentionBot.Ingest;

/// <summary>One import under way: what it was asked, what it works on, and its tally so far.</summary>
internal sealed class ImportPass(RetentionDb db, ImportRequest request, Workspace workspace, DateTimeOffset startedAt)
{
    private const int ProgressEvery = 1_000;
    private const int ReasonLength = 500;

    private readonly List<RejectedLine> rejected = [];

    public RetentionDb Db => db;

    public ImportRequest Request => request;

    public Workspace Workspace => workspace;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>The last local day a fact may have.</summary>
    public DateOnly Latest { get; } = request.AsOf ?? workspace.LocalDate(startedAt);

    public ImportReport Report { get; } = new() { Kind = request.Kind, Source = request.Source, Check = request.Check };

    /// <summary>The rejected rows that are kept, by line.</summary>
    public IReadOnlyList<RejectedLine> Rejected => [.. rejected.OrderBy(row => row.Line)];

    public void Reject(int line, string reason)
    {
        Report.Rejected++;
        if (rejected.Count < ImportReport.RejectedKept)
        {
            rejected.Add(new RejectedLine(line, reason.Length <= ReasonLength ? reason : reason[..ReasonLength]));
        }
    }

    /// <summary>The rows as they come, counted.</summary>
    public async IAsyncEnumerable<SourceRow> Counted(IAsyncEnumerable<SourceRow> rows, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (++Report.Read % ProgressEvery == 0)
            {
                request.Progress?.Report(Report.Read);
            }

            yield return row;
        }
    }
}
