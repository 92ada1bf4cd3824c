using RetentionBot.Features.Questions;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

/// <summary>Proofs, lists, pages, files and the hand-over are for those who may ask, where they may ask; files for leads.</summary>
public sealed class WhoMayHaveWhatGoesWithItTests
{
    private const string Why = "why did churn rise?";
    private static readonly string[] Many = [.. Enumerable.Range(1, 13).Select(i => $"Vertrokken {i:00}")];
    private static readonly string[] Names = ["Klant", "Vertrokken", "Vera", "Leonie", "8 customers"];

    [Theory]
    [InlineData("vera", false)]
    [InlineData("bram", false)]
    [InlineData("leonie", true)]
    [InlineData("anouk", true)]
    public async Task Colleagues_get_lists_and_proofs_and_leads_the_file(string who, bool getsFile)
    {
        await using var bot = await StartAsync();
        var list = await bot.Teams.AskAloneAsync(who, Asked.Lost);
        list.Parts.Any(p => (string?)p["verb"] == SendCsv.Verb).ShouldBe(getsFile);

        (await bot.Teams.PressAsync(who, list, ShowCustomers.Verb)).ShouldContain("Customers 11 to 15");
        (await bot.Teams.AskAloneAsync(who, $"proof {Asked.CodeOf(list)}")).Everything.ShouldContain("Today's data give the same.");
        (await bot.Teams.AskAloneAsync(who, $"csv {Asked.CodeOf(list)}")).Everything.ShouldContain(getsFile ? "/customers.csv" : "Only a lead or an admin");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task In_a_place_that_is_not_connected_nobody_gets_it(string channel)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        var list = await side.AskAloneAsync("leonie", Asked.Lost);
        foreach (var text in (string[])[$"proof {Asked.CodeOf(list)}", $"csv {Asked.CodeOf(list)}", Asked.Lost, Why])
        {
            ShouldBeRefused(await side.AskAsync("leonie", text), "not connected for KPIs");
        }

        foreach (var verb in (string[])[ShowCustomers.Verb, SendCsv.Verb])
        {
            await side.PressAsync("leonie", list with { Room = side.Room }, verb);
        }

        (await side.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("Klant", StringComparison.Ordinal) && !m.Everything.Contains("customers.csv", StringComparison.Ordinal));
        (await bot.AllAsync<HandedQuestion>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task Where_outsiders_read_along_the_one_who_asks_gets_it_alone(string channel)
    {
        await using var bot = await StartAsync();
        var side = bot.Side(channel);
        await bot.ConnectAsync(channel, "en");
        await side.AskAloneAsync("leonie", "help");
        await side.SayAsync("leonie", Asked.Lost);
        var list = await side.ShouldShowAsync("Customers 1 to 10");
        var before = (await side.ShownAsync()).Count;
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        await bot.RestartAsync();
        var alone = channel == "teams" ? side.PrivateRoomOf("leonie") : side.Room;

        await side.SayAsync("leonie", $"proof {Asked.CodeOf(list)}");
        await side.ShouldShowAsync("Today's data give the same.", alone);
        await side.PressAsync("leonie", list, ShowCustomers.Verb);
        await side.ShouldShowAsync("Customers 11 to 15", alone);
        await side.SayAsync("leonie", $"csv {Asked.CodeOf(list)}");
        await side.ShouldShowAsync("customers.csv", alone);

        if (channel == "teams")
        {
            (await side.ShownAsync()).Count.ShouldBe(before);
        }

        bot.Slack.Fake.Messages.Where(m => m.Text.Contains("Today's data", StringComparison.Ordinal) || m.Text.Contains("11 to 15", StringComparison.Ordinal) || m.Text.Contains("customers.csv", StringComparison.Ordinal))
            .ShouldAllBe(m => m.OnlyFor == SlackSide.IdOf("leonie"));
    }

    [Fact]
    public async Task In_a_connected_room_the_file_is_given_in_private_still()
    {
        await using var bot = await StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Teams.AskAloneAsync("leonie", "help");
        var code = Asked.CodeOf(await bot.Teams.AskAloneAsync("leonie", Asked.Lost));

        await bot.Teams.SayAsync("leonie", $"csv {code}");

        await bot.Teams.ShouldShowAsync("customers.csv", bot.Teams.PrivateRoomOf("leonie"));
        (await bot.Teams.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("customers.csv", StringComparison.Ordinal));
    }

    private static async Task<BotUnderTest> StartAsync()
    {
        var bot = await Asked.WithFiguresAsync(Asked.With(("RetentionBot:HandOverTo", "leonie@example.com")));
        await bot.Company.LoseAsync(Many);
        return bot;
    }

    private static void ShouldBeRefused(ShownMessage answer, params string[] words)
    {
        words.ShouldContain(w => answer.Everything.Contains(w, StringComparison.Ordinal), answer.Everything);
        Names.ShouldAllBe(name => !answer.Everything.Contains(name, StringComparison.Ordinal));
    }
}
