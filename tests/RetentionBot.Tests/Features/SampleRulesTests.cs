using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Ingest.Sample;
using RetentionBot.Store;
using RetentionBot.Tests.Ingest;

namespace RetentionBot.Tests.Features;

/// <summary>The sample company day by day, with every rule on: the planted stories are told, and hardly anything else.</summary>
public sealed class SampleRulesTests
{
    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2027-01-01")]
    public async Task The_first_load_tells_the_planted_stories_and_one_renewal(string anchor)
    {
        var told = await ReplayAsync(Day(anchor), days: 0);

        told.Where(a => a.Rule != AlertRules.Renewal).Select(a => (a.Rule, a.Customer)).ShouldBe(
        [
            (AlertRules.Health, Planted.Collapsing),
            (AlertRules.UsageDecline, Planted.Collapsing),
            (AlertRules.Inactive, Planted.Collapsing),
            (AlertRules.Health, Planted.Silent),
            (AlertRules.UsageDecline, Planted.Silent),
            (AlertRules.Inactive, Planted.Silent),
            (AlertRules.PaymentFailed, Planted.FailingPayments),
            (AlertRules.PaymentFailed, Planted.FailingPayments),
            (AlertRules.CardExpiry, Planted.Steady),
        ],
        ignoreOrder: true);
        told.Count(a => a.Rule == AlertRules.Renewal).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Four_weeks_on_the_stories_end_as_they_were_planted_and_the_next_two_collapses_are_all_that_is_told()
    {
        var told = await ReplayAsync(Day("2026-11-21"), days: 28);

        // The next collapses are complete on the days 14 and 28: the decline is seen nine or ten days before, the health a day before, the silence on the day.
        var next = told.FindAll(a => a.OnDay > 0);
        next.Select(a => (a.Rule, a.OnDay)).ShouldBe(
        [
            (AlertRules.UsageDecline, 4),
            (AlertRules.Health, 13),
            (AlertRules.Inactive, 14),
            (AlertRules.UsageDecline, 19),
            (AlertRules.Health, 27),
            (AlertRules.Inactive, 28),
        ]);
        next.Take(3).Select(a => a.Customer).Distinct().ShouldHaveSingleItem().ShouldNotBe(next.Skip(3).Select(a => a.Customer).Distinct().ShouldHaveSingleItem());

        told.Where(a => a.Customer == Planted.FailingPayments).ShouldAllBe(a => a.EndedOnDay == 10);
        told.Single(a => a.Rule == AlertRules.CardExpiry).EndedOnDay.ShouldBe(Planted.NewCardDaysAfter);
        told.Single(a => a is { Customer: Planted.Collapsing, Rule: AlertRules.Inactive }).EndedOnDay!.Value.ShouldBeInRange(11, 15);
        told.Where(a => a is { Customer: Planted.Silent, OnDay: 0 }).ShouldAllBe(a => a.EndedOnDay == null);
    }

    private static async Task<List<Told>> ReplayAsync(DateOnly anchor, int days)
    {
        var clock = new FixedClock { Now = Morning(anchor) };
        await using var host = await HealthHost.StartAsync(rules: RuleSettings.Default, clock: clock);
        await host.WithAsync<RetentionDb, int>(db => db.Conversations.ExecuteDeleteAsync());
        for (var day = 0; day <= days; day++)
        {
            clock.Now = Morning(anchor.AddDays(day));
            await host.WithAsync<SampleLoader, bool>(sample => sample.LoadAsync(CancellationToken.None));
            await host.RunAsync();
        }

        var names = await host.WithAsync<RetentionDb, Dictionary<long, string>>(db => db.Customers.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Name));
        return
        [
            .. (await host.AlertsAsync())
                .Select(a => new Told(a.Rule, names[a.CustomerId], DaysSince(a.RaisedAt), a.ResolvedAt is { } ended ? DaysSince(ended) : null))
                .OrderBy(t => t.OnDay),
        ];

        int DaysSince(DateTimeOffset at) => (int)(at - Morning(anchor)).TotalDays;
    }

    /// <summary>The data end on the day before.</summary>
    private static DateTimeOffset Morning(DateOnly lastDay) => new(lastDay.AddDays(1).ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Told(string Rule, string Customer, int OnDay, int? EndedOnDay);
}
