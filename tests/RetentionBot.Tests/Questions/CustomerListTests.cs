using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Questions;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

public sealed class CustomerListTests
{
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

        await side.PressAsync(who, first, ShowCustomers.Verb);

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

    [Fact]
    public async Task A_lead_gets_the_list_as_a_file_by_an_address_of_their_own()
    {
        await using var bot = await Asked.WithFiguresAsync(Asked.With(("RetentionBot:PublicUrl", "https://bot.example.com"), ("BotFramework:AllowAnonymousInDevelopment", "true")));
        await bot.Company.LoseAsync("=1+1\"; DROP", "Plein & Zoon");
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
    public void A_cell_is_a_text_whatever_it_holds(string? text, string cell) => CustomerCsv.Cell(text).ShouldBe(cell);

    [Fact]
    public void An_address_ends_after_a_quarter_of_an_hour_and_cannot_be_made_up()
    {
        var clock = new MovableClock();
        var links = new CsvLinks(new PublicAddress("https://bot.example.com/"), clock);
        var token = links.For("K7M2QX", 3)!.AbsolutePath.Split('/')[^1];

        links.Read(token).ShouldBe(("K7M2QX", 3L));
        links.Read(token.Replace("-3-", "-4-", StringComparison.Ordinal)).ShouldBeNull();
        links.Read(token[..^1]).ShouldBeNull();
        links.Read("K7M2QX-3-99999999999.").ShouldBeNull();
        links.Read("").ShouldBeNull();
        new CsvLinks(new PublicAddress("https://bot.example.com"), clock).Read(token).ShouldBeNull();
        new CsvLinks(new PublicAddress(null), clock).For("K7M2QX", 3).ShouldBeNull();
        clock.Ahead = TimeSpan.FromMinutes(16);
        links.Read(token).ShouldBeNull();
    }

    /// <summary>The names on a page, in order.</summary>
    private static List<string> Names(ShownMessage page) =>
        [.. Regex.Matches(page.Content!.ToJsonString(), "(Klant|Vertrokken) [0-9]+").Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    private static async Task<ShownMessage> OnPageAsync(BotUnderTest bot, string channel, string who, ShownMessage first, string words)
    {
        if (channel == "teams")
        {
            // Teams gets the page as the answer to the press.
            return first with { Content = System.Text.Json.Nodes.JsonValue.Create(await bot.Teams.PressAsync(who, first, ShowCustomers.Verb)) };
        }

        var page = await bot.Side(channel).ShouldShowAsync(words, bot.Side(channel).PrivateRoomOf(who));
        page.Id.ShouldBe(first.Id);
        return page;
    }
}
