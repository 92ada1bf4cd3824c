using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Benchmarks.Kpis;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest;
using RetentionBot.ScaleData;
using RetentionBot.ScaleData.Database;
using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Files;
using RetentionBot.ScaleData.Totals;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Bench;

/// <summary>A database of 2,000 customers, made once for the tests that read it.</summary>
public sealed class ScaleDatabaseFixture : IAsyncLifetime, IDisposable
{
    private const int Customers = 2_000;

    private readonly TestFolder folder = new();

    internal string File => folder.File("2000.db");

    internal ScaleTotals Totals { get; private set; } = null!;

    public async Task InitializeAsync() => Totals = await ScaleDatabase.CreateAsync(File, ScaleSize.Of(Customers), 1, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}

public sealed class ScaleDatabaseTests(ScaleDatabaseFixture fixture) : IClassFixture<ScaleDatabaseFixture>
{
    private const int Few = 150;

    [Fact]
    public void The_totals_hold_and_what_was_planted_is_found()
    {
        TotalsCheck.Faults(fixture.Totals).ShouldBeEmpty();
        fixture.Totals.Planted.AgeFairTop3[0].ShouldBe("2024-09");
        fixture.Totals.Planted.LowestPlanChurn.ShouldBe("Enterprise");
    }

    [Fact]
    public async Task They_lie_beside_the_database()
    {
        var text = await File.ReadAllTextAsync(ScaleDatabase.TotalsFile(fixture.File));

        ScaleTotals.Parse(text).ToJson().ShouldBe(fixture.Totals.ToJson());
    }

    [Fact]
    public async Task The_tables_hold_as_many_rows_as_the_totals_say()
    {
        await using var db = Open(fixture.File);

        long[] stored =
        [
            await db.Customers.CountAsync(), await db.Subscriptions.CountAsync(), await db.Responses.CountAsync(), await db.Cases.CountAsync(), await db.Orders.CountAsync(),
        ];

        stored.ShouldBe(fixture.Totals.Rows.Select(row => row.Stored));
        fixture.Totals.Rows.Where(row => row.Written > row.Stored).Select(row => row.Table).ShouldBe(["subscriptions", "responses"]);
    }

    [Fact]
    public void Hand_written_SQL_says_what_was_counted()
    {
        var copy = Path.ChangeExtension(fixture.File, ".indexed.db");
        SqlBaseline.Prepare(fixture.File, copy);
        using var sql = SqlBaseline.Open(copy);

        SqlCheck.Faults(sql, fixture.Totals).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_bot_says_what_was_counted()
    {
        var services = new ServiceCollection().AddLogging().AddStore($"Data Source={fixture.File}")
            .AddSingleton(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));
        await using var provider = services.BuildServiceProvider();
        var facts = (await provider.GetRequiredService<FactCache>().CurrentAsync(CancellationToken.None)).Snapshot;

        for (var m = 0; m < Window.Months; m++)
        {
            var (counted, nps) = (fixture.Totals.Months[m].Customers, fixture.Totals.Months[m].Nps);
            var period = MeasuredPeriod.Cut(Period.MonthOf(Window.FirstOf(m)), Window.DataThrough, Window.DataThrough.AddDays(1)).ShouldNotBeNull();
            var found = CustomerCounts.Of(facts, period);

            new CustomerTotals(found.Opening, found.Closing, found.Lost, found.Retained, found.New, found.JoinedAndLost, found.Reactivated).ShouldBe(counted);
            KpiCatalogue.Compute(new KpiQuery(MetricNames.Nps, period.Asked), facts, Window.DataThrough.AddDays(1), new KpiSettings())!.NpsGroups.GetValueOrDefault()
                .ShouldBe(new NpsGroups((int)nps.Promoters, (int)nps.Passives, (int)nps.Detractors));
        }
    }

    [Fact]
    public async Task The_indexes_and_the_references_are_the_bots_own()
    {
        using var folder = new TestFolder();
        var empty = folder.File("empty.db");
        await using (var db = Open(empty))
        {
            await db.Database.MigrateAsync();
        }

        (await AskAsync(fixture.File, SchemaSql)).ShouldBe(await AskAsync(empty, SchemaSql));
        (await AskAsync(fixture.File, "PRAGMA foreign_key_check")).ShouldBeEmpty();
        (await AskAsync(fixture.File, "PRAGMA journal_mode")).ShouldBe(["wal"]);
    }

    [Fact]
    public async Task A_database_that_holds_customers_is_refused() =>
        await Should.ThrowAsync<InvalidOperationException>(() => ScaleDatabase.CreateAsync(fixture.File, ScaleSize.Of(10), 1, CancellationToken.None));

    /// <summary>The loading goes past the importer, so it has to end where the importer would.</summary>
    [Fact]
    public async Task The_database_is_what_an_import_of_the_files_makes()
    {
        using var folder = new TestFolder();
        var size = ScaleSize.Of(Few);
        await ScaleFiles.WriteAsync(folder.Path, size, 1, CancellationToken.None);
        await ScaleDatabase.CreateAsync(folder.File("few.db"), size, 1, CancellationToken.None);
        await using var host = await IngestHost.StartAsync();
        var mapping = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "bench", "RetentionBot.ScaleData", "customers.mapping.json"));
        foreach (var table in CsvTables.Imported)
        {
            await host.ImportAsync(
                table.Name, await File.ReadAllBytesAsync(folder.File($"{table.Name}.csv")), table == CsvTables.Customers ? mapping : null,
                request => request with { AsOf = Window.DataThrough });
        }

        await using var loaded = Open(folder.File("few.db"));
        await ShouldBeAlikeAsync<Customer>();
        await ShouldBeAlikeAsync<SubscriptionStretch>();
        await ShouldBeAlikeAsync<SurveyResponse>();
        await ShouldBeAlikeAsync<SupportCase>();
        await ShouldBeAlikeAsync<Order>();
        (await loaded.Feeds.OrderBy(feed => feed.Kind).Select(feed => new { feed.Kind, feed.DataThrough }).ToListAsync())
            .ShouldBe((await host.AllAsync<Feed>()).OrderBy(feed => feed.Kind, StringComparer.Ordinal).Select(feed => new { feed.Kind, feed.DataThrough }));
        (await DataVersions.CurrentAsync(loaded, CancellationToken.None)).ShouldNotBe(0);

        async Task ShouldBeAlikeAsync<T>()
            where T : class, IImported
        {
            var rows = (await loaded.Set<T>().AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row => JsonSerializer.Serialize(row)).ToList();
            rows.Count.ShouldBeGreaterThan(50);
            rows.ShouldBe((await host.AllAsync<T>()).OrderBy(row => row.Id).Select(row => JsonSerializer.Serialize(row)));
        }
    }

    private const string SchemaSql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name";

    private static RetentionDb Open(string file) => new(new DbContextOptionsBuilder<RetentionDb>().UseSqlite($"Data Source={file}").Options);

    private static async Task<List<string>> AskAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<string>();
        while (await reader.ReadAsync())
        {
            answers.Add(reader.GetString(0));
        }

        return answers;
    }
}
