using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Hosting;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Api;

public sealed class ApiTests
{
    private static readonly BotSetup Production = new() { Environment = "Production" };

    [Fact]
    public async Task In_Development_this_machine_needs_no_key()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        using var asked = await AskAsync(bot, null);
        var answer = await asked.Content.ReadFromJsonAsync<JsonObject>();

        // 2 of 8.
        ((decimal?)answer!["answer"]!["value"]).ShouldBe(25m);
        ((string?)answer["language"]).ShouldBe("nl");
        using var figure = await bot.Http.GetAsync("/api/kpis/churn_rate");
        ((decimal?)(await figure.Content.ReadFromJsonAsync<JsonObject>())!["value"]).ShouldBe(25m);
    }

    [Fact]
    public async Task A_conversation_is_that_of_one_key()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        var (ask, admin) = (await KeyAsync(bot, ApiScope.Ask), await KeyAsync(bot, ApiScope.Admin));

        (await IntentAsync(ask, "what was churn last month")).ShouldBe("kpi");
        (await IntentAsync(admin, "and the month before?")).ShouldBe("unknown");
        (await IntentAsync(ask, "and the month before?")).ShouldBe("kpi");

        async Task<string?> IntentAsync(string key, string text)
        {
            using var response = await SendAsync(bot, "/api/ask?parse=true", key, JsonContent.Create(new { text, conversation = "a" }));
            return (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["intent"];
        }
    }

    [Fact]
    public async Task A_key_lies_nowhere_in_the_data_folder()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        var key = Encoding.ASCII.GetBytes(await KeyAsync(bot, ApiScope.Ask));
        (await bot.AllAsync<ApiKey>()).ShouldHaveSingleItem();
        foreach (var file in bot.DataFolder.GetFiles())
        {
            await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes);
            bytes.ToArray().AsSpan().IndexOf(key).ShouldBe(-1, file.Name);
        }
    }

    [Fact]
    public async Task In_Production_there_is_no_web_chat_and_Teams_needs_a_token()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        (await StatusAsync(bot.Http.PostAsJsonAsync("/directline/tokens/generate", new { user = new { id = "daan" } }))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(bot.Http.GetAsync("/"))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(bot.Http.GetAsync("/webchat/people"))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(bot.Teams.SendAsync(bot.Teams.Message("vera", "help")))).ShouldBe(HttpStatusCode.Unauthorized);
        (await bot.AllAsync<InboundDelivery>()).ShouldBeEmpty();
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> AskAsync(BotUnderTest bot, string? key) =>
        SendAsync(bot, "/api/ask", key, JsonContent.Create(new { text = "wat was de churn vorige maand" }));

    private static Task<HttpResponseMessage> IngestAsync(BotUnderTest bot, string? key) =>
        SendAsync(bot, "/api/ingest/customers", key, new StringContent("id,name\nc1,Klant 1", Encoding.UTF8, "text/csv"));

    private static async Task<HttpResponseMessage> SendAsync(BotUnderTest bot, string path, string? key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await bot.Http.SendAsync(request);
    }

    private static async Task<string> KeyAsync(BotUnderTest bot, ApiScope scope) => (await bot.InScopeAsync(
        services => services.GetRequiredService<ApiKeys>().CreateAsync($"{scope}", scope, CancellationToken.None))).ShouldNotBeNull();
}
