using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Revenue;

/// <summary>The contract date a customer's subscription works toward.</summary>
public sealed class Renewal : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required DateOnly RenewsOn { get; set; }

    public bool IsAutomatic { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
