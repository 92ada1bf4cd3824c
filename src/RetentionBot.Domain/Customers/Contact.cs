namespace RetentionBot.Domain.Customers;

/// <summary>A person at a customer who can be asked for an NPS or CSAT answer.</summary>
public sealed class Contact : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required string Name { get; set; }

    /// <summary>Lower case. Never shown in a channel, never logged.</summary>
    public string? Email { get; set; }

    public string? Language { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
