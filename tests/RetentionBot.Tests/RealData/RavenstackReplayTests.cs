using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Reading;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Ingest;
using Xunit.Abstractions;

namespace RetentionBot.Tests.RealData;

/// <summary>
/// Six months of a public data set day by day, with all rules on, as the nights would have gone: the clock and the feeds move along, and of a case only that is known
/// which had happened by then. The set has no renewals, payments or payment cards, and its segments are industries, so that the cases of all of them are watched.
/// </summary>
public sealed class RavenstackReplayTests(ITestOutputHelper output)
{
    private static readonly Period Days = new(new DateOnly(2024, 7, 1), new DateOnly(2025, 1, 1));
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [RealDataFact, Trait("Category", "Soak")]
    public async Task Half_a_year_day_by_day_repeats_nothing()
    {
        var clock = new FixedClock { Now = At(Days.To, 6) };
        await using var host = await HealthHost.StartAsync(rules: RuleSettings.Default with { HighValueSegments = ["*"] }, clock: clock);
        await host.ColleagueAsync("Leonie", StaffRole.Lead);
        var cases = await LoadAsync(host);

        for (var day = Days.From; day < Days.To; day = day.AddDays(1))
        {
            foreach (var hour in (int[])[6, 10, 14, 18])
            {
                var (before, now) = (day == Days.From && hour == 6 ? DateTimeOffset.MinValue : clock.Now, At(day.AddDays(1), hour));
                clock.Now = now;
                await host.WithAsync<RetentionDb, int>(db => LearnAsync(db, cases, before, now));
                if (hour == 6)
                {
                    await host.WithAsync<RetentionDb, int>(db => db.Feeds.ExecuteUpdateAsync(set => set.SetProperty(f => f.DataThrough, day)));
                    (await host.RunAsync()).ShouldNotBeNull();
                }

                await host.WithAsync<RulesRun, int>(run => run.RunAsync([AlertRules.FirstReply], CancellationToken.None));
                await host.DispatchAsync();
                await host.RunTimersAsync();
                await host.DispatchAsync();
            }

            if (day.Day == 1)
            {
                await AlertOrder.ShouldHoldAsync(host, $"{day:O}");
            }
        }

        await AlertOrder.ShouldHoldAsync(host, "at the end");
        var alerts = await host.AlertsAsync();
        Tell(alerts);
        alerts.Select(a => a.Rule).Distinct().ShouldBeSubsetOf([AlertRules.Health, AlertRules.Inactive, AlertRules.UsageDecline, AlertRules.FirstReply]);
        alerts.ShouldContain(a => a.Rule == AlertRules.Health);
        alerts.ShouldContain(a => a.Rule == AlertRules.Inactive);
    }

    private void Tell(List<Alert> alerts)
    {
        foreach (var rule in AlertRules.All)
        {
            var its = alerts.FindAll(a => a.Rule == rule);
            var raisedByDay = its.GroupBy(a => a.RaisedAt.Date).Select(g => g.Count()).ToList();
            var gaps = its.GroupBy(a => (a.CustomerId, a.Subject))
                .SelectMany(g => g.OrderBy(a => a.RaisedAt).Zip(g.OrderBy(a => a.RaisedAt).Skip(1), (a, b) => (b.RaisedAt - a.ResolvedAt!.Value).TotalDays))
                .ToList();
            var beside = its.Count(a => a.Rule != AlertRules.Health && alerts.Exists(
                h => h.Rule == AlertRules.Health && h.CustomerId == a.CustomerId && h.RaisedOn <= a.RaisedOn && (h.ResolvedAt is not { } end || end > a.RaisedAt)));
            output.WriteLine(
                $"{rule}: {its.Count} raised on {its.Select(a => a.CustomerId).Distinct().Count()} customers, {its.Count(a => a.ResolvedAt is null)} open at the end, "
                + $"on the first day {its.Count(a => a.RaisedAt.Date == alerts.Min(x => x.RaisedAt).Date)}, at most {raisedByDay.DefaultIfEmpty().Max()} a day; raised anew within a week of an end {gaps.Count(g => g <= 7)} times; "
                + $"beside an open alert on the score {beside}");
        }
    }

    /// <summary>Everything comes in through the importer; the cases are then forgotten, to be learned as time passes.</summary>
    private static async Task<List<SupportCase>> LoadAsync(HealthHost host)
    {
        (string Kind, string File, string Map)[] feeds =
        [
            (ImportKinds.Customers, "accounts", "ravenstack-customers"),
            (ImportKinds.Subscriptions, "subscriptions", "ravenstack-subscriptions"),
            (ImportKinds.Usage, "feature_usage", "ravenstack-usage"),
            (ImportKinds.Cases, "support_tickets", "ravenstack-cases"),
        ];
        foreach (var (kind, file, map) in feeds)
        {
            await using var input = File.OpenRead(RealDataFactAttribute.File($"ravenstack/{file}.csv"));
            var mapping = MappingJson.Parse(await ExampleMappings.ReadAsync(map));
            var report = await host.WithAsync<Intake, ImportReport>(intake => intake.TakeAsync(
                input, mapping, null, new ImportRequest { Kind = kind, Source = $"{file}.csv", AsOf = Days.LastDay }, CancellationToken.None));
            report.Rejected.ShouldBe(0);
        }

        return await host.WithAsync<RetentionDb, List<SupportCase>>(async db =>
        {
            var cases = await db.Cases.AsNoTracking().ToListAsync();
            await db.Cases.ExecuteUpdateAsync(set => set
                .SetProperty(c => c.FirstReplyAt, (DateTimeOffset?)null)
                .SetProperty(c => c.ClosedAt, (DateTimeOffset?)null)
                .SetProperty(c => c.RetiredAt, DateTimeOffset.UnixEpoch));
            return cases;
        });
    }

    private static async Task<int> LearnAsync(RetentionDb db, List<SupportCase> cases, DateTimeOffset before, DateTimeOffset now)
    {
        foreach (var known in cases.Where(c => IsNew(c.OpenedAt) || IsNew(c.FirstReplyAt) || IsNew(c.ClosedAt)))
        {
            var stored = await db.Cases.SingleAsync(c => c.Id == known.Id);
            (stored.FirstReplyAt, stored.ClosedAt, stored.RetiredAt) = (Known(known.FirstReplyAt), Known(known.ClosedAt), null);
        }

        return await db.SaveChangesAsync();

        bool IsNew(DateTimeOffset? at) => at > before && at <= now;
        DateTimeOffset? Known(DateTimeOffset? at) => at <= now ? at : null;
    }

    private static DateTimeOffset At(DateOnly day, int hour)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, Amsterdam.GetUtcOffset(local)).ToUniversalTime();
    }
}
