using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Revenue;

/// <summary>One order: its lines summed.</summary>
public sealed class Order : IImported
{
    public long Id { get; init; }

    /// <summary>The order id.</summary>
    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required DateOnly OrderedOn { get; set; }

    /// <summary>Minor units; negative for a refund, which is not an order.</summary>
    public required long TotalMinor { get; set; }

    public required string Currency { get; set; }

    public int Lines { get; set; } = 1;

    public DateTimeOffset? RetiredAt { get; set; }
}
