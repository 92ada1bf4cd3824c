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

    /// <summary>Who asked for help; null when the source does not say.</summary>
    public long? ContactId { get; set; }

    /// <summary>Display name of the colleague who dealt with it.</summary>
    public string? Agent { get; set; }

    /// <summary>Labelled <c>no-survey</c>: nobody is asked how it went.</summary>
    public bool IsNotToBeAsked { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
