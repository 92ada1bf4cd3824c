namespace RetentionBot.Domain.Customers;

/// <summary>A paying company. Its plan, country, owner and segment are the attributes KPI questions may filter and group by.</summary>
public sealed class Customer : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required string Name { get; set; }

    /// <summary>ISO 3166-1 alpha-2, upper case; null when unknown.</summary>
    public string? Country { get; set; }

    public string? Plan { get; set; }

    /// <summary>One of the value/risk cells or whatever the source calls its segments.</summary>
    public string? Segment { get; set; }

    /// <summary>The customer success manager as the source names them: a name or a mail address.</summary>
    public string? Owner { get; set; }

    /// <summary>Language of the customer's people, <c>en</c> or <c>nl</c>; null when unknown.</summary>
    public string? Language { get; set; }

    public DateOnly? SignedUpOn { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
