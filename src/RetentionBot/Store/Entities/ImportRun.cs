namespace RetentionBot.Store.Entities;

/// <summary>One import and what became of its rows.</summary>
internal sealed class ImportRun
{
    public long Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>File name without its folder, or <c>api</c>, or <c>sample</c>.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Retired { get; set; }

    public int Rejected { get; set; }

    public List<RejectedRow> RejectedRows { get; init; } = [];
}

/// <summary>A row that was not taken, and why. Of its content at most the one bad value is kept.</summary>
internal sealed class RejectedRow
{
    public long Id { get; init; }

    public long ImportRunId { get; init; }

    /// <summary>Line in the file, the header being line 1.</summary>
    public required int Line { get; init; }

    public required string Reason { get; init; }
}
