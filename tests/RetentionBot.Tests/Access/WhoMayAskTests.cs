using System.Text.Json.Nodes;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

public sealed class WhoMayAskTests
{
    private const string English = "what was churn last month";
    private const string Dutch = "wat was de churn vorige maand";

    [Theory]
    [InlineData("teams", "vera", English, "25.0")]
    [InlineData("teams", "vera", Dutch, "25,0")]
    [InlineData("slack", "vera", English, "25.0")]
    [InlineData("slack", "vera", Dutch, "25,0")]
    [InlineData("webchat", "joris", English, "25.0")]
    [InlineData("webchat", "joris", Dutch, "25,0")]
    public async Task A_viewer_gets_the_figure_with_its_counts_in_a_chat_of_their_own(string channel, string who, string question, string figure)
    {
        await using var bot = await WithFiguresAsync();
        var side = bot.Side(channel);
        var answer = await side.AskAsync(who, question, side.PrivateRoomOf(who));

        // 2 of 8 at the start left.
        answer.Everything.ShouldContain(figure);
        answer.Everything.ShouldContain(question == Dutch ? "2 van de 8 klanten" : "2 of 8 customers");
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("other tenant")]
    [InlineData("anonymous")]
    [InlineData("not in the roster")]
    [InlineData("no row in the directory")]
    [Trait("Conformance", "BF-41")]
    public async Task On_Teams_nobody_else_gets_it(string kind)
    {
        await using var bot = await WithFiguresAsync();
        var room = bot.Teams.PrivateRoomOf("nora");
        switch (kind)
        {
            case "guest":
                bot.Teams.AddOutsider("nora", room, email: "vera@example.com");
                break;
            case "other tenant":
                AddWithAddressesOfVera("99999999-0000-4000-8000-000000000000", "user");
                break;
            case "anonymous":
                AddWithAddressesOfVera(TeamsSide.Tenant, "anonymous");
                break;
            case "no row in the directory":
                bot.Teams.AddColleague("nora");
                break;
        }

        await ShouldRefuseAsync(bot.Teams, "nora");

        void AddWithAddressesOfVera(string tenant, string role) => bot.Teams.Connector.AddMember(room, new JsonObject
        {
            ["id"] = TeamsSide.IdOf("nora"),
            ["email"] = "vera@example.com",
            ["userPrincipalName"] = "vera@example.com",
            ["tenantId"] = tenant,
            ["userRole"] = role,
        });
    }

    [Theory]
    [Trait("Conformance", "SL-51")]
    [InlineData("T0STAFF001", "vera@example.com", "is_restricted")]
    [InlineData("T0STAFF001", "vera@example.com", "is_ultra_restricted")]
    [InlineData("T0STAFF001", "vera@example.com", "is_stranger")]
    [InlineData("T0OTHER999", "vera@example.com", "has_2fa")]
    [InlineData("T0STAFF001", "nora@example.com", "has_2fa")]
    public async Task On_Slack_neither_guests_nor_strangers_nor_other_companies_nor_unlisted_colleagues_get_it(string team, string email, string mark)
    {
        await using var bot = await WithFiguresAsync();
        bot.Slack.AddPerson("nora", team, email, mark);
        await ShouldRefuseAsync(bot.Slack, "nora");
    }

    [Fact]
    [Trait("Conformance", "SL-50")]
    public async Task On_Slack_a_known_colleague_who_cannot_be_looked_up_now_does_not_get_it()
    {
        await using var bot = await WithFiguresAsync();
        await bot.Slack.AskAsync("vera", "help", bot.Slack.PrivateRoomOf("vera"));
        (await bot.AllAsync<Identity>()).ShouldHaveSingleItem().StaffMemberId.ShouldNotBeNull();

        // What was looked up is forgotten.
        await bot.RestartAsync();
        bot.Slack.Fake.Next("users.info", new FakeSlackAnswer(500));
        bot.Slack.Fake.Next("users.info", new FakeSlackAnswer(ActsThenHangsUp: true));
        await ShouldRefuseAsync(bot.Slack, "vera");
    }

    [Fact]
    public async Task In_the_web_chat_the_customer_does_not_get_it()
    {
        await using var bot = await WithFiguresAsync();
        await ShouldRefuseAsync(bot.WebChat, "lotte");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task In_a_channel_the_place_must_be_connected_first(string channel)
    {
        await using var bot = await WithFiguresAsync();
        var side = bot.Side(channel);
        var refusal = await side.AskAsync("vera", English);
        refusal.Everything.ShouldContain("not connected for KPIs");
        refusal.Everything.ShouldNotContain("25");

        await bot.ConnectAsync(channel, "en");
        await side.SayAsync("vera", English);
        await side.ShouldShowAsync("2 of 8 customers");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [Trait("Conformance", "BF-41")]
    public async Task In_a_connected_channel_that_outsiders_joined_the_one_who_asks_gets_it_alone(string channel)
    {
        await using var bot = await WithFiguresAsync();
        await bot.ConnectAsync(channel, "en");
        await bot.Side(channel).AskAsync("vera", "help", bot.Side(channel).PrivateRoomOf("vera"));
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        await bot.RestartAsync();

        await bot.Side(channel).SayAsync("vera", English);

        await bot.Side(channel).ShouldShowAsync("25.0%", channel == "teams" ? bot.Teams.PrivateRoomOf("vera") : bot.Slack.Room);
        bot.Teams.Connector.PostedIn(bot.Teams.Room).ShouldAllBe(m => !m.Activity.ToJsonString().Contains("25.0", StringComparison.Ordinal));
        bot.Slack.Fake.Messages.Where(m => m.Text.Contains("25.0", StringComparison.Ordinal)).ShouldAllBe(m => m.OnlyFor == SlackSide.IdOf("vera"));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [Trait("Conformance", "BF-41")]
    public async Task In_a_connected_channel_an_outsider_who_asks_gets_it_neither_there_nor_alone(string channel)
    {
        await using var bot = await WithFiguresAsync();
        await bot.ConnectAsync(channel, "en");
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        bot.Slack.AddPerson("gina", "T0OTHER999", "gina@elsewhere.example", "is_stranger");

        (await bot.Side(channel).AskAsync("gina", English)).Everything.ShouldContain("colleagues only");
        (await bot.AllAsync<OutboxMessage>()).ShouldAllBe(m => !$"{m.Text}{m.Card}".Contains("25.0", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Conformance", "BF-41")]
    public async Task In_a_connected_channel_whose_readers_cannot_be_found_out_nobody_gets_it()
    {
        await using var bot = await WithFiguresAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.RestartAsync();
        bot.Teams.Connector.Rule = r => r.Path.Contains("pagedmembers", StringComparison.Ordinal) ? new ConnectorReply(503) : null;

        (await bot.Teams.AskAsync("vera", English)).Text.ShouldBe("People from outside may read this place, so I give no figures here. Ask me in a one-to-one chat.");
        (await bot.AllAsync<OutboxMessage>()).ShouldAllBe(m => !$"{m.Text}{m.Card}".Contains("25.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vera", "help", "What you can do here (your role: viewer)", "Ask for a figure", "alert history Acme")]
    [InlineData("bram", "help", "What you can do here (your role: member)", "alert history Acme", "nps to name")]
    [InlineData("leonie", "help", "What you can do here (your role: lead)", "nps to name", "connect here")]
    [InlineData("anouk", "help", "What you can do here (your role: admin)", "connect here", "sent a survey card")]
    [InlineData("vera", "hulp", "Wat je hier kunt doen (jouw rol: lezer)", "Vraag een cijfer", "meldingen van Acme")]
    [InlineData("anouk", "hulp", "Wat je hier kunt doen (jouw rol: beheerder)", "koppel hier", "vragenkaart")]
    [InlineData("nora", "help", "What you can do here", "sent a survey card", "Ask for a figure")]
    public async Task Help_tells_each_what_they_can_do_and_no_more(string who, string word, string title, string can, string cannot)
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var side in (IChatSide[])[bot.Teams, bot.Slack])
        {
            bot.Teams.AddOutsider("nora", bot.Teams.PrivateRoomOf("nora"));
            bot.Slack.AddPerson("nora", more: "is_restricted");
            var help = (await side.AskAsync(who, word, side.PrivateRoomOf(who))).Everything;
            help.ShouldContain(title);
            help.ShouldContain(can);
            help.ShouldNotContain(cannot);
        }
    }

    private static async Task ShouldRefuseAsync(IChatSide side, string who)
    {
        foreach (var (question, words) in ((string, string)[])[(English, "colleagues only"), (Dutch, "alleen met collega's")])
        {
            var refusal = (await side.AskAsync(who, question, side.PrivateRoomOf(who))).Everything;
            refusal.ShouldContain(words);
            refusal.ShouldAllBe(c => !char.IsDigit(c));
        }
    }

    private static async Task<BotUnderTest> WithFiguresAsync()
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        return bot;
    }
}
