using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

/// <summary>NPS as people get it: with its groups, interval and size, and of no group so small that it would tell who said what.</summary>
public sealed class NpsByGroupTests
{
    [Theory]
    [InlineData("teams", "leonie")]
    [InlineData("slack", "leonie")]
    [InlineData("webchat", "daan")]
    public async Task Small_groups_stand_together_as_other(string channel, string who)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        (await side.AskAloneAsync(who, "NPS by segment this year")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("large"), said => said.ShouldContain("other"), said => said.ShouldNotContain("tiny"), said => said.ShouldContain("fewer than 5 answers"));
        (await side.AskAloneAsync(who, "NPS per segment dit jaar")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("large"), said => said.ShouldContain("overig"), said => said.ShouldNotContain("tiny"));
        (await side.AskAloneAsync(who, "NPS by wave this year")).Everything.ShouldSatisfyAllConditions(said => said.ShouldContain("spring"), said => said.ShouldContain("by wave"));
        (await side.AskAloneAsync(who, "NPS per golf dit jaar")).Everything.ShouldSatisfyAllConditions(said => said.ShouldContain("spring"), said => said.ShouldContain("golf"));
    }

    [Theory]
    [InlineData("teams", "leonie")]
    [InlineData("slack", "leonie")]
    [InlineData("webchat", "daan")]
    public async Task A_filter_that_leaves_few_says_how_many_and_gives_no_score(string channel, string who)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        (await side.AskAloneAsync(who, "NPS of segment tiny this year")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("from 5 answers on"), said => said.ShouldContain("2 answers"), said => said.ShouldNotContain("-100"));
        (await side.AskAloneAsync(who, "NPS van segment tiny dit jaar")).Everything.ShouldContain("vanaf 5 antwoorden");
        (await side.AskAloneAsync(who, "NPS this year")).Everything.ShouldContain("95");
    }

    [Fact]
    public async Task Programs_get_the_same_groups()
    {
        await using var bot = await StartAsync();
        using var response = await bot.Http.PostAsJsonAsync("/api/ask", new { text = "NPS by segment this year", lang = "en" });
        var groups = (await response.Content.ReadFromJsonAsync<JsonObject>())!["answer"]!["groups"]!.AsArray();

        // tiny has 2 and small 6: together 8, of which 6 promote and 2 detract.
        groups.Select(g => ((string?)g!["group"], (int)g["denominator"]!, (bool?)g["merged"])).ShouldBe([("large", 10, null), ("other", 8, true)]);
        ((int)groups[1]!["nps"]!["promoters"]!, (int)groups[1]!["nps"]!["detractors"]!, (decimal)groups[1]!["value"]!).ShouldBe((6, 2, 50m));
    }

    /// <summary>10 answers of large, 6 of small and 2 of tiny.</summary>
    private static async Task<BotUnderTest> StartAsync()
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddStaffAsync();
        await ImportAsync(bot, "customers", "id,name,segment", ["g1,Groot,large", "g2,Klein,small", "g3,Piep,tiny"]);
        await ImportAsync(
            bot,
            "responses",
            "id,kind,round,respondent,customer,score,answered_at",
            Enumerable.Range(0, 18).Select(i => i < 10 ? $"a{i},nps,spring,w{i},g1,8,{Now}" : i < 16 ? $"a{i},nps,spring,w{i},g2,9,{Now}" : $"a{i},nps,spring,w{i},g3,0,{Now}"));
        return bot;
    }

    private static string Now => TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task ImportAsync(BotUnderTest bot, string kind, string header, IEnumerable<string> rows)
    {
        using var body = new StringContent(string.Join('\n', rows.Prepend(header)), Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await bot.Http.PostAsync($"/api/ingest/{kind}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }
}
