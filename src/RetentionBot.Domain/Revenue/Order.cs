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

    /// <summary>The exact sum takes this many of these to one minor unit.</summary>
    public const int RestPerMinor = 10_000;

    /// <summary>Minor units, rounded half away from zero; negative for a refund, which is not an order.</summary>
    public required long TotalMinor { get; set; }

    /// <summary>
    /// What the exact sum of the lines has beyond <see cref="TotalMinor"/>, in ten-thousandths of a minor unit: lines may be priced below it, and a figure over many orders is
    /// rounded once and not at each of them.
    /// </summary>
    public long TotalRest { get; set; }

    public required string Currency { get; set; }

    public int Lines { get; set; } = 1;

    public DateTimeOffset? RetiredAt { get; set; }
}
