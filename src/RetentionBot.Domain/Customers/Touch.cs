namespace RetentionBot.Domain.Customers;

/// <summary>That a colleague spoke with a customer, be it written in chat or imported.</summary>
public sealed class Touch : IImported
{
    /// <summary>Signs a note may have.</summary>
    public const int LongestNote = 1000;

    /// <summary>Begins the keys of touches that were written in a chat; imports leave those alone.</summary>
    public const string WrittenHere = "chat:";

    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Display name of who did, or the mail address an import gives.</summary>
    public string? By { get; set; }

    /// <summary>What came of it; null when nothing was written.</summary>
    public string? Note { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
