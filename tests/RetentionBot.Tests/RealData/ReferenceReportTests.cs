using System.Text.Json.Nodes;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Questions;
using RetentionBot.Store;
using RetentionBot.Tests.Cli;
using RetentionBot.Tests.Ingest;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.RealData;

/// <summary>Public data sets in by the verb <c>import</c>, and everything <c>/api/kpis</c> and <c>/api/cohorts</c> say of them against figures worked out elsewhere, to the last digit.</summary>
public sealed class ReferenceReportTests
{
    private static readonly KpiSettings Settings = new(GrossMargin: 0.7m);

    [RealDataFact]
    public async Task Mavenflix_months_cohorts_risks_and_departures()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "subscriptions", "mavenflix/subscriptions.csv", "mavenflix-subscriptions", "2023-09-08");
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var facts = await FactsAsync(host);
        var expected = Expected("mavenflix");

        CompareMonths(facts, expected["months"]!.AsArray()).ShouldBe(7);
        CompareCohorts(facts, expected["cohorts"]!.AsArray(), expected["risk_cohorts"]!.AsObject(), "signup_month", new DateOnly(2023, 2, 28)).ShouldBe(6);
        CompareAges(facts, expected["risk_cohorts_month3"]!.AsObject(), new DateOnly(2023, 2, 28));
        CompareDepartures(facts, expected["churn_types"]!.AsArray()).ShouldBe(6);

        // From the first day with data on.
        var winBack = Report(facts, new Period(new DateOnly(2022, 9, 1), new DateOnly(2023, 3, 1)));
        var known = expected["winback"]!;
        foreach (var (ours, theirs) in new[]
        {
            ("stretches_ended", "stretches_ended"), ("restarts", "restarts"), ("within_30_days", "phase1_le_30d"), ("within_90_days", "phase2_31_90d"), ("later", "phase3_gt_90d"),
        })
        {
            Number(winBack["win_back"]![ours]).ShouldBe(Number(known[theirs]), ours);
        }

        Rounded(winBack["metrics"]!["reactivation_rate"]!["value"]).ShouldBe(Number(known["winback_pct"]));
    }

    [RealDataFact]
    public async Task Ravenstack_months_support_cohorts_and_plans()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "customers", "ravenstack/accounts.csv", "ravenstack-customers", "2024-12-31");
        await ImportAsync(folder, "subscriptions", "ravenstack/subscriptions.csv", "ravenstack-subscriptions", "2024-12-31");
        await ImportAsync(folder, "cases", "ravenstack/support_tickets.csv", "ravenstack-cases", "2024-12-31");
        await ImportAsync(folder, "responses", "ravenstack/support_tickets.csv", "ravenstack-responses", "2024-12-31");
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var facts = await FactsAsync(host);
        var expected = Expected("ravenstack");
        var yearEnd = new DateOnly(2023, 12, 31);

        CompareMonths(facts, expected["months"]!.AsArray()).ShouldBe(12);
        CompareCohorts(facts, expected["cohorts"]!.AsArray(), expected["by_plan"]!.AsObject(), "plan", yearEnd).ShouldBe(12);
        CompareCohorts(facts, expected["cohorts"]!.AsArray(), expected["by_industry"]!.AsObject(), "segment", yearEnd).ShouldBe(12);
        foreach (var month in expected["support"]!.AsArray())
        {
            var (metrics, csat, said) = (Report(facts, MonthOf(month!))["metrics"]!, month!["csat"]!, Text(month["month"]));
            var (first, satisfied) = (metrics["first_response_time"]!, metrics["csat"]!);

            Rounded(first["value"]).ShouldBe(Number(month["first_response_mean_min"]), said);
            Number(first["details"]!["cases"]!["value"]).ShouldBe(Number(month["tickets"]), said);
            Number(first["details"]!["within_24h_cases"]!["value"]).ShouldBe(Number(month["first_response_within_24h"]), said);
            Number(first["details"]!["within_1h_cases"]!["value"]).ShouldBe(Number(month["first_response_within_1h"]), said);
            Number(first["details"]!["escalated_cases"]!["value"]).ShouldBe(Number(month["escalated"]), said);
            Number(satisfied["denominator"]).ShouldBe(Number(csat["responses"]), said);
            Number(satisfied["numerator"]).ShouldBe(Number(csat["satisfied"]), said);
            Number(satisfied["details"]!["neutral"]!["value"]).ShouldBe(Number(csat["neutral"]), said);
            Number(satisfied["details"]!["dissatisfied"]!["value"]).ShouldBe(Number(csat["dissatisfied"]), said);
            Rounded(satisfied["value"]).ShouldBe(Number(csat["csat_pct"]), said);
            Rounded(satisfied["details"]!["mean"]!["value"]).ShouldBe(Number(csat["mean"]), said);
        }
    }

    [RealDataFact]
    public async Task Order_figures_of_three_shops()
    {
        CompareOrders(await ShopAsync("cdnow/CDNOW_master.txt", "cdnow-orders"), Expected("cdnow"), "year_1997", "month_1997_03").ShouldBe(2);
        CompareOrders(await ShopAsync("chinook/invoices.csv", "chinook-orders"), Expected("chinook"), "year_2021").ShouldBe(1);
        var superstore = Expected("superstore");
        superstore["2018"] = superstore["years"]![0]!.DeepClone();
        superstore["2019"] = superstore["years"]![1]!.DeepClone();
        CompareOrders(await ShopAsync("superstore/order_lines.csv", "superstore-orders"), superstore, "2018", "2019", "clv").ShouldBe(3);
    }

    [RealDataFact]
    public async Task Nps_of_a_bank_by_quarter_month_and_market()
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "responses", "nps-bank/responses.csv", "nps-bank", "2021-12-31");

        // The markets stand as the customers the answers come from; their segment is the market itself.
        var markets = folder.File("markets.csv");
        await File.WriteAllTextAsync(markets, "id,segment\nUS,US\nUK,UK\nMEX,MEX\n");
        (await BotProcess.RunAsync(folder, "import", "customers", markets)).ExitCode.ShouldBe(0);
        await using var host = await BuiltHost.StartAsync(folder.Path);
        var (facts, expected) = (await FactsAsync(host), Expected("nps-bank"));

        CompareNps(Nps(facts, Period.Quarter(2021, 1)), expected["q1"]!);
        var parts = KpiJson.Write(KpiCatalogue.BreakDown(new KpiQuery("nps", Period.Quarter(2021, 1)) { GroupBy = "segment" }, facts, new DateOnly(2026, 11, 25), Settings)!);
        foreach (var group in JsonNode.Parse(parts.ToJsonString())!["groups"]!.AsArray())
        {
            CompareNps(group!, expected["q1_by_market"]![Text(group!["group"])]!);
        }

        parts["groups"]!.AsArray().Count.ShouldBe(3);
        foreach (var (month, known) in expected["by_month"]!.AsObject().Concat(expected["month_without_data"]!.AsObject()))
        {
            CompareNps(Nps(facts, MonthOf(month)), known!);
        }
    }

    private static async Task<FactSnapshot> ShopAsync(string file, string mapping)
    {
        using var folder = new TestFolder();
        await ImportAsync(folder, "orders", file, mapping);
        await using var host = await BuiltHost.StartAsync(folder.Path);
        return await FactsAsync(host);
    }

    private static int CompareMonths(FactSnapshot facts, JsonArray months)
    {
        foreach (var expected in months.Select(m => m!.AsObject()))
        {
            var report = Report(facts, MonthOf(expected));
            var name = Text(expected["month"]);
            if (report["customers"] is not { } customers)
            {
                // Before the first customer: the reference writes zeros, we say that there are no data.
                expected.Where(e => e.Value is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number && e.Key != "cltv_margin")
                    .ShouldAllBe(e => Number(e.Value) == 0, name);
                continue;
            }

            foreach (var (ours, theirs) in new[]
            {
                ("opening", "opening_customers"), ("closing", "closing_customers"), ("lost", "lost"), ("retained", "retained"), ("new", "new_customers"),
                ("joined_and_lost", "joined_and_lost_same_month"), ("reactivated", "reactivated"), ("won_back_within", "won_back_within_month"),
            })
            {
                Number(customers[ours]).ShouldBe(Number(expected[theirs]), $"{name} {theirs}");
            }

            foreach (var part in new[] { "opening", "closing", "churned", "contraction", "expansion", "new", "reactivation" })
            {
                Number(report["mrr"]![part]).ShouldBe(Number(expected[$"{part}_mrr"]), $"{name} {part} MRR");
            }

            var metrics = report["metrics"]!;
            foreach (var (ours, theirs, decimals) in new[]
            {
                (metrics["churn_rate"]!["value"], "churn_rate_pct", 6), (metrics["retention_rate"]!["value"], "retention_pct", 6),
                (metrics["churn_rate"]!["details"]!["churn_with_early_losses"]?["value"], "stripe_style_churn_pct", 6),
                (metrics["gross_mrr_churn"]!["value"], "gross_mrr_churn_pct", 6), (metrics["net_mrr_churn"]!["value"], "net_mrr_churn_pct", 6),
                (metrics["net_mrr_churn"]!["details"]!["net_with_reactivation"]?["value"], "net_mrr_churn_incl_reactivation_pct", 6),
                (metrics["grr"]!["value"], "grr_pct", 6), (metrics["nrr"]!["value"], "nrr_pct", 6), (metrics["arpu"]!["value"], "arpu", 6),
                (metrics["average_lifetime"]!["value"], "lifetime_implied_months", 6),
                (metrics["average_lifetime"]!["details"]!["observed_lifetime_months"]?["value"], "lifetime_observed_months", 6), (metrics["cltv"]!["value"], "cltv", 6),
            })
            {
                Rounded(ours, decimals).ShouldBe(Number(expected[theirs]), $"{name} {theirs}");
            }
        }

        return months.Count;
    }

    private static int CompareCohorts(FactSnapshot facts, JsonArray cohorts, JsonObject risk, string groupBy, DateOnly through)
    {
        var query = new KpiQuery("", Period.MonthOf(through)) { GroupBy = groupBy };
        var ours = CohortJson.Write(facts, query, through, months: 12);
        var table = ours["cohorts"]!.AsArray();

        table.Count.ShouldBe(cohorts.Count);
        foreach (var (mine, known) in table.Zip(cohorts))
        {
            Text(mine!["cohort"]).ShouldBe(Text(known!["cohort"]));
            Number(mine["size"]).ShouldBe(Number(known["size"]));
            mine["active"]!.AsArray().Select(a => Number(a)).ShouldBe(known["active"]!.AsArray().Select(a => Number(a)));
            mine["retention"]!.AsArray().Select(a => Rounded(a)).ShouldBe(known["retention_pct"]!.AsArray().Select(a => Number(a)));
        }

        var ranking = ours["risk"]!;
        CompareRisk(ranking["overall"]!, risk["overall"]!);
        var groups = ranking["groups"]!.AsArray().Where(g => groupBy != "signup_month" || Number(g!["at_risk_customer_months"]) > 0).ToList();
        groups.Select(g => Text(g!["group"])).ShouldBe(risk["all_groups"]!.AsArray().Select(g => Text(g!["group"])));
        foreach (var (mine, known) in groups.Zip(risk["all_groups"]!.AsArray()))
        {
            Number(mine!["size"]).ShouldBe(Number(known!["size"]));
            CompareRisk(mine, known);
        }

        ranking["top3"]!.AsArray().Select(Text).ShouldBe(risk["top3"]!.AsArray().Select(Text));
        return table.Count;
    }

    private static void CompareRisk(JsonNode mine, JsonNode known)
    {
        Number(mine["at_risk_customer_months"]).ShouldBe(Number(known["at_risk_customer_months"]));
        Number(mine["lost"]).ShouldBe(Number(known["lost"]));
        Rounded(mine["monthly_churn"]).ShouldBe(Number(known["monthly_churn_pct"]));
    }

    private static void CompareAges(FactSnapshot facts, JsonObject expected, DateOnly through)
    {
        var ages = CohortJson.Write(facts, new KpiQuery("", Period.MonthOf(through)) { GroupBy = "signup_month" }, through, months: 12)["risk_month3"]!.AsArray();

        ages.Select(a => (Text(a!["cohort"]), Number(a["size"]), Rounded(a["lost_share"])))
            .ShouldBe(expected["all"]!.AsArray().Select(a => (Text(a!["cohort"]), Number(a["size"]), Number(a["lost_share_month3_pct"]))));
        ages.Take(3).Select(a => Text(a!["cohort"])).ShouldBe(expected["top3"]!.AsArray().Select(Text));
    }

    private static int CompareDepartures(FactSnapshot facts, JsonArray months)
    {
        foreach (var known in months)
        {
            var departures = Report(facts, MonthOf(known!))["departures"]!;

            (Number(departures["total"]), Number(departures["involuntary"]), Number(departures["voluntary"]), Number(departures["early"]))
                .ShouldBe((Number(known!["departures"]), Number(known["involuntary"]), Number(known["voluntary"]), Number(known["early_within_30_active_days"])));
        }

        return months.Count;
    }

    private static int CompareOrders(FactSnapshot facts, JsonObject expected, params string[] blocks)
    {
        foreach (var known in blocks.Select(b => expected[b]!))
        {
            var metrics = Report(facts, new Period(Day(known["first_day"]), Day(known["last_day"]).AddDays(1)))["metrics"]!;
            var (aov, clv) = (metrics["aov"]!, metrics["clv"]!);

            Number(aov["denominator"]).ShouldBe(Number(known["orders"]));
            Number(aov["details"]!["buyers"]!["value"]).ShouldBe(Number(known["customers"]));
            Rounded(aov["details"]!["revenue"]!["value"], 2).ShouldBe(Number(known["revenue"]));
            Rounded(aov["value"]).ShouldBe(Number(known["aov"]));
            Rounded(metrics["purchase_frequency"]!["value"]).ShouldBe(Number(known["purchase_frequency"]));
            if (known["clv"] is not null)
            {
                Rounded(clv["details"]!["orders_per_customer_per_year"]!["value"]).ShouldBe(Number(known["orders_per_customer_per_year"]));
                Rounded(clv["details"]!["mean_lifespan_years"]!["value"]).ShouldBe(Number(known["mean_lifespan_years"]));
                Rounded(clv["value"]).ShouldBe(Number(known["clv"]));
            }
        }

        return blocks.Length;
    }

    private static void CompareNps(JsonNode mine, JsonNode known)
    {
        // Where nobody answered there is no figure and there are no groups; the reference counts zeros.
        var groups = mine["nps"];
        Rounded(mine["value"]).ShouldBe(Number(known["nps"]));
        foreach (var (ours, theirs) in new[] { (mine["denominator"], "responses"), (groups?["promoters"], "promoters"), (groups?["passives"], "passives"), (groups?["detractors"], "detractors") })
        {
            (Number(ours) ?? 0).ShouldBe(Number(known[theirs])!.Value, theirs);
        }

        if (Number(mine["value"]) is { } points)
        {
            new Format(Texts.English).Points(points).ShouldBe($"+{known["nps_display"]}");
        }
    }

    private static JsonObject Nps(FactSnapshot facts, Period period) => Report(facts, period)["metrics"]!["nps"]!.AsObject();

    private static JsonObject Report(FactSnapshot facts, Period period) =>
        JsonNode.Parse(KpiReport.Of(new KpiQuery("", period), facts, new DateOnly(2026, 11, 25), Settings).ToJsonString())!.AsObject();

    private static async Task<FactSnapshot> FactsAsync(BuiltHost host) => (await host.Get<FactCache>().CurrentAsync(CancellationToken.None)).Snapshot;

    private static JsonObject Expected(string set) => JsonNode.Parse(File.ReadAllText(RealDataFactAttribute.File($"{set}/expected-dev.json")))!.AsObject();

    private static Period MonthOf(JsonNode entry) => MonthOf(Text(entry["month"]));

    private static Period MonthOf(string month) => Period.MonthOf(DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd"));

    private static DateOnly Day(JsonNode? node) => DateOnly.ParseExact(Text(node), "yyyy-MM-dd");

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static decimal? Number(JsonNode? node) => node is null ? null : decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal? Rounded(JsonNode? node, int decimals = 6) => Number(node) is { } value ? Math.Round(value, decimals, MidpointRounding.AwayFromZero) : null;

    private static async Task ImportAsync(TestFolder folder, string kind, string file, string mapping, string? asOf = null)
    {
        string[] arguments = ["import", kind, RealDataFactAttribute.File(file), "--map", Path.Combine(ExampleMappings.Folder, $"{mapping}.json")];
        var run = await BotProcess.RunAsync(folder, asOf is null ? arguments : [.. arguments, "--as-of", asOf]);
        run.ExitCode.ShouldBe(0, run.Errors);
    }
}
