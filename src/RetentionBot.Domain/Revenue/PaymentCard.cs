using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Revenue;

/// <summary>A card a customer pays with. Only when it expires is known, never its number.</summary>
public sealed class PaymentCard : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    /// <summary>The last day it can be paid with.</summary>
    public required DateOnly ExpiresOn { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
