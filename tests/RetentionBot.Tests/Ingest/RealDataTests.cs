using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Revenue;
using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class RealDataTests
{
    [RealDataFact]
    public async Task Mavenflix_comes_in_whole_and_the_second_time_changes_nothing()
    {
        await using var host = await IngestHost.StartAsync();

        // 3 069 rows of 2 877 customers, 1 065 of them open.
        var first = await ImportAsync(host, ImportKinds.Subscriptions, "mavenflix/subscriptions.csv", "mavenflix-subscriptions", new DateOnly(2023, 9, 8));

        (first.Added, first.Rejected, first.CustomersCreated).ShouldBe((3_069, 0, 2_877));
        (await host.WithDbAsync(db => db.Subscriptions.CountAsync(x => x.EndsOn == null))).ShouldBe(1_065);
        (await host.WithDbAsync(db => db.Subscriptions.CountAsync(x => x.StartsOn == x.EndsOn))).ShouldBe(108);
        (await host.WithDbAsync(db => db.Subscriptions.Select(x => x.MrrMinor).Distinct().SingleAsync())).ShouldBe(39_00);

        var second = await ImportAsync(host, ImportKinds.Subscriptions, "mavenflix/subscriptions.csv", "mavenflix-subscriptions", new DateOnly(2023, 9, 8));
        (second.Unchanged, second.Added, second.Changed, second.CustomersCreated, second.ChangedAnything).ShouldBe((3_069, 0, 0, 0, false));
    }

    [RealDataFact]
    public async Task Mavenflix_opening_and_lost_customers_of_a_month_agree_with_the_reference()
    {
        await using var host = await IngestHost.StartAsync();
        await ImportAsync(host, ImportKinds.Subscriptions, "mavenflix/subscriptions.csv", "mavenflix-subscriptions", new DateOnly(2023, 9, 8));

        // October 2022: 184 at the start, 57 of them gone at the end.
        var (from, to) = (new DateOnly(2022, 10, 1), new DateOnly(2022, 11, 1));
        var (opening, closing) = (await CustomersBeforeAsync(host, from), await CustomersBeforeAsync(host, to));

        opening.Count.ShouldBe(184);
        opening.Except(closing).Count().ShouldBe(57);
    }

    [RealDataFact]
    public async Task Ravenstack_comes_in_whole_and_the_second_time_changes_nothing()
    {
        await using var host = await IngestHost.StartAsync();
        var end = new DateOnly(2024, 12, 31);
        (string Kind, string File, string Map, int Rows)[] feeds =
        [
            (ImportKinds.Customers, "ravenstack/accounts.csv", "ravenstack-customers", 500),
            (ImportKinds.Subscriptions, "ravenstack/subscriptions.csv", "ravenstack-subscriptions", 5_000),
            (ImportKinds.Usage, "ravenstack/feature_usage.csv", "ravenstack-usage", 25_000),
            (ImportKinds.Cases, "ravenstack/support_tickets.csv", "ravenstack-cases", 2_000),
            (ImportKinds.Responses, "ravenstack/support_tickets.csv", "ravenstack-responses", 1_175),
        ];
        foreach (var feed in feeds)
        {
            var report = await ImportAsync(host, feed.Kind, feed.File, feed.Map, end);
            report.RejectedLines.ShouldBeEmpty();
            report.Added.ShouldBe(feed.Rows);
        }

        // 2 000 tickets, of which 825 without a score.
        (await host.WithDbAsync(db => db.Subscriptions.CountAsync(x => x.IsTrial))).ShouldBe(778);
        (await host.WithDbAsync(db => db.Subscriptions.CountAsync(x => x.ChurnType == "passive"))).ShouldBe(96);

        foreach (var feed in feeds)
        {
            var again = await ImportAsync(host, feed.Kind, feed.File, feed.Map, end);
            (again.Unchanged, again.ChangedAnything).ShouldBe((feed.Rows, false));
        }
    }

    [RealDataFact]
    public async Task Ravenstack_first_replies_of_a_month_have_the_reference_mean()
    {
        await using var host = await IngestHost.StartAsync();
        await ImportAsync(host, ImportKinds.Customers, "ravenstack/accounts.csv", "ravenstack-customers", new DateOnly(2024, 12, 31));
        await ImportAsync(host, ImportKinds.Cases, "ravenstack/support_tickets.csv", "ravenstack-cases", new DateOnly(2024, 12, 31));

        // January 2023: 83 tickets, 86.156627 minutes on average.
        var cases = (await host.AllAsync<SupportCase>()).Where(x => x.OpenedAt.AddHours(1) is { Year: 2023, Month: 1 }).ToList();
        cases.Count.ShouldBe(83);
        Math.Round(cases.Average(x => (decimal)(x.FirstReplyAt!.Value - x.OpenedAt).TotalMinutes), 6).ShouldBe(86.156627m);
    }

    [RealDataFact]
    public async Task Conference_answers_come_in_whole()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await ImportAsync(host, ImportKinds.Responses, "nps-preppin/conference_responses.csv", "nps-preppin-conference");

        (report.Added, report.Rejected).ShouldBe((39, 0));
        var scores = (await host.AllAsync<SurveyResponse>()).ConvertAll(x => x.Score);
        (scores.Count(x => x >= 9), scores.Count(x => x <= 6)).ShouldBe((8, 22));
    }

    [RealDataFact]
    public async Task Prep_Air_answers_are_picked_out_of_the_airlines()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await ImportAsync(host, ImportKinds.Responses, "nps-preppin/airline_responses.csv", "nps-preppin-airline");

        (report.Read, report.Added, report.Rejected).ShouldBe((184, 184, 0));
        var scores = (await host.AllAsync<SurveyResponse>()).ConvertAll(x => x.Score);
        (scores.Count(x => x >= 9), scores.Count(x => x <= 6)).ShouldBe((74, 35));
    }

    [RealDataFact]
    public async Task The_undated_answer_of_the_stores_is_rejected()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await ImportAsync(host, ImportKinds.Responses, "nps-preppin/multi_responses.csv", "nps-preppin-multi");

        (report.Added, report.Rejected).ShouldBe((27, 1));
        report.RejectedLines.ShouldHaveSingleItem().ShouldBe(new RejectedLine(9, "answered_at is not given."));
    }

    [RealDataFact]
    public async Task Cdnow_lines_are_one_order_each()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await ImportAsync(host, ImportKinds.Orders, "cdnow/CDNOW_master.txt", "cdnow-orders");

        (report.Added, report.Rejected, report.CustomersCreated).ShouldBe((69_659, 0, 23_570));
        (await host.WithDbAsync(db => db.Orders.SumAsync(x => x.TotalMinor))).ShouldBe(2_500_315_63);
    }

    [RealDataFact]
    public async Task Superstore_lines_are_joined_to_orders()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await ImportAsync(host, ImportKinds.Orders, "superstore/order_lines.csv", "superstore-orders");

        (report.Read, report.Added, report.Rejected, report.CustomersCreated).ShouldBe((9_994, 5_009, 0, 793));
        var orders = await host.AllAsync<Order>();
        orders.Sum(x => x.Lines).ShouldBe(9_994);

        // 2 297 200.86 in all; each of the orders is rounded to a cent.
        orders.Sum(x => x.TotalMinor).ShouldBeInRange(2_297_200_86 - 25_00, 2_297_200_86 + 25_00);
    }

    /// <summary>Who was a customer at the close of the day before.</summary>
    private static Task<List<long>> CustomersBeforeAsync(IngestHost host, DateOnly day) =>
        host.WithDbAsync(db => db.Subscriptions
            .Where(x => x.StartsOn < day && (x.EndsOn == null || x.EndsOn >= day))
            .Select(x => x.CustomerId)
            .Distinct()
            .ToListAsync());

    private static async Task<ImportReport> ImportAsync(IngestHost host, string kind, string file, string mapping, DateOnly? asOf = null)
    {
        await using var input = File.OpenRead(RealDataFactAttribute.File(file));
        return await host.ImportAsync(kind, input, await ExampleMappings.ReadAsync(mapping), request => request with { AsOf = asOf });
    }
}
