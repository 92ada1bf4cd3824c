namespace RetentionBot.Ingest;

/// <summary>What is to be imported and how.</summary>
internal sealed record ImportRequest
{
    /// <summary>One of <see cref="ImportKinds.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>File name without its folder, or <c>api</c>, or <c>sample</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The last local day the data speak of; null means yesterday. Facts dated after it are rejected; without it those dated after today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Says what would happen and writes nothing.</summary>
    public bool Check { get; init; }

    /// <summary>The input is all there is: rows that are absent from it are retired.</summary>
    public bool Full { get; init; }

    /// <summary>Retiring more than a tenth of the living rows is meant.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Unknown customers are created with their id as name; for subscriptions, orders and responses only.</summary>
    public bool CreateCustomers { get; init; }

    /// <summary>Is told the number of rows read, from time to time.</summary>
    public IProgress<int>? Progress { get; init; }
}

/// <summary>A row that was not taken.</summary>
/// <param name="Line">Line in the file, the header being line 1.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record RejectedLine(int Line, string Reason);

/// <summary>What an import did, or with <see cref="Check"/> would do.</summary>
internal sealed record ImportReport
{
    public required string Kind { get; init; }

    public required string Source { get; init; }

    public required bool Check { get; init; }

    /// <summary>Lines read, the ones that fell to the mapping's filter left out.</summary>
    public int Read { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    /// <summary>Known already with the same values; a line that repeats an earlier one of the file counts here.</summary>
    public int Unchanged { get; set; }

    public int Retired { get; set; }

    /// <summary>Rows that were not taken; an order counts once, however many lines it has.</summary>
    public int Rejected { get; set; }

    /// <summary>Blank survey scores: no answer, and no error.</summary>
    public int Skipped { get; set; }

    /// <summary>Rows that are about somebody who was erased: a contact's is left out, an answer that is here already stays as it is.</summary>
    public int Erased { get; set; }

    public int CustomersCreated { get; set; }

    /// <summary>How far the feed reaches afterwards; null when no row was taken and the feed was left alone.</summary>
    public DateOnly? DataThrough { get; set; }

    /// <summary>With <see cref="Check"/>: why the import would ask for a confirmation; null when it would not.</summary>
    public string? NeedsConfirmation { get; set; }

    /// <summary>The first <see cref="RejectedKept"/> rejected rows.</summary>
    public IReadOnlyList<RejectedLine> RejectedLines { get; set; } = [];

    /// <summary>Whether reports may say something else than before.</summary>
    public bool ChangedAnything { get; set; }

    /// <summary>Rows that were good, whether or not they were new.</summary>
    public int Taken => Added + Changed + Unchanged + Skipped + Erased;

    /// <summary>How many rejected rows are kept with their reason; the rest is counted only.</summary>
    public const int RejectedKept = 1_000;
}
