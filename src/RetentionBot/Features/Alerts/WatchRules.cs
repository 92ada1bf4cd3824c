using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;
using RetentionBot.Store.Bulk;

namespace RetentionBot.Features.Alerts;

/// <summary>
/// Runs the rules that look at no score. Each look decides from what is known now: looking twice does nothing twice, and data that come late or out of order end
/// in the same alerts. One save.
/// </summary>
internal sealed partial class WatchRules(
    RetentionDb db, AlertPublisher publisher, AlertLife life, AlertOwners owners, RuleSettings settings, Workspace workspace, TimeProvider clock, ILogger<WatchRules> log)
{
    /// <summary>A feed older than this is stale, and what it does not say is not known.</summary>
    private const int StaleAfterDays = 3;

    /// <summary>The rules that are run here: all but the one on the score.</summary>
    public static IReadOnlyList<string> All { get; } = [.. AlertRules.All.Where(rule => rule != AlertRules.Health)];

    /// <param name="rules">Some of <see cref="All"/>.</param>
    /// <param name="ct">Cuts it short; nothing is saved then.</param>
    /// <returns>How many alerts were raised and are still open.</returns>
    public async Task<int> WatchAsync(IReadOnlyCollection<string> rules, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = workspace.LocalDate(now);
        var paying = await PayingCustomers.LoadAsync(db, ct);
        await owners.LoadAsync(ct);
        var alerts = await RuleAlerts.LoadAsync(db, rules, paying, settings, owners, now, today, ct);
        var facts = new RuleFacts(db, workspace, settings);
        alerts.Leave();

        bool Runs(string rule) => rules.Contains(rule) && alerts.HasWork(rule);
        if (Runs(AlertRules.Inactive) || Runs(AlertRules.UsageDecline))
        {
            await WatchUseAsync(Runs, alerts, facts, paying, today, ct);
        }

        if (Runs(AlertRules.FirstReply))
        {
            var isLive = await LiveThroughAsync(Feeds.Cases, today, ct) is not null;
            foreach (var (customer, subject, known) in await facts.CasesAsync(now, isLive, alerts.Pending(AlertRules.FirstReply), ct))
            {
                alerts.Look(AlertRules.FirstReply, customer, subject, today, latest => FirstReplyRule.Decide(known, latest, settings.Limits));
            }
        }

        if (Runs(AlertRules.Renewal))
        {
            foreach (var (customer, subject, known) in await facts.RenewalsAsync(today, alerts.Pending(AlertRules.Renewal), ct))
            {
                alerts.Look(AlertRules.Renewal, customer, subject, today, latest => RenewalRule.Decide(known, latest, settings.Limits));
            }
        }

        if (Runs(AlertRules.PaymentFailed))
        {
            foreach (var (customer, subject, known) in await facts.InvoicesAsync(today, alerts.Pending(AlertRules.PaymentFailed), ct))
            {
                alerts.Look(AlertRules.PaymentFailed, customer, subject, today, latest => PaymentFailedRule.Decide(known, latest));
            }
        }

        if (Runs(AlertRules.CardExpiry))
        {
            foreach (var (customer, subject, known) in await facts.CardsAsync(today, alerts.Pending(AlertRules.CardExpiry), ct))
            {
                alerts.Look(AlertRules.CardExpiry, customer, subject, today, latest => CardExpiryRule.Decide(known, latest, settings.Limits));
            }
        }

        return await TellAsync(alerts, ct);
    }

    private async Task WatchUseAsync(
        Func<string, bool> runs, RuleAlerts alerts, RuleFacts facts, PayingCustomers paying, DateOnly today, CancellationToken ct)
    {
        if (await LiveThroughAsync(Feeds.Usage, today, ct) is not { } through || await facts.UseBeganOnAsync(ct) is not { } began)
        {
            return;
        }

        int? silentAfter = settings.IsOn(AlertRules.Inactive) ? settings.Limits.InactiveDays : null;
        using var usage = await UsageReader.OpenAsync(db, ct);
        await foreach (var slice in CustomerSlice.ReadAsync(db, ct))
        {
            var use = usage.Read(slice, through.AddDays(1 - UsageDeclineRule.DaysNeeded), through);
            for (var at = 0; at < slice.Count; at++)
            {
                var (customer, history) = (slice.IdOf(at), new UseHistory(through, use.DaysOf(at)));
                var startsOn = paying.PaysSince(customer, through) ?? slice.SignedUpOn(at) ?? began;
                var since = startsOn > began ? startsOn : began;
                if (runs(AlertRules.UsageDecline))
                {
                    var known = new UseFacts(history, since, silentAfter);
                    alerts.Look(AlertRules.UsageDecline, customer, "", through, latest => UsageDeclineRule.Decide(known, latest, settings.Limits));
                }

                if (runs(AlertRules.Inactive))
                {
                    var known = new SilenceFacts(through, since, history.LastUse);
                    alerts.Look(AlertRules.Inactive, customer, "", through, latest => InactiveRule.Decide(known, latest, settings.Limits));
                }
            }
        }
    }

    private async Task<int> TellAsync(RuleAlerts alerts, CancellationToken ct)
    {
        var ids = alerts.Touched.Select(t => t.Alert.CustomerId).ToHashSet();
        var segments = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Segment, ct);
        await life.KeepTimersAsync([.. alerts.Touched.Select(t => (t.Alert, segments[t.Alert.CustomerId]))], ct);
        await publisher.TellAsync(alerts.Touched, ct);

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(ct);
        }

        var raised = alerts.Touched.Count(t => t is { IsNew: true, Alert.ResolvedAt: null });
        LogWatched(alerts.Touched.Count, raised);
        return raised;
    }

    /// <summary>The last day of a feed; null when it was never connected or is stale.</summary>
    private async Task<DateOnly?> LiveThroughAsync(string kind, DateOnly today, CancellationToken ct)
    {
        var through = (await db.Feeds.AsNoTracking().SingleOrDefaultAsync(f => f.Kind == kind, ct))?.DataThrough;
        return through >= today.AddDays(-StaleAfterDays) ? through : null;
    }

    [LoggerMessage(LogLevel.Debug, "Watched the other rules; {Changed} alerts changed, {Raised} raised and open")]
    private partial void LogWatched(int changed, int raised);
}
