namespace RetentionBot.Domain.Customers;

/// <summary>That a customer used the product on a day: all of it, or one feature of it.</summary>
public sealed class UsageRecord : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    /// <summary>Local day of use.</summary>
    public required DateOnly Day { get; set; }

    /// <summary>The feature used; null when the source does not tell features apart.</summary>
    public string? Feature { get; set; }

    /// <summary>How many times; zero means not used and does not make the day active.</summary>
    public required long Events { get; set; }

    /// <summary>People who used it that day; null when unknown.</summary>
    public int? ActiveUsers { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
