using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Api;

/// <summary>The figures over HTTP, from imported rows to JSON.</summary>
public sealed class KpiRoutesTests : IAsyncLifetime
{
    private BotUnderTest _bot = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotUnderTest.StartAsync();
        await IngestAsync("customers", "id,name,plan,country\n1,Acme BV,Pro,NL\n2,Bakkerij,Pro,BE\n3,Cato,Basic,NL\n4,Dirk,Basic,BE\n");
        await IngestAsync(
            "subscriptions",
            "id,customer,start,end,mrr,churn_type\na,1,2026-01-05,,100,\nb,2,2026-01-05,2026-03-10,50,voluntary\nc,3,2026-02-01,,30,\nd,4,2026-03-02,,20,\n");
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    [Fact]
    public async Task One_figure_with_its_parts_and_the_period_before()
    {
        var churn = await GetAsync("/api/kpis/churn_rate?period=2026-03&compare_to=previous");

        ((decimal)churn["numerator"]!, (decimal)churn["denominator"]!).ShouldBe((1, 3));
        Math.Round((decimal)churn["value"]!, 6).ShouldBe(33.333333m);
        ((decimal)churn["compared_to"]!["value"]!, Math.Round((decimal)churn["change"]!, 6)).ShouldBe((0m, 33.333333m));
        ((string)churn["compared_to"]!["period"]!["from"]!).ShouldBe("2026-02-01");
    }

    [Fact]
    public async Task Money_is_in_major_units_with_its_currency()
    {
        var mrr = await GetAsync("/api/kpis/mrr?period=2026-03&country=NL");

        ((decimal)mrr["value"]!, (string)mrr["currency"]!).ShouldBe((130m, "EUR"));
        var gross = await GetAsync("/api/kpis/gross_mrr_churn?period=2026-03");
        ((decimal)gross["numerator"]!, (decimal)gross["denominator"]!).ShouldBe((50m, 180m));
    }

    [Fact]
    public async Task Groups_sum_to_the_whole()
    {
        var lost = await GetAsync("/api/kpis/customers_lost?period=2026-03&group_by=plan");

        lost["groups"]!.AsArray().Select(g => ((string)g!["group"]!, (decimal)g["value"]!, (decimal)g["denominator"]!)).ShouldBe([("Basic", 0m, 1m), ("Pro", 1m, 2m)]);
        ((decimal)lost["value"]!).ShouldBe(1m);
    }

    [Fact]
    public async Task A_trend_has_a_point_for_each_part_of_the_period()
    {
        var trend = await GetAsync("/api/kpis/customers_active?from=2026-01-01&to=2026-04-01&grain=month");

        trend["points"]!.AsArray().Select(p => (decimal)p!["value"]!).ShouldBe([2, 3, 3]);
    }

    [Fact]
    public async Task All_figures_of_a_period_and_what_they_are_made_of()
    {
        var all = await GetAsync("/api/kpis?period=2026-03");

        all["metrics"]!.AsObject().Count.ShouldBe(24);
        ((int)all["customers"]!["opening"]!, (int)all["customers"]!["lost"]!, (int)all["customers"]!["new"]!, (int)all["customers"]!["closing"]!).ShouldBe((3, 1, 1, 3));
        ((decimal)all["mrr"]!["churned"]!, (decimal)all["mrr"]!["closing"]!).ShouldBe((50m, 150m));
        ((int)all["departures"]!["voluntary"]!, (int)all["win_back"]!["stretches_ended"]!).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Cohorts_and_the_groups_that_lose_most()
    {
        var cohorts = await GetAsync("/api/cohorts?through=2026-03-31&group_by=plan&months=1");

        cohorts["cohorts"]!.AsArray().Select(c => ((string)c!["cohort"]!, (int)c["size"]!)).ShouldBe([("2026-01", 2), ("2026-02", 1), ("2026-03", 1)]);
        cohorts["cohorts"]![0]!["active"]!.AsArray().Select(a => (int)a!).ShouldBe([2, 2, 1]);
        cohorts["risk"]!["groups"]!.AsArray().Select(g => ((string)g!["group"]!, (int)g["lost"]!)).ShouldBe([("Basic", 0), ("Pro", 1)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/api/kpis/churn", 404, "There is no figure 'churn'")]
    [InlineData("/api/kpis/churn_rate?plan=Platinum", 400, "There is no plan 'Platinum'")]
    [InlineData("/api/kpis/churn_rate?customer=Nobody", 400, "There is no customer 'Nobody'")]
    [InlineData("/api/kpis/churn_rate?colour=red", 400, "There is no parameter 'colour'")]
    [InlineData("/api/kpis/churn_rate?period=2026-13", 400, "period is a month")]
    [InlineData("/api/kpis/churn_rate?period=2026-W54", 400, "period is a month")]
    [InlineData("/api/kpis/churn_rate?from=2026-03-01&to=2026-03-01", 400, "Give from and to as days")]
    [InlineData("/api/kpis/churn_rate?grain=day", 400, "grain is week, month or quarter")]
    [InlineData("/api/kpis/nps?group_by=churn_type", 400, "nps cannot be filtered or grouped by churn_type")]
    [InlineData("/api/kpis/nps?group_by=customer", 400, "nps cannot be filtered or grouped by customer")]
    [InlineData("/api/kpis/nps?from=0001-01-01&to=9999-01-01&grain=week", 400, "points; ask for at most")]
    [InlineData("/api/kpis?grain=month", 400, "are for one figure")]
    [InlineData("/api/cohorts?group_by=churn_type", 400, "The ranking goes by")]
    [InlineData("/api/cohorts?months=0", 400, "months is 1 to 120")]
    [InlineData("/api/cohorts?through=soon", 400, "Give through as a day")]
    public async Task What_cannot_be_answered_gets_a_sentence(string address, int status, string sentence)
    {
        using var response = await _bot.Http.GetAsync(address);

        response.StatusCode.ShouldBe((HttpStatusCode)status);
        ((string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!).ShouldContain(sentence);
    }

    [Fact]
    public async Task The_description_names_every_route_of_the_api()
    {
        var paths = (await GetAsync("/api/openapi.json"))["paths"]!.AsObject().Select(p => p.Key).ToList();

        paths.ShouldBe(["/api/ask", "/api/cohorts", "/api/ingest/{kind}", "/api/kpis", "/api/kpis/{metric}", "/api/proofs/{code}/customers.csv"], ignoreOrder: true);
    }

    private async Task<JsonObject> GetAsync(string address)
    {
        using var response = await _bot.Http.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task IngestAsync(string kind, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var response = await _bot.Http.PostAsync($"/api/ingest/{kind}?asOf=2026-06-30", content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }
}
