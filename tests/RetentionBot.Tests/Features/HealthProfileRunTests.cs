using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Health;
using RetentionBot.Store;

namespace RetentionBot.Tests.Features;

/// <summary>Customers of two segments, scored and watched by two profiles.</summary>
public sealed class HealthProfileRunTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    /// <summary>High value customers are watched from 80 on.</summary>
    private static readonly HealthProfiles Profiles = new(
        HealthProfile.Default, new SegmentProfile(["High value"], HealthProfile.Default with { Name = "high-value", Threshold = 80, TargetActiveDays = 24 }));

    [Fact]
    public async Task Each_customer_is_scored_by_the_profile_of_its_segment()
    {
        await using var host = await HealthHost.StartAsync(profiles: Profiles);
        var (large, small) = (await InSegmentAsync(host, "High value"), await InSegmentAsync(host, "Starter"));
        foreach (var customer in new[] { large, small })
        {
            for (var day = 0; day < 12; day++)
            {
                await host.UsedAsync(customer, First.AddDays(-day), "a", "b", "c", "d", "e", "f", "g", "h");
            }
        }

        await host.FeedsAsync(First);

        // Twelve active days are half of 24 and all of 12: 0.40 x 50 + 35 + 25 = 80, and 100.
        var (one, other) = (await host.ScoreAsync(large, First), await host.ScoreAsync(small, First));
        (one.Value, one.Usage, one.ProfileVersion).ShouldBe((80, 50m, Profiles.For("High value").Version));
        (other.Value, other.Usage, other.ProfileVersion).ShouldBe((100, 100m, "default-1"));
    }

    [Fact]
    public async Task Each_customer_is_watched_with_the_threshold_of_its_segment()
    {
        await using var host = await HealthHost.StartAsync(profiles: Profiles);
        var (large, small) = (await InSegmentAsync(host, "High value"), await InSegmentAsync(host, "Starter"));
        foreach (var customer in new[] { large, small })
        {
            await host.ScoredAsync(customer, First, 82, 78);
        }

        (await host.WatchAsync(new Period(First, First.AddDays(2)))).ShouldBe(1);
        (await host.AlertsAsync()).ShouldHaveSingleItem().CustomerId.ShouldBe(large);
    }

    [Fact]
    public async Task A_profile_that_changed_is_no_drop()
    {
        await using var host = await HealthHost.StartAsync();
        var customer = await host.CustomerAsync();
        for (var day = 0; day < 10; day++)
        {
            await host.AddAsync(new HealthScore
            {
                CustomerId = customer,
                Day = First.AddDays(day),
                Value = day < 7 ? 90 : 50,
                Usage = 50,
                Coverage = 1,
                ProfileVersion = day < 7 ? "default-1" : "default-0a1b2c3d",
            });
        }

        (await host.WatchAsync(new Period(First, First.AddDays(10)))).ShouldBe(0);
        (await host.AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_profile_changed_the_whole_history_is_scored_by_it()
    {
        await using var host = await HealthHost.StartAsync(profiles: new HealthProfiles(HealthProfile.Default with { Threshold = 55 }));
        var customer = await host.CustomerAsync();
        var through = new DateOnly(2026, 11, 21);
        await host.FeedsAsync(through);
        await host.ScoredAsync(customer, through.AddDays(-41), [.. Enumerable.Repeat(25, 42)]);
        await host.AddAsync(new RetentionBot.Store.Entities.HealthProgress { Through = through });

        await host.RunAsync();

        var versions = await host.WithAsync<RetentionDb, List<string>>(db => db.HealthScores.Select(s => s.ProfileVersion).Distinct().ToListAsync());
        versions.ShouldHaveSingleItem().ShouldStartWith("default-");
        versions[0].ShouldNotBe("default-1");
        (await host.AlertsAsync()).ShouldBeEmpty();
    }

    private static async Task<long> InSegmentAsync(HealthHost host, string segment)
    {
        var id = await host.CustomerAsync();
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            (await db.Customers.FindAsync(id))!.Segment = segment;
            return await db.SaveChangesAsync();
        });
        return id;
    }
}
