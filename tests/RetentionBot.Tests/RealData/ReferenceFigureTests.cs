using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Questions;
using RetentionBot.Store;
using RetentionBot.Tests.Cli;
using RetentionBot.Tests.Ingest;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.RealData;

/// <summary>Public data sets in by the verb <c>import</c> with the example mappings, figures out as the API gives them, against figures worked out elsewhere.</summary>
public sealed class ReferenceFigureTests
{
    [RealDataFact]
    public async Task Mavenflix_gives_the_reference_customers_of_every_month()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "subscriptions", "mavenflix/subscriptions.csv", "mavenflix-subscriptions", "2023-09-08");
        await using var host = await BuiltHost.StartAsync(folder.Path);

        // 134 of the 610 customers of 1 February 2023 were gone at its end.
        var february = await FigureAsync(host, MetricNames.ChurnRate, Period.Month(2023, 2));
        (february.Numerator, february.Denominator).ShouldBe((134, 610));

        (await CompareMonthsAsync(host, "mavenflix")).ShouldBe(7);
    }

    [RealDataFact]
    public async Task Ravenstack_gives_the_reference_customers_of_every_month_and_scores_every_account()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "customers", "ravenstack/accounts.csv", "ravenstack-customers", "2024-12-31");
        await ImportAsync(folder, "subscriptions", "ravenstack/subscriptions.csv", "ravenstack-subscriptions", "2024-12-31");
        await ImportAsync(folder, "usage", "ravenstack/feature_usage.csv", "ravenstack-usage", "2024-12-31");
        await ImportAsync(folder, "cases", "ravenstack/support_tickets.csv", "ravenstack-cases", "2024-12-31");
        var score = await BotProcess.RunAsync(folder, "score", "--from", "2024-12-31", "--to", "2024-12-31");
        score.ExitCode.ShouldBe(0, score.Errors);

        await using var host = await BuiltHost.StartAsync(folder.Path);
        var db = host.Get<RetentionDb>();
        (await db.Customers.CountAsync(), await db.Subscriptions.CountAsync(), await db.Usage.CountAsync(), await db.Cases.CountAsync()).ShouldBe((500, 5_000, 25_000, 2_000));

        var day = new DateOnly(2024, 12, 31);
        var scores = await db.HealthScores.AsNoTracking().Where(s => s.Day == day).ToListAsync();
        scores.Count.ShouldBe(500);
        scores.ShouldAllBe(s => s.Value >= 0 && s.Value <= 100 && s.Coverage == 1);

        // First scores fire nothing.
        (await db.Alerts.CountAsync()).ShouldBe(0);
        (await CompareMonthsAsync(host, "ravenstack")).ShouldBe(12);
    }

    [RealDataFact]
    public async Task Conference_answers_give_the_reference_score()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "responses", "nps-preppin/conference_responses.csv", "nps-preppin-conference");
        await using var host = await BuiltHost.StartAsync(folder.Path);

        // (8 - 22) / 39 is -35.897436; published is -35.9.
        var nps = await FigureAsync(host, MetricNames.Nps, Everything);
        var conference = (await ExpectedAsync("nps-preppin"))["conference"]!;
        nps.NpsGroups.ShouldBe(new(8, 9, 22));
        CompareNps(nps, conference["ours"]!);
        (nps.Denominator, nps.NpsGroups?.Promoters, nps.NpsGroups?.Detractors)
            .ShouldBe((conference["published"]!["responses"]!.GetValue<int>(), conference["published"]!["promoters"]!.GetValue<int>(), conference["published"]!["detractors"]!.GetValue<int>()));
        Math.Round(nps.Value!.Value, 1, MidpointRounding.AwayFromZero).ShouldBe(conference["published"]!["nps_one_decimal"]!.GetValue<decimal>());
    }

    [RealDataFact]
    public async Task Prep_Air_answers_give_the_reference_score()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "responses", "nps-preppin/airline_responses.csv", "nps-preppin-airline");
        await using var host = await BuiltHost.StartAsync(folder.Path);

        // (74 - 35) / 184 is 21.195652; published is 40 - 19, both shares rounded down.
        var nps = await FigureAsync(host, MetricNames.Nps, Everything);
        var airline = (await ExpectedAsync("nps-preppin"))["prep_air"]!;
        nps.NpsGroups.ShouldBe(new(74, 75, 35));
        CompareNps(nps, airline["ours"]!);
        var groups = nps.NpsGroups!.Value;
        ((100 * groups.Promoters / groups.Answers) - (100 * groups.Detractors / groups.Answers)).ShouldBe(airline["published_with_both_shares_rounded_down"]!.GetValue<int>());
    }

    [RealDataFact]
    public async Task Of_several_answers_the_latest_counts()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "responses", "nps-preppin/multi_responses.csv", "nps-preppin-multi");
        await using var host = await BuiltHost.StartAsync(folder.Path);

        // 27 dated answers of 20 people; of their latest 5 are 9 or 10 and 10 are 6 or less.
        var nps = await FigureAsync(host, MetricNames.Nps, Everything);
        nps.NpsGroups.ShouldBe(new(5, 5, 10));
        nps.Value.ShouldBe(-25m);

        // Published are the first answer of everybody and the latest of who gave several: store, name, instant, which of the two, score. Stores are not always spelled alike.
        var published = new Dictionary<string, (string At, int Score)>();
        foreach (var row in (await File.ReadAllLinesAsync(RealDataFactAttribute.File("nps-preppin/multi_responses_published_first_latest.csv"))).Skip(1).Select(l => l.Split(',')).OrderBy(r => r[3]))
        {
            published[$"{row[0]} {row[1]}"] = (row[2], int.Parse(row[4], CultureInfo.InvariantCulture));
        }

        var (answers, zone) = (await host.Get<RetentionDb>().Responses.AsNoTracking().ToListAsync(), host.Get<Workspace>().Zone);
        answers.GroupBy(r => r.Respondent).Select(r => r.MaxBy(x => x.AnsweredAt)!)
            .Select(r => (TimeZoneInfo.ConvertTime(r.AnsweredAt, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), r.Score))
            .ShouldBe(published.Values, ignoreOrder: true);
        published.Values.Aggregate(default(NpsGroups), (groups, answer) => groups.With(answer.Score)).ShouldBe(nps.NpsGroups!.Value);
    }

    private static Period Everything => new(new DateOnly(2016, 1, 1), new DateOnly(2026, 1, 1));

    private static async Task ImportAsync(TestFolder folder, string kind, string file, string mapping, string? asOf = null)
    {
        string[] arguments = ["import", kind, RealDataFactAttribute.File(file), "--map", Path.Combine(ExampleMappings.Folder, $"{mapping}.json")];
        var run = await BotProcess.RunAsync(folder, asOf is null ? arguments : [.. arguments, "--as-of", asOf]);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    private static async Task<KpiResult> FigureAsync(BuiltHost host, string metric, Period period)
    {
        var facts = await host.Get<FactCache>().CurrentAsync(CancellationToken.None);
        return KpiCatalogue.Compute(new KpiQuery(metric, period), facts.Snapshot, host.Get<AnswerQuestions>().Today(null), new KpiSettings()).ShouldNotBeNull();
    }

    private static async Task<JsonNode> ExpectedAsync(string set) => JsonNode.Parse(await File.ReadAllTextAsync(RealDataFactAttribute.File($"{set}/expected-dev.json")))!;

    private static void CompareNps(KpiResult nps, JsonNode known)
    {
        var groups = nps.NpsGroups.ShouldNotBeNull();
        (nps.Denominator, groups.Promoters, groups.Passives, groups.Detractors).ShouldBe(
            (known["responses"]!.GetValue<int>(), known["promoters"]!.GetValue<int>(), known["passives"]!.GetValue<int>(), known["detractors"]!.GetValue<int>()));
        Math.Round(nps.Value!.Value, 6, MidpointRounding.AwayFromZero).ShouldBe(known["nps"]!.GetValue<decimal>());
        KpiWords.Value(nps, Texts.For(Texts.English)).ShouldStartWith(known["nps_display"]!.GetValue<int>().ToString("+0;-0", CultureInfo.InvariantCulture));
    }

    /// <returns>How many months were compared.</returns>
    private static async Task<int> CompareMonthsAsync(BuiltHost host, string set)
    {
        var months = (await ExpectedAsync(set))["months"]!.AsArray();
        foreach (var expected in months.Select(m => m!.AsObject()))
        {
            var name = expected["month"]!.GetValue<string>();
            var first = DateOnly.ParseExact($"{name}-01", "yyyy-MM-dd");
            var month = Period.MonthOf(first);
            long Count(string member) => expected[member]!.GetValue<long>();

            var churn = await FigureAsync(host, MetricNames.ChurnRate, month);
            var retention = await FigureAsync(host, MetricNames.RetentionRate, month);
            if (churn.WhyNoValue == NoValueReason.NoData)
            {
                // Before the first customer: the reference writes zeros, we say that there are no data.
                (Count("opening_customers"), Count("closing_customers"), Count("new_customers")).ShouldBe((0, 0, 0), name);
                continue;
            }

            (churn.Numerator, churn.Denominator).ShouldBe((Count("lost"), Count("opening_customers")), name);
            (retention.Numerator, retention.Denominator).ShouldBe((Count("retained"), Count("opening_customers")), name);
            PerCent(churn).ShouldBe(expected["churn_rate_pct"]?.GetValue<decimal>(), name);
            PerCent(retention).ShouldBe(expected["retention_pct"]?.GetValue<decimal>(), name);
            (await FigureAsync(host, MetricNames.NewCustomers, month)).Value.ShouldBe(Count("new_customers"), name);
            (await FigureAsync(host, MetricNames.CustomersLost, month)).Value.ShouldBe(Count("lost"), name);
            (await FigureAsync(host, MetricNames.CustomersActive, month)).Value.ShouldBe(Count("closing_customers"), name);
        }

        return months.Count;
    }

    private static decimal? PerCent(KpiResult result) => result.Value is { } value ? Math.Round(value * 100, 6, MidpointRounding.AwayFromZero) : null;
}
