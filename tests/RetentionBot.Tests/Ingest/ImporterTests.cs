using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Ingest;

public sealed class ImporterTests
{
    [Fact]
    public async Task The_same_file_twice_changes_nothing_but_the_list_of_runs()
    {
        await using var host = await IngestHost.StartAsync();
        const string Text = "id,name\nc1,One\nc2,Two\nc3,Three";
        await host.ImportAsync(ImportKinds.Customers, Text);
        var (before, version) = (await host.AllAsync<Customer>(), await VersionAsync(host));

        var second = await host.ImportAsync(ImportKinds.Customers, Text);

        (second.Added, second.Changed, second.Unchanged, second.Retired, second.ChangedAnything).ShouldBe((0, 0, 3, 0, false));
        (await host.AllAsync<Customer>()).ShouldBeEquivalentTo(before);
        (await VersionAsync(host)).ShouldBe(version);
    }

    [Fact]
    public async Task A_row_with_other_values_is_changed_under_its_old_id()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,One\nc2,Two");
        var ids = (await host.AllAsync<Customer>()).ConvertAll(x => x.Id);

        var report = await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,One\nc2,Deux\nc3,Three");

        (report.Added, report.Changed, report.Unchanged).ShouldBe((1, 1, 1));
        var customers = await host.AllAsync<Customer>();
        customers.ConvertAll(x => x.Name).ShouldBe(["One", "Deux", "Three"]);
        customers.Take(2).Select(x => x.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task A_thousand_rows_with_three_bad_ones_leave_three_named()
    {
        await using var host = await IngestHost.StartAsync();
        var rows = Enumerable.Range(2, 1_000).Select(line => line is 3 or 500 or 1_001 ? $",nameless {line}" : $"c{line},Customer {line}");

        var report = await host.ImportAsync(ImportKinds.Customers, $"id,name\n{string.Join('\n', rows)}");

        (report.Read, report.Added, report.Rejected).ShouldBe((1_000, 997, 3));
        report.RejectedLines.Select(x => x.Line).ShouldBe([3, 500, 1_001]);
        var run = await host.WithDbAsync(db => db.ImportRuns.Include(x => x.RejectedRows).SingleAsync());
        (run.Kind, run.Source, run.Added, run.Rejected).ShouldBe(("customers", "test.csv", 997, 3));
        run.RejectedRows.ConvertAll(x => (x.Line, x.Reason)).ShouldBe([(3, "id is not given."), (500, "id is not given."), (1_001, "id is not given.")]);
    }

    [Fact]
    public async Task Only_the_first_thousand_rejected_rows_are_kept()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Customers, $"id,name\nc1,One\n{string.Concat(Enumerable.Repeat(",x\n", 1_200))}");

        report.Rejected.ShouldBe(1_200);
        (await host.AllAsync<RejectedRow>()).Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task Batches_do_not_show()
    {
        await using var host = await IngestHost.StartAsync();
        var text = $"id,customer,day\n{string.Join('\n', Enumerable.Range(1, 4_500).Select(i => $"u{i},c{(i % 7) + 1},2026-05-01"))}";
        await host.ImportAsync(ImportKinds.Customers, "id\nc1\nc2\nc3\nc4\nc5\nc6\nc7");

        (await host.ImportAsync(ImportKinds.Usage, text)).Added.ShouldBe(4_500);
        (await host.ImportAsync(ImportKinds.Usage, text)).Unchanged.ShouldBe(4_500);
        (await host.WithDbAsync(db => db.Usage.CountAsync())).ShouldBe(4_500);
    }

    [Fact]
    public async Task The_same_key_twice_in_one_file_is_one_row_and_other_values_are_rejected()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,One\nc1,One\nc1,Uno");

        (report.Added, report.Unchanged, report.Rejected).ShouldBe((1, 1, 1));
        report.RejectedLines.ShouldHaveSingleItem().ShouldBe(new RejectedLine(4, "line 2 has the same id with other values."));
    }

    [Fact]
    public async Task Check_tells_what_would_happen_and_writes_nothing()
    {
        await using var host = await IngestHost.StartAsync();
        const string CreateCustomers = """{ "createCustomers": true }""";
        await host.ImportAsync(
            ImportKinds.Subscriptions, "id,customer,start,mrr\ns1,c1,2026-01-01,10\ns2,c1,2026-01-01,20\ns3,c1,2026-01-01,30", CreateCustomers);
        var before = await host.DumpAsync();

        var report = await host.ImportAsync(
            ImportKinds.Subscriptions,
            "id,customer,start,mrr\ns1,c1,2026-01-01,10\ns2,c1,2026-01-01,21\ns4,new,2026-01-01,1\ns5,c1,2026-01-01,-1",
            CreateCustomers,
            request => request with { Check = true, Full = true });

        (report.Added, report.Changed, report.Unchanged, report.Retired, report.Rejected, report.CustomersCreated).ShouldBe((1, 1, 1, 1, 1, 1));
        report.NeedsConfirmation.ShouldBe("This would retire 1 of 3 subscriptions, more than 10 %. Say yes (--yes, or yes=true) if that is meant.");
        (await host.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_full_import_retires_what_is_absent_up_to_a_tenth_without_asking()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, Ids(1, 10));

        // One of ten is exactly a tenth.
        var report = await host.ImportAsync(ImportKinds.Customers, Ids(2, 10), with: request => request with { Full = true });

        (report.Retired, report.Unchanged).ShouldBe((1, 9));
        (await host.AllAsync<Customer>()).Where(x => x.RetiredAt is not null).ShouldHaveSingleItem().SourceKey.ShouldBe("c1");
    }

    [Fact]
    public async Task A_full_import_that_would_retire_more_than_a_tenth_asks_first()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, Ids(1, 10));
        var before = await host.DumpAsync();

        var refused = await Should.ThrowAsync<ImportRefusedException>(
            () => host.ImportAsync(ImportKinds.Customers, Ids(3, 12), with: request => request with { Full = true }));
        refused.Message.ShouldStartWith("This would retire 2 of 10 customers, more than 10 %.");
        (await host.DumpAsync()).ShouldBe(before);

        var report = await host.ImportAsync(ImportKinds.Customers, Ids(3, 12), with: request => request with { Full = true, Confirmed = true });
        (report.Retired, report.Added, report.Unchanged).ShouldBe((2, 2, 8));
    }

    [Fact]
    public async Task A_retired_row_that_comes_back_counts_again()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, Ids(1, 10));
        await host.ImportAsync(ImportKinds.Customers, Ids(2, 10), with: request => request with { Full = true });

        (await host.ImportAsync(ImportKinds.Customers, Ids(1, 1))).Changed.ShouldBe(1);
        (await host.AllAsync<Customer>()).ShouldAllBe(x => x.RetiredAt == null);
    }

    [Fact]
    public async Task A_row_that_stands_in_the_file_and_is_bad_is_not_retired()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,country\nc1,NL\nc2,NL");
        var report = await host.ImportAsync(ImportKinds.Customers, "id,country\nc1,NL\nc2,Nederland", with: request => request with { Full = true });

        (report.Rejected, report.Retired).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_full_import_without_one_good_row_retires_nothing()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, Ids(1, 3));
        var report = await host.ImportAsync(ImportKinds.Customers, "id,country\nx,Nowhere", with: request => request with { Full = true, Confirmed = true });

        (report.Retired, report.ChangedAnything).ShouldBe((0, false));
    }

    [Fact]
    public async Task The_feed_reaches_to_the_day_given_and_else_to_yesterday()
    {
        await using var host = await IngestHost.StartAsync();
        (await host.ImportAsync(ImportKinds.Customers, "id\nc1")).DataThrough.ShouldBe(IngestHost.Yesterday);
        await host.ImportAsync(ImportKinds.Renewals, "id,customer,date\nn1,c1,2027-01-01", with: request => request with { AsOf = new DateOnly(2026, 10, 31) });

        (await host.AllAsync<Feed>()).ToDictionary(x => x.Kind, x => x.DataThrough)
            .ShouldBe(new Dictionary<string, DateOnly> { ["customers"] = IngestHost.Yesterday, ["renewals"] = new(2026, 10, 31) }, ignoreOrder: true);
    }

    [Fact]
    public async Task Yesterday_does_not_take_back_a_later_day_that_was_given()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1", with: request => request with { AsOf = IngestHost.Today });

        (await host.ImportAsync(ImportKinds.Customers, "id\nc2")).DataThrough.ShouldBe(IngestHost.Today);
    }

    [Fact]
    public async Task A_feed_that_only_reaches_further_is_a_change()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        var before = await VersionAsync(host);
        host.Clock.Now += TimeSpan.FromDays(1);

        var report = await host.ImportAsync(ImportKinds.Customers, "id\nc1");

        (report.Unchanged, report.DataThrough, report.ChangedAnything).ShouldBe((1, IngestHost.Today, true));
        (await VersionAsync(host)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Rejected_rows_alone_leave_feed_and_version_as_they_were()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Customers, "id,country\nc1,Nederland");

        (report.Taken, report.DataThrough, report.ChangedAnything).ShouldBe((0, null, false));
        (await host.AllAsync<Feed>()).ShouldBeEmpty();
        (await host.AllAsync<DataVersion>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_in_the_future_is_no_as_of_date()
    {
        await using var host = await IngestHost.StartAsync();
        var refused = await Should.ThrowAsync<ImportRefusedException>(
            () => host.ImportAsync(ImportKinds.Customers, "id\nc1", with: request => request with { AsOf = IngestHost.Today.AddDays(1) }));

        refused.Message.ShouldBe("The as-of date 2026-11-23 lies in the future.");
    }

    [Fact]
    public async Task Customers_are_not_created_for_kinds_that_need_them_there()
    {
        await using var host = await IngestHost.StartAsync();
        var refused = await Should.ThrowAsync<ImportRefusedException>(
            () => host.ImportAsync(ImportKinds.Usage, "id,customer,day\nu1,c1,2026-01-01", """{ "createCustomers": true }"""));

        refused.Message.ShouldBe("createCustomers is for subscriptions, orders and responses; usage need customers that are there.");
    }

    [Fact]
    public async Task An_input_that_breaks_off_late_leaves_nothing_behind()
    {
        await using var host = await IngestHost.StartAsync();
        var before = await host.DumpAsync();
        // Two batches are written before the line without an end is met.
        var text = $"id,name\n{string.Concat(Enumerable.Range(1, 4_100).Select(i => $"c{i},Customer {i}\n"))}x,{new string('y', 3 << 20)}";

        await Should.ThrowAsync<ImportRefusedException>(() => host.ImportAsync(ImportKinds.Customers, text));

        (await host.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Listeners_hear_of_changes_only()
    {
        var listener = new Listener();
        await using var host = await IngestHost.StartAsync(services => services.AddSingleton<IAfterImport>(listener));
        await host.ImportAsync(ImportKinds.Customers, "id\nc1", with: request => request with { Check = true });
        listener.Heard.ShouldBeEmpty();

        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        listener.Heard.ShouldBe(["customers"]);
    }

    [Fact]
    public async Task A_listener_that_fails_fails_neither_the_import_nor_the_next_listener()
    {
        var listener = new Listener();
        await using var host = await IngestHost.StartAsync(
            services => services.AddSingleton<IAfterImport, FailingListener>().AddSingleton<IAfterImport>(listener));

        (await host.ImportAsync(ImportKinds.Customers, "id\nc1")).Added.ShouldBe(1);

        listener.Heard.ShouldBe(["customers"]);
    }

    [Fact]
    public async Task The_importer_takes_part_in_a_transaction_that_is_open()
    {
        await using var host = await IngestHost.StartAsync();
        await host.InScopeAsync(
            async (services, ct) =>
            {
                var db = services.GetRequiredService<RetentionDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var row = new SourceRow(2, new Dictionary<string, string> { ["id"] = "c1" });
                var request = new ImportRequest { Kind = ImportKinds.Customers, Source = "sample" };
                var report = await services.GetRequiredService<Importer>().ImportAsync(request, new[] { row }.ToAsyncEnumerable(), ct);
                report.Added.ShouldBe(1);
                await transaction.RollbackAsync(ct);
                return 0;
            },
            CancellationToken.None);

        (await host.AllAsync<Customer>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retired_customer_still_gives_its_history_a_place()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, Ids(1, 10));
        await host.ImportAsync(ImportKinds.Customers, Ids(2, 10), with: request => request with { Full = true });

        (await host.ImportAsync(ImportKinds.Subscriptions, "id,customer,start,mrr\ns1,c1,2026-01-01,10")).Added.ShouldBe(1);
        (await host.OnlyAsync<SubscriptionStretch>()).Fingerprint.Length.ShouldBe(64);
    }

    private static string Ids(int from, int to) => $"id\n{string.Join('\n', Enumerable.Range(from, to - from + 1).Select(i => $"c{i}"))}";

    private static async Task<long> VersionAsync(IngestHost host) => (await host.OnlyAsync<DataVersion>()).Value;

    private sealed class Listener : IAfterImport
    {
        public List<string> Heard { get; } = [];

        public Task AfterImportAsync(string kind)
        {
            Heard.Add(kind);
            return Task.CompletedTask;
        }
    }

    private sealed class FailingListener : IAfterImport
    {
        public Task AfterImportAsync(string kind) => throw new InvalidOperationException("Not today.");
    }
}
