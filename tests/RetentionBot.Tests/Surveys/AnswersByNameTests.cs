using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Questions;

namespace RetentionBot.Tests.Surveys;

/// <summary>Who answered what: for leads and the customer's owner, in their own chat, noted, and for nobody else anywhere.</summary>
public sealed partial class AnswersByNameTests
{
    private const string Comment = "Te duur voor *wat* het is";
    private static readonly string[] Secrets = ["Lotte Jansen", "Te duur", "Prima", "Noor Bos"];

    [Theory]
    [InlineData("teams", "leonie")]
    [InlineData("slack", "leonie")]
    [InlineData("webchat", "daan")]
    public async Task A_lead_sees_person_score_comment_and_day_and_the_look_is_noted(string channel, string lead)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        var shown = await side.AskAloneAsync(lead, "answers");
        shown.Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Lotte Jansen, Klant 1"),
            said => said.ShouldContain("Te duur voor"),
            said => said.ShouldContain("Noor Bos, Klant 2"),
            said => said.ShouldContain("NPS"),
            said => said.ShouldContain("CSAT"),
            said => said.ShouldContain("For you alone"));
        (await bot.AllAsync<AuditEvent>()).ShouldContain(e => e.Deed == "answers.show" && e.Subject!.StartsWith("answers:all_", StringComparison.Ordinal));

        (await side.AskAloneAsync(lead, "csat answers of Klant 2")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Noor Bos"), said => said.ShouldContain("Prima"), said => said.ShouldNotContain("Lotte"));
        (await side.AskAloneAsync(lead, "antwoorden van Klant 1")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Lotte Jansen, Klant 1"), said => said.ShouldContain("Alleen voor jou"), said => said.ShouldNotContain("Noor"));
        (await side.AskAloneAsync(lead, "answers 2019")).Everything.ShouldContain("Nobody answered");
        (await side.AskAloneAsync(lead, "answers of Zorgeloos")).Everything.ShouldContain("answers of Acme");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task An_owner_sees_the_own_customers_and_no_others(string channel)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        (await side.AskAloneAsync("bram", "my answers")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Lotte Jansen"),
            said => said.ShouldNotContain("Noor"),
            said => said.ShouldNotContain("As a file"));
        (await side.AskAloneAsync("bram", "answers of Klant 2")).Everything.ShouldSatisfyAllConditions(said => said.ShouldContain("not yours"), said => said.ShouldNotContain("Noor"));
        (await side.AskAloneAsync("bram", "antwoorden van Klant 2")).Everything.ShouldContain("niet van jou");
    }

    [Theory]
    [InlineData("webchat", "joris", "No customer is yours")]
    [InlineData("webchat", "lotte", "olle")]
    public async Task Who_owns_nobody_sees_none(string channel, string who, string why)
    {
        await using var bot = await StartAsync();
        var shown = await bot.Side(channel).AskAloneAsync(who, "answers of Klant 1");
        shown.Everything.ShouldContain(why);
        Secrets.ShouldAllBe(secret => !shown.Everything.Contains(secret, StringComparison.Ordinal));
        (await bot.AllAsync<AuditEvent>()).ShouldNotContain(e => e.Deed.StartsWith("answers.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("teams", "answers", "only in your own chat")]
    [InlineData("slack", "answers", "only in your own chat")]
    [InlineData("teams", "antwoorden van Klant 1", "alleen in je eigen chat")]
    [InlineData("slack", "antwoorden van Klant 1", "alleen in je eigen chat")]
    public async Task In_a_place_nobody_is_told_not_even_a_lead(string channel, string text, string why)
    {
        await using var bot = await StartAsync(Seven);
        await bot.ConnectAsync(channel, "en");
        var side = bot.Side(channel);
        (await side.AskAsync("leonie", text)).Everything.ShouldContain(why);

        // Nor by the buttons of a page that was shown elsewhere.
        var page = await side.AskAloneAsync("leonie", "answers");
        foreach (var verb in (string[])[ShowAnswers.Verb, SendAnswers.Verb])
        {
            await side.PressAsync("leonie", page with { Room = side.Room }, verb);
        }

        (await side.ShownAsync()).ShouldAllBe(m => !Secrets.Any(secret => m.Everything.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("teams", "leonie")]
    [InlineData("slack", "leonie")]
    [InlineData("webchat", "daan")]
    public async Task Pages_are_leafed_through_in_place_and_each_is_noted(string channel, string lead)
    {
        await using var bot = await StartAsync(Seven);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        var first = await side.AskAloneAsync(lead, "nps answers of Klant 3");
        first.Everything.ShouldSatisfyAllConditions(said => said.ShouldContain("Answers 1 to 5 of 7"), said => said.ShouldContain("Reden 1"), said => said.ShouldNotContain("Reden 6"));

        await side.PressAsync(lead, first, ShowAnswers.Verb);
        (await side.ShouldShowAsync(["Answers 6 to 7 of 7", "Reden 6", "Reden 7"], room)).Everything.ShouldNotContain("Reden 5");
        (await bot.AllAsync<AuditEvent>()).Count(e => e.Deed == "answers.show").ShouldBe(2);
    }

    [Fact]
    public async Task A_later_answer_of_the_same_person_and_round_takes_the_place_of_the_earlier()
    {
        await using var bot = await StartAsync([$"r9,nps,2026-Q1,lotte,c1,p1,8,Toch beter,{Day(1)}"]);
        (await bot.Teams.AskAloneAsync("leonie", "answers of Klant 1")).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("Toch beter"), said => said.ShouldNotContain("Te duur"), said => said.ShouldContain("Answers 1 to 1 of 1"));
    }

    [Theory]
    [InlineData("teams", "leonie")]
    [InlineData("slack", "leonie")]
    [InlineData("webchat", "daan")]
    public async Task A_lead_gets_a_file_that_no_spreadsheet_works_out(string channel, string lead)
    {
        var setup = new BotSetup { Services = services => services.AddSingleton(new PublicAddress("https://bot.example.com")) };
        await using var bot = await StartAsync(
            [
                $"e1,nps,2026-Q1,w1,c3,,1,=HYPERLINK(1),{Day(3)}",
                $"e2,nps,2026-Q1,w2,c3,,2,\"  @SUM(A1), \"\"x\"\"\",{Day(4)}",
                $"e3,nps,2026-Q1,w3,c3,,3,ok;+1,{Day(5)}",
            ],
            setup);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(lead));
        var page = await side.AskAloneAsync(lead, "answers");
        await side.PressAsync(lead, page, SendAnswers.Verb);
        var told = await side.ShouldShowAsync("https://bot.example.com/answers/", room);
        var path = Address().Match(told.Everything).Value;

        var bytes = await bot.Http.GetByteArrayAsync(path);
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldSatisfyAllConditions(
            said => said.ShouldContain("\"'=HYPERLINK(1)\""),
            said => said.ShouldContain("\"'@SUM(A1), \"\"x\"\"\""),
            said => said.ShouldContain("\"ok;'+1\""),
            said => said.ShouldContain($"\"Nps\",\"2026-Q1\",\"3\",\"Detractor\",\"Lotte Jansen\",\"Klant 1\",\"{Comment}\""));
        (await bot.AllAsync<AuditEvent>()).Select(e => e.Deed).ShouldContain("answers.open");

        // The right is looked up when the address is opened.
        await bot.WithDbAsync(db => db.Staff.Where(s => s.SourceKey == $"{lead}@example.com").ExecuteUpdateAsync(s => s.SetProperty(x => x.Role, StaffRole.Member)));
        using var refused = await bot.Http.GetAsync(path);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_an_address_that_people_reach_there_is_no_file_and_it_says_so()
    {
        await using var bot = await StartAsync();
        var page = await bot.Teams.AskAloneAsync("leonie", "answers");
        (await bot.Teams.PressAsync("leonie", page, SendAnswers.Verb)).ShouldContain("RetentionBot:PublicUrl");
    }

    private static IEnumerable<string> Seven => Enumerable.Range(1, 7).Select(i => $"m{i},nps,2026-Q1,w{i},c3,,{i},Reden {i},{Day(20 + i)}");

    /// <summary>Lotte of Klant 1, who is Bram's, gave a 3 with a comment; Noor of Klant 2, who is nobody's, a 5 of five.</summary>
    private static async Task<BotUnderTest> StartAsync(IEnumerable<string>? more = null, BotSetup? setup = null)
    {
        var bot = await BotUnderTest.StartAsync(setup);
        await bot.Company.AddCustomersAsync();
        await ImportAsync(bot, "customers", "id,name,owner", ["c1,Klant 1,Bram Bakker", "c2,Klant 2,", "c3,Klant 3,"]);
        await ImportAsync(bot, "contacts", "id,customer,name,email", ["p1,c1,Lotte Jansen,lotte@example.com", "p2,c2,Noor Bos,noor@example.com"]);
        await ImportAsync(
            bot,
            "responses",
            "id,kind,round,respondent,customer,contact,score,comment,answered_at",
            [$"r1,nps,2026-Q1,lotte,c1,p1,3,{Comment},{Day(10)}", $"r2,csat,case:9,noor,c2,p2,5,Prima,{Day(11)}", .. more ?? []]);
        return bot;
    }

    private static async Task ImportAsync(BotUnderTest bot, string kind, string header, IEnumerable<string> rows)
    {
        using var body = new StringContent(string.Join('\n', rows.Prepend(header)), Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await bot.Http.PostAsync($"/api/ingest/{kind}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    private static string Day(int ago) => TimeProvider.System.GetUtcNow().AddDays(-ago).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("/answers/[\\w.-]+")]
    private static partial Regex Address();
}
