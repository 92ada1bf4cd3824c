using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Checklists;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Reading;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Checklists;

public sealed class HomeworkUpkeepTests
{
    [Fact]
    public async Task A_tick_that_the_evidence_contradicts_is_seen_within_one_run_and_no_longer_when_the_evidence_comes()
    {
        await using var host = await HomeworkHost.StartAsync();
        await TickedAsync(host);

        // The usage feed was never connected.
        await host.RunAsync();
        (await IsContradictedAsync(host)).ShouldBeTrue();

        await host.FeedAsync(Feeds.Usage, new DateOnly(2026, 11, 21));
        await host.RunAsync();
        (await IsContradictedAsync(host)).ShouldBeFalse();

        // And again, when the place is gone.
        await host.WithAsync<RetentionDb, int>(db => db.Conversations.ExecuteUpdateAsync(c => c.SetProperty(x => x.IsActive, false)));
        await host.RunAsync();
        (await IsContradictedAsync(host)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_finds_the_same_changes_nothing()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PayingAsync(30, _ => null);
        await TickedAsync(host);
        await host.RunAsync();
        var before = await ItemsAsync(host);

        await host.RunAsync();

        (await ItemsAsync(host)).Select(i => i.Version).ShouldBe(before.Select(i => i.Version));
        before.ShouldAllBe(i => i.Homework != null);
    }

    [Fact]
    public async Task An_import_is_followed_by_a_look()
    {
        var looks = new Looks();
        await using var host = await HealthHost.StartAsync(more: services => services
            .AddSingleton<ILookAgain>(looks)
            .AddSingleton<IAfterImport>(provider => provider.GetRequiredService<HomeworkUpkeep>()));
        await host.WithAsync<Intake, ImportReport>(async intake =>
        {
            using var rows = new MemoryStream("id,name\nc1,Acme"u8.ToArray());
            return await intake.TakeAsync(rows, Mapping.None, null, new ImportRequest { Kind = ImportKinds.Customers, Source = "test.csv" }, CancellationToken.None);
        });
        looks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_look_that_fails_does_not_fail_the_run_it_follows()
    {
        var looks = new Looks { Fails = true };
        await using var host = await HealthHost.StartAsync(more: services => services.AddSingleton<ILookAgain>(looks));

        (await host.WithAsync<RulesRun, int>(run => run.RunAsync([], CancellationToken.None))).ShouldBe(0);

        looks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task There_is_a_look_each_hour()
    {
        var looks = new Looks();
        await using var host = await HealthHost.StartAsync(more: services => services.AddSingleton<ILookAgain>(looks));
        await host.WithAsync<IServiceProvider, bool>(async scope =>
        {
            var job = scope.GetServices<Job>().Single(j => j.Key == "homework");
            job.Schedule.ShouldBe(new JobSchedule.Each(TimeSpan.FromHours(1)));
            await job.WorkAsync(scope, CancellationToken.None);
            return true;
        });

        looks.Count.ShouldBe(1);
    }

    private static async Task TickedAsync(HealthHost host)
    {
        var plan = HomeworkHost.Seven();
        await host.AddAsync(plan);
        var list = HomeworkHost.ListOf(HomeworkHost.Day, plan);
        list.Items.Single(i => i.Check == WeeklySeven.HealthAlert).Tick("Sanne", DateTimeOffset.UnixEpoch);
        await host.AddAsync(list);
    }

    private static Task<List<ChecklistItem>> ItemsAsync(HealthHost host) =>
        host.WithAsync<RetentionDb, List<ChecklistItem>>(async db => [.. (await db.Checklists.AsNoTracking().Include(l => l.Items).SingleAsync()).Items.OrderBy(i => i.Position)]);

    private static async Task<bool> IsContradictedAsync(HealthHost host) => (await ItemsAsync(host)).Single(i => i.Check == WeeklySeven.HealthAlert).IsContradicted;

    private sealed class Looks : ILookAgain
    {
        public int Count { get; private set; }

        public bool Fails { get; init; }

        public Task LookAgainAsync(CancellationToken ct)
        {
            Count++;
            return Fails ? throw new InvalidOperationException("It fails.") : Task.CompletedTask;
        }
    }
}
