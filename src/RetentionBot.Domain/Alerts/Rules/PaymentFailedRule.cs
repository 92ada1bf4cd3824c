namespace RetentionBot.Domain.Alerts.Rules;

/// <summary>One attempt to collect an invoice.</summary>
/// <param name="At">When.</param>
/// <param name="Day">The local day of that.</param>
/// <param name="IsPaid">Whether it worked.</param>
/// <param name="AmountMinor">In minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record PaymentAttempt(DateTimeOffset At, DateOnly Day, bool IsPaid, long AmountMinor, string Currency);

/// <summary>What is known of an invoice.</summary>
/// <param name="Today">The local day of the look.</param>
/// <param name="Attempts">All attempts, in any order.</param>
public sealed record InvoiceFacts(DateOnly Today, IReadOnlyCollection<PaymentAttempt> Attempts);

/// <summary>The alert rule <c>payment-failed</c>: one alert per invoice, changed by every further failed attempt, which ends when the invoice is paid.</summary>
/// <remarks>
/// Of <see cref="AlertFinding"/> it uses <c>Number</c>: the failed attempts since it was last paid, <c>Day</c>: the day of the last of them, and
/// <c>AmountMinor</c> with <c>Currency</c>: what that was for. An invoice that was paid by the time its failures became known is no news.
/// </remarks>
public static class PaymentFailedRule
{
    /// <summary>An invoice whose last failure is longer ago is settled some other way, and nobody is told of it for the first time.</summary>
    public const int FurthestDays = 90;

    /// <summary>Decides on one invoice.</summary>
    public static RuleDecision Decide(InvoiceFacts facts, RuleAlert latest)
    {
        // Of a failure and a payment at the same instant the payment is the later one.
        var failures = facts.Attempts.OrderByDescending(a => a.At).ThenByDescending(a => a.IsPaid).TakeWhile(a => !a.IsPaid).ToList();
        if (failures.Count == 0)
        {
            return latest.End();
        }

        var last = failures.OrderByDescending(a => a.At).ThenByDescending(a => a.AmountMinor).First();
        return latest.MayFire && last.Day < facts.Today.AddDays(-FurthestDays)
            ? new RuleDecision.Nothing()
            : latest.Show(new AlertFinding(Number: failures.Count, Day: last.Day, AmountMinor: last.AmountMinor, Currency: last.Currency));
    }
}
