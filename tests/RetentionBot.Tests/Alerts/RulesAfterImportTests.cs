using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>Through the whole bot: what is imported is looked at by the rules that hang on it, before the import is answered.</summary>
public sealed class RulesAfterImportTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static readonly BotSetup AllOn = new()
    {
        Settings = WatchRules.All.ToDictionary(rule => $"RetentionBot:Alerts:Rules:{rule}:On", _ => "true"),
    };

    [Fact]
    public async Task An_import_of_payments_renewals_cards_or_cases_raises_and_ends_alerts_at_once()
    {
        await using var bot = await BotUnderTest.StartAsync(AllOn);
        await ImportAsync(bot, "customers", "id,name,segment\nc1,Acme BV,high-value");
        await ImportAsync(bot, "subscriptions", $"id,customer,mrr,start\ns1,c1,100,{Day(-300)}");
        await ImportAsync(bot, "payments", $"id,customer,invoice,at,outcome,amount\np1,c1,F-1,{Day(-3)},failed,100");
        await ImportAsync(bot, "renewals", $"id,customer,date\nn1,c1,{Day(80)}");
        await ImportAsync(bot, "payment_cards", $"id,customer,expires\nk1,c1,{Day(20)}");
        await ImportAsync(bot, "cases", $"id,customer,opened_at,first_reply_at\nx1,c1,{Day(-9)},{Day(-9)}\nx2,c1,{Day(-3)},");

        (await bot.AllAsync<Alert>()).Select(a => (a.Rule, a.Subject, a.Status)).ShouldBe(
        [
            (AlertRules.PaymentFailed, "F-1", AlertStatus.Open), (AlertRules.Renewal, "n1", AlertStatus.Open),
            (AlertRules.CardExpiry, "k1", AlertStatus.Open), (AlertRules.FirstReply, "x2", AlertStatus.Open),
        ],
        ignoreOrder: true);

        await ImportAsync(bot, "payments", $"id,customer,invoice,at,outcome,amount\np2,c1,F-1,{Day(-1)},paid,100");
        await ImportAsync(bot, "renewals", $"id,customer,date\nn1,c1,{Day(400)}");
        await ImportAsync(bot, "payment_cards", $"id,customer,expires\nk2,c1,{Day(900)}");
        await ImportAsync(bot, "cases", $"id,customer,opened_at,first_reply_at\nx2,c1,{Day(-3)},{Day(-1)}");
        (await bot.AllAsync<Alert>()).ShouldAllBe(a => a.ResolvedBecause == AlertResolution.Recovered);

        await bot.RestartAsync();
        (await bot.AllAsync<Alert>()).Count.ShouldBe(4);
    }

    private static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task ImportAsync(BotUnderTest bot, string kind, string text)
    {
        using var body = new StringContent(text, Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await bot.Http.PostAsync($"/api/ingest/{kind}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }
}
