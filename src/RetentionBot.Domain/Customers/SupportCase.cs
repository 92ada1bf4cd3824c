namespace RetentionBot.Domain.Customers;

/// <summary>A customer's call for help.</summary>
public sealed class SupportCase : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? FirstReplyAt { get; set; }

    /// <summary>Null while the case is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public bool IsUrgent { get; set; }

    public bool IsEscalated { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
