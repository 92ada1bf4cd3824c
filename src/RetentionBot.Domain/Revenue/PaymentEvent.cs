using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Revenue;

/// <summary>What became of a payment.</summary>
public enum PaymentOutcome
{
    Failed = 1,
    Paid = 2,
}

/// <summary>One attempt to collect an invoice.</summary>
public sealed class PaymentEvent : IImported
{
    public long Id { get; init; }

    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required long CustomerId { get; set; }

    public required string InvoiceId { get; set; }

    public required DateTimeOffset At { get; set; }

    public required PaymentOutcome Outcome { get; set; }

    public required long AmountMinor { get; set; }

    public required string Currency { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
