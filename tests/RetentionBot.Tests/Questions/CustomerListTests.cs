using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

public sealed partial class CustomerListTests
{
    private static readonly BotSetup Public = new() { Services = services => services.AddSingleton(new PublicAddress("https://bot.example.com")) };
    private static readonly string[] Many = [.. Enumerable.Range(1, 13).Select(i => $"Vertrokken {i:00}")];

    [Theory]
    [InlineData("teams", "vera")]
    [InlineData("slack", "vera")]
    [InlineData("webchat", "joris")]
    public async Task A_list_holds_exactly_those_behind_the_figure_ten_a_page(string channel, string who)
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Company.LoseAsync(Many);
        var side = bot.Side(channel);
        var first = await side.AskAloneAsync(who, Asked.Lost);

        // 2 + 13 left; Klant 6 and Klant 7 come first in the alphabet.
        first.Everything.ShouldContain("Customers 1 to 10 of 15.");
        Names(first).ShouldBe(["Klant 6", "Klant 7", .. Many[..8]]);

        var second = await OnPageAsync(bot, channel, who, first, "Customers 11 to 15 of 15.");
        Names(second).ShouldBe(Many[8..]);
    }

    [Fact]
    public async Task A_page_shows_who_stood_behind_the_answer_when_it_was_given()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Company.LoseAsync(Many);
        var first = await bot.Teams.AskAloneAsync("vera", Asked.Lost);
        await bot.Company.LoseAsync([.. Many, "Aannemer Later"]);

        var second = await bot.Teams.PressAsync("vera", first, ShowCustomers.Verb);

        second.ShouldContain("Customers 11 to 15 of 15.");
        second.ShouldContain("The data have changed since");
        second.ShouldNotContain("Aannemer Later");
        var anew = await bot.Teams.AskAloneAsync("vera", Asked.Lost);
        anew.Everything.ShouldContain("Customers 1 to 10 of 16.");
        anew.Everything.ShouldContain("Aannemer Later");
    }

    [Fact]
    public async Task In_a_connected_room_a_page_is_a_message_of_its_own()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.ConnectAsync("slack", "en");
        await bot.Company.LoseAsync(Many);
        await bot.Slack.SayAsync("vera", Asked.Lost);
        var first = await bot.Slack.ShouldShowAsync("Customers 1 to 10 of 15.");

        await bot.Slack.PressAsync("vera", first, ShowCustomers.Verb);

        (await bot.Slack.ShouldShowAsync("Customers 11 to 15 of 15.")).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task The_proof_lists_them_too()
    {
        await using var bot = await Asked.WithFiguresAsync();
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("vera", Asked.Churn));
        var proof = await bot.Teams.AskAloneAsync("vera", $"proof {code}");

        (await bot.Teams.PressAsync("vera", proof, ShowCustomers.Verb)).ShouldContain("Klant 7");
    }

    [Fact]
    public async Task Names_are_shown_as_they_are()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Company.LoseAsync("**Vet** [hier](https://evil.example.com)");
        var list = await bot.Teams.AskAloneAsync("vera", Asked.Lost);

        list.Everything.ShouldContain("\\\\*\\\\*Vet\\\\*\\\\*");
        list.Everything.ShouldNotContain("](https://evil");
    }

    [Theory]
    [InlineData("teams", "as csv")]
    [InlineData("slack", "als csv")]
    [InlineData("slack", null)]
    [InlineData("teams", null)]
    public async Task A_lead_gets_the_list_as_a_file_by_an_address_of_their_own(string channel, string? words)
    {
        await using var bot = await Asked.WithFiguresAsync(Public);
        await bot.Company.LoseAsync("=1+1", "Plein & Zoon");
        var side = bot.Side(channel);
        var list = await side.AskAloneAsync("leonie", Asked.Lost);
        if (words is null)
        {
            await side.PressAsync("leonie", list, SendCsv.Verb);
        }
        else
        {
            await side.SayAsync("leonie", words, side.PrivateRoomOf("leonie"));
        }

        var link = Link().Match((await side.ShouldShowAsync("https://bot.example.com/lists/", side.PrivateRoomOf("leonie"))).Everything).Value;
        using var response = await bot.Http.GetAsync(new Uri(link).PathAndQuery);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"customers-{Asked.CodeOf(list)}.csv");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        Encoding.UTF8.GetString(bytes[3..]).Split("\r\n").ShouldBe(
        [
            "id,name,plan,segment,country,owner",
            "\"c6\",\"Klant 6\",\"\",\"\",\"\",\"\"",
            "\"c7\",\"Klant 7\",\"\",\"\",\"\",\"\"",
            "\"x0\",\"'=1+1\",\"Pro\",\"\",\"\",\"\"",
            "\"x1\",\"Plein & Zoon\",\"Pro\",\"\",\"\",\"\"",
            "",
        ]);
        (await bot.AllAsync<AuditEvent>()).Select(e => e.Deed).ShouldContain("list.open");

        // Whoever is no lead any more has no use for an address from before.
        await bot.WithDbAsync(async db =>
        {
            db.Staff.Single(s => s.Name == "Leonie Smit").Role = Domain.Customers.StaffRole.Member;
            return await db.SaveChangesAsync();
        });
        using var refused = await bot.Http.GetAsync(new Uri(link).PathAndQuery);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_an_address_of_its_own_the_bot_says_where_programs_find_the_file()
    {
        await using var bot = await Asked.WithFiguresAsync();
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("leonie", Asked.Lost));
        var told = await bot.Teams.AskAloneAsync("leonie", $"csv {code}");

        told.Everything.ShouldContain($"/api/proofs/{code}/customers.csv");
        (await bot.Http.GetStringAsync($"/api/proofs/{code}/customers.csv")).ShouldContain("Klant 7");
        using var none = await bot.Http.GetAsync("/api/proofs/K7M2QX/customers.csv");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Too_many_to_leaf_through_are_counted_and_offered_as_a_file()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Company.LoseAsync([.. Enumerable.Range(1, CustomerLists.MostListed).Select(i => $"Veel {i}")]);
        var list = await bot.Teams.AskAloneAsync("leonie", Asked.Lost);

        list.Everything.ShouldContain("That is 2,002 customers, and I list at most 2,000.");
        list.Everything.ShouldNotContain("Veel");
        list.Parts.ShouldContain(p => (string?)p["verb"] == SendCsv.Verb);
    }

    [Fact]
    public async Task More_than_are_kept_by_id_are_a_file_as_long_as_they_are_the_same()
    {
        await using var bot = await Asked.WithFiguresAsync();
        string[] many = [.. Enumerable.Range(1, KpiMembers.MostIds).Select(i => $"Veel {i}")];
        await bot.Company.LoseAsync(many);
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("leonie", Asked.Lost));
        EvidenceJson.Read((await bot.AllAsync<KpiProof>()).Single(p => p.Code == code).Evidence).Members!.Ids.ShouldBeNull();

        // The two of the small company, the header and the end of the last line.
        (await bot.Http.GetStringAsync($"/api/proofs/{code}/customers.csv")).Split("\r\n").Length.ShouldBe(KpiMembers.MostIds + 2 + 2);

        await bot.Company.LoseAsync([.. many, "Later"]);
        using var gone = await bot.Http.GetAsync($"/api/proofs/{code}/customers.csv");
        gone.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await bot.Teams.AskAloneAsync("leonie", $"proof {code}")).Everything.ShouldContain("SHA-256 of their ids");
    }

    [Theory]
    [InlineData(null, "\"\"")]
    [InlineData("Acme", "\"Acme\"")]
    [InlineData("Acme, \"de\" BV", "\"Acme, \"\"de\"\" BV\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+31", "\"'+31\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("\u00a0\u200b=1", "\"'\u00a0\u200b=1\"")]
    [InlineData("good; =1", "\"good;' =1\"")]
    [InlineData("good\n+1", "\"good\n'+1\"")]
    public void A_cell_is_a_text_whatever_it_holds(string? text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Fact]
    public void An_address_ends_after_a_quarter_of_an_hour_and_cannot_be_made_up()
    {
        var clock = new MovableClock();
        var links = new CsvLinks(new PublicAddress("https://bot.example.com/"), clock);
        var token = links.For("/lists", "K7M2QX", 3)!.AbsolutePath.Split('/')[^1];

        links.Read("/lists", token).ShouldBe(("K7M2QX", 3L));
        links.Read("/lists", token.Replace("-3-", "-4-", StringComparison.Ordinal)).ShouldBeNull();
        links.Read("/lists", token[..^1]).ShouldBeNull();
        links.Read("/lists", "K7M2QX-3-99999999999.").ShouldBeNull();
        links.Read("/lists", "").ShouldBeNull();
        links.Read("/answers", token).ShouldBeNull();
        new CsvLinks(new PublicAddress("https://bot.example.com"), clock).Read("/lists", token).ShouldBeNull();
        new CsvLinks(new PublicAddress(null), clock).For("/lists", "K7M2QX", 3).ShouldBeNull();
        clock.Ahead = TimeSpan.FromMinutes(16);
        links.Read("/lists", token).ShouldBeNull();
    }

    /// <summary>The names on a page, in order.</summary>
    private static List<string> Names(ShownMessage page) =>
        [.. Regex.Matches(page.Content!.ToJsonString(), "(Klant|Vertrokken) [0-9]+").Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"https://bot\.example\.com/lists/[\w.-]+[\w-]")]
    private static partial Regex Link();

    private static async Task<ShownMessage> OnPageAsync(BotUnderTest bot, string channel, string who, ShownMessage first, string words)
    {
        if (channel == "teams")
        {
            // Teams gets the page as the answer to the press.
            return first with { Content = System.Text.Json.Nodes.JsonValue.Create(await bot.Teams.PressAsync(who, first, ShowCustomers.Verb)) };
        }

        await bot.Side(channel).PressAsync(who, first, ShowCustomers.Verb);
        var page = await bot.Side(channel).ShouldShowAsync(words, bot.Side(channel).PrivateRoomOf(who));
        page.Id.ShouldBe(first.Id);
        return page;
    }
}
