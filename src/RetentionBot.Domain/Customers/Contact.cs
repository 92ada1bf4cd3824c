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

    /// <summary>Whether they agreed to be asked, as the source says; null when it says nothing.</summary>
    public bool? HasConsented { get; set; }

    /// <summary>Where they said so, e.g. <c>sign-up form</c>; null exactly when <see cref="HasConsented"/> is.</summary>
    public string? ConsentSource { get; set; }

    /// <summary>The day on which they said so; null exactly when <see cref="HasConsented"/> is.</summary>
    public DateOnly? ConsentOn { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
