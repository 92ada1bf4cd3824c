using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Revenue;
using RetentionBot.Store;

namespace RetentionBot.Features.Alerts;

/// <summary>Facts of one subject of a customer.</summary>
internal sealed record SubjectFacts<T>(long Customer, string Subject, T Known);

/// <summary>
/// Loads what the rules look at, each kind with one or two queries over all customers: what may be told, and what a rule is not done with. A pending subject that
/// the source no longer has is told as gone.
/// </summary>
internal sealed class RuleFacts(RetentionDb db, Workspace workspace, RuleSettings settings)
{
    /// <summary>The first day of use that anything is known of; null when there is no use at all.</summary>
    public Task<DateOnly?> UseBeganOnAsync(CancellationToken ct) => db.Usage.Where(u => u.RetiredAt == null).MinAsync(u => (DateOnly?)u.Day, ct);

    /// <summary>Cases of high value that wait for their first reply. A source that never tells a reply is not believed that there was none.</summary>
    public async Task<List<SubjectFacts<CaseFacts>>> CasesAsync(
        DateTimeOffset now, bool isLive, List<(long Customer, string Subject)> pending, CancellationToken ct)
    {
        var high = await HighValueAsync(ct);
        var mayWarn = isLive && high.Count > 0 && await db.Cases.AnyAsync(c => c.FirstReplyAt != null && c.RetiredAt == null, ct);
        var (latest, earliest) = (now - FirstReplyRule.WarnAfter(settings.Limits), now - FirstReplyRule.Furthest);
        var keys = Keys(pending);
        var rows = await db.Cases.AsNoTracking()
            .Where(c => (c.FirstReplyAt == null && c.ClosedAt == null && c.RetiredAt == null && c.OpenedAt <= latest && c.OpenedAt >= earliest)
                || EF.Parameter(keys).Contains(c.SourceKey))
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        return WithGone(
            rows.Select(c => new SubjectFacts<CaseFacts>(
                c.CustomerId,
                c.SourceKey,
                new CaseFacts(now, c.OpenedAt, c.FirstReplyAt, c.ClosedAt, mayWarn && high.Contains(c.CustomerId), c.RetiredAt is not null))),
            pending,
            new CaseFacts(now, now, null, null, IsGone: true));
    }

    public async Task<List<SubjectFacts<RenewalFacts>>> RenewalsAsync(DateOnly today, List<(long Customer, string Subject)> pending, CancellationToken ct)
    {
        var (furthest, keys) = (today.AddDays(settings.Limits.RenewalSteps.Max()), Keys(pending));
        var rows = await db.Renewals.AsNoTracking()
            .Where(r => (r.RetiredAt == null && r.RenewsOn > today && r.RenewsOn <= furthest) || EF.Parameter(keys).Contains(r.SourceKey))
            .OrderBy(r => r.Id)
            .ToListAsync(ct);
        return WithGone(
            rows.Select(r => new SubjectFacts<RenewalFacts>(
                r.CustomerId, r.SourceKey, new RenewalFacts(today, r.RenewsOn, r.IsAutomatic, r.RetiredAt is not null))),
            pending,
            new RenewalFacts(today, today, IsGone: true));
    }

    /// <summary>All attempts of every invoice that failed of late.</summary>
    public async Task<List<SubjectFacts<InvoiceFacts>>> InvoicesAsync(DateOnly today, List<(long Customer, string Subject)> pending, CancellationToken ct)
    {
        var (since, keys) = (workspace.StartOf(today.AddDays(-PaymentFailedRule.FurthestDays)), Keys(pending));
        var living = db.Payments.AsNoTracking().Where(p => p.RetiredAt == null);
        var failed = living.Where(p => p.Outcome == PaymentOutcome.Failed && p.At >= since).Select(p => p.InvoiceId);
        var rows = await living.Where(p => failed.Contains(p.InvoiceId) || EF.Parameter(keys).Contains(p.InvoiceId)).OrderBy(p => p.Id).ToListAsync(ct);
        return WithGone(
            rows.GroupBy(p => (p.CustomerId, p.InvoiceId)).Select(g => new SubjectFacts<InvoiceFacts>(
                g.Key.CustomerId, g.Key.InvoiceId, new InvoiceFacts(today, [.. g.Select(Attempt)]))),
            pending,
            new InvoiceFacts(today, []));
    }

    public async Task<List<SubjectFacts<CardFacts>>> CardsAsync(DateOnly today, List<(long Customer, string Subject)> pending, CancellationToken ct)
    {
        var (from, to, keys) = (today.AddDays(-CardExpiryRule.FurthestDays), today.AddDays(settings.Limits.CardSteps.Max()), Keys(pending));
        var rows = await db.PaymentCards.AsNoTracking()
            .Where(c => (c.RetiredAt == null && c.ExpiresOn >= from && c.ExpiresOn <= to) || EF.Parameter(keys).Contains(c.SourceKey))
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.CustomerId,
                c.SourceKey,
                c.ExpiresOn,
                c.RetiredAt,

                // Of two that last equally long one is enough to tell of.
                HasNewer = db.PaymentCards.Any(o => o.CustomerId == c.CustomerId && o.RetiredAt == null
                    && (o.ExpiresOn > c.ExpiresOn || (o.ExpiresOn == c.ExpiresOn && o.Id > c.Id))),
            })
            .ToListAsync(ct);
        return WithGone(
            rows.Select(c => new SubjectFacts<CardFacts>(
                c.CustomerId, c.SourceKey, new CardFacts(today, c.ExpiresOn, c.HasNewer, c.RetiredAt is not null))),
            pending,
            new CardFacts(today, today, IsGone: true));
    }

    /// <summary>What was loaded, and the pending subjects among it that were not there: they moved to another customer, or are gone.</summary>
    private static List<SubjectFacts<T>> WithGone<T>(IEnumerable<SubjectFacts<T>> there, List<(long Customer, string Subject)> pending, T gone)
    {
        var all = there.ToList();
        var known = all.Select(f => (f.Customer, f.Subject)).ToHashSet();
        all.AddRange(pending.Where(p => !known.Contains(p)).Select(p => new SubjectFacts<T>(p.Customer, p.Subject, gone)));
        return all;
    }

    private static string[] Keys(List<(long Customer, string Subject)> pending) => [.. pending.Select(p => p.Subject).Distinct(StringComparer.Ordinal)];

    private async Task<HashSet<long>> HighValueAsync(CancellationToken ct)
    {
        var segments = await db.Customers.AsNoTracking().Where(c => c.Segment != null).Select(c => c.Segment!).Distinct().ToListAsync(ct);
        var high = segments.Where(settings.IsHighValue).ToArray();
        return await db.Customers.AsNoTracking().Where(c => c.RetiredAt == null && EF.Parameter(high).Contains(c.Segment)).Select(c => c.Id).ToHashSetAsync(ct);
    }

    private PaymentAttempt Attempt(PaymentEvent payment) => new(
        payment.At, workspace.LocalDate(payment.At), payment.Outcome == PaymentOutcome.Paid, payment.AmountMinor, payment.Currency);
}
