using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Revenue;
using RetentionBot.Features.Alerts;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Jobs;

public sealed class RulesRunTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task All_rules_are_run_at_the_start_and_then_each_quarter_of_an_hour_the_one_that_hangs_on_an_instant()
    {
        var clock = new HandClock();
        await using var host = await HealthHost.StartAsync(rules: RuleSettings.Default, clock: clock);
        await host.WithAsync<RetentionDb, int>(db => db.Conversations.ExecuteDeleteAsync());
        var customer = new Customer { SourceKey = "c", Name = "Acme BV", Segment = "high-value" };
        await host.AddAsync(customer);
        await host.PaysAsync(customer.Id, 100_00);
        await host.FeedAsync(Feeds.Cases, Today.AddDays(-1));
        await host.AddAsync(
            new SupportCase { SourceKey = "S0", CustomerId = customer.Id, OpenedAt = clock.Now.AddDays(-9), FirstReplyAt = clock.Now.AddDays(-9) },
            new SupportCase { SourceKey = "S1", CustomerId = customer.Id, OpenedAt = clock.Now.AddHours(-17.75) },
            new Renewal { SourceKey = "N1", CustomerId = customer.Id, RenewsOn = Today.AddDays(30) });

        await host.WithAsync<IEnumerable<JobLoop>, bool>(async all =>
        {
            // The clock knows one timer, and which job makes the last one is not known.
            var loops = all.Where(l => l.Job.Key is "rules" or "first-reply").ToList();
            await Task.WhenAll(loops.Select(l => l.StartAsync(CancellationToken.None)));
            await Eventually.ShouldBeAsync(async () => (await host.AlertsAsync()).Select(a => a.Subject).SequenceEqual(["N1"]), "the renewal is told of");

            // A card that is stored behind everybody's back waits for the night.
            await host.AddAsync(new PaymentCard { SourceKey = "K1", CustomerId = customer.Id, ExpiresOn = Today.AddDays(3) });
            clock.Now = clock.Now.AddMinutes(15);
            clock.Every.ShouldBe(TimeSpan.FromMinutes(15));
            clock.Tick();
            await Eventually.ShouldBeAsync(async () => (await host.AlertsAsync()).Exists(a => a.Rule == AlertRules.FirstReply), "the case is warned of");
            (await host.AlertsAsync()).Select(a => a.Subject).ShouldBe(["N1", "S1"], ignoreOrder: true);
            await Task.WhenAll(loops.Select(l => l.StopAsync(CancellationToken.None)));
            return true;
        });
    }
}
