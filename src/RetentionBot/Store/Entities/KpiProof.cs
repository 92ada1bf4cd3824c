namespace RetentionBot.Store.Entities;

/// <summary>What stands behind an answer with figures, kept in the same save as the answer.</summary>
internal sealed class KpiProof
{
    public long Id { get; init; }

    /// <summary>What people call it by: six signs that are hard to confuse.</summary>
    public required string Code { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The person's key, or that of the API's caller.</summary>
    public required string By { get; init; }

    /// <summary>Version of the data it was answered from.</summary>
    public required long DataVersion { get; init; }

    /// <summary>Query, figures and the customers behind them as JSON.</summary>
    public required string Evidence { get; init; }
}
