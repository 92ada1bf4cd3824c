using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Revenue;

/// <summary>
/// One unbroken stretch of a subscription: it covers the days <c>StartsOn &lt;= d &lt; EndsOn</c>. A customer may hold several at once, and several one after another.
/// </summary>
public sealed class SubscriptionStretch : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public string? Plan { get; set; }

    /// <summary>Monthly recurring revenue in minor units of <see cref="Currency"/> after discounts, without VAT; a yearly price is divided by 12. Zero is no customer.</summary>
    public required long MrrMinor { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public required DateOnly StartsOn { get; set; }

    /// <summary>First day without service; null while it runs. Equal to <see cref="StartsOn"/>: it covered no day.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary><c>voluntary</c>, <c>involuntary</c> or <c>passive</c>; null when unknown, never guessed.</summary>
    public string? ChurnType { get; set; }

    public bool IsTrial { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
