using System.Text.Json.Nodes;
using RetentionBot.Features.Questions;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Behaviour;

/// <summary>Answers and the buttons on them, on each channel. Two of eight customers, all of plan Pro, left last month.</summary>
public sealed class AnswerBehaviourTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_button_asks_further_and_the_answer_it_stands_on_stays(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        await side.SayAsync(who, "what was churn last month");
        var figure = await side.ShouldShowAsync(["25.0%", "2 of 8 customers at the start left.", "Change:"]);

        await side.PressTitledAsync(who, figure, "By plan");

        var parts = await side.ShouldShowAsync(["by plan", "Pro", "25.0% (few)", "Total"]);
        parts.Id.ShouldNotBe(figure.Id);
        (await side.ShownAsync()).Single(m => m.Id == figure.Id).Everything.ShouldBe(figure.Everything);
    }

    [Theory]
    [InlineData("teams", "Chart.Line")]
    [InlineData("slack", "data_visualization")]
    [InlineData("webchat", "Highest:")]
    public async Task A_trend_is_a_chart_where_there_are_charts_and_a_table_everywhere(string channel, string chart)
    {
        await using var bot = await WithFiguresAsync(channel);
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), "churn per month in the past 3 months");

        var trend = await bot.Side(channel).ShouldShowAsync([chart, "25.0% (few)", "0.0% (few)"]);

        if (channel == "webchat")
        {
            trend.Parts.ShouldNotContain(p => ((string?)p["type"] ?? "").StartsWith("Chart", StringComparison.Ordinal));
            trend.Parts.ShouldContain(p => (string?)p["type"] == "Table");
        }
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_breakdown_is_answered_with_each_group_and_all_together(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), "wat was de churn vorige maand per abonnement");

        await bot.Side(channel).ShouldShowAsync(["per abonnement", "Pro", "25,0% (weinig)", "Totaal"]);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_comparison_says_the_difference(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), "churn last month compared with the month before");

        await bot.Side(channel).ShouldShowAsync(["Customer churn, compared", "25.0%", "0.0%", "+25.0 percentage points"]);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Of_a_question_with_several_meanings_the_one_that_is_pressed_is_answered(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        await side.SayAsync(who, "revenue last month");
        var choice = await side.ShouldShowAsync(["“revenue” can mean several things.", "ARPU"]);

        await side.PressTitledAsync(who, choice, ChatSideExtensions.ButtonsOf(choice).First(t => t.StartsWith("ARPU", StringComparison.Ordinal)));

        // 600 euro of MRR over six customers at the end.
        await side.ShouldShowAsync(["€100.00", "€600.00 a month over 6 customers at the end."]);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task What_a_figure_means_is_told_with_an_example(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), "how is CLTV calculated");

        await bot.Side(channel).ShouldShowAsync(["CLTV = ARPU × customer lifetime in months × gross margin.", "€840.00"]);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_refusal_names_the_word_and_offers_what_can_be_asked(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        await side.SayAsync(who, "churn of the fnord customers last month");
        var refusal = await side.ShouldShowAsync(["“fnord”", "You can ask:"]);
        ChatSideExtensions.ButtonsOf(refusal).Count.ShouldBeInRange(1, 6);

        await side.PressTitledAsync(who, refusal, ChatSideExtensions.ButtonsOf(refusal).First(t => t.StartsWith("Customer churn", StringComparison.Ordinal)));

        await side.ShouldShowAsync("2 of 8 customers at the start left.");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    [Trait("Conformance", "SL-51")]
    public async Task A_customer_who_presses_gets_no_number(string channel)
    {
        await using var bot = await WithFiguresAsync(channel);
        var side = bot.Side(channel);
        await side.SayAsync(BotUnderTest.AdminOn(channel), "what was churn last month");
        var figure = await side.ShouldShowAsync("25.0%");
        await Story.MeetLotteAsync(bot, channel);
        var room = side.PrivateRoomOf("lotte");

        var told = await side.PressTitledAsync("lotte", figure with { Room = room }, "By plan");

        if (channel == "teams")
        {
            told.ShouldContain("colleagues only");
        }
        else
        {
            await side.ShouldShowAsync("colleagues only", room);
        }

        (told + string.Concat((await side.ShownAsync(room)).Select(m => m.Everything))).ShouldNotContain("25");
    }

    [Theory]
    [InlineData("""{"intent":"kpi","metric":"profit","period":{"from":"2026-10-01","to":"2026-11-01"}}""", "asks for something I do not have")]
    [InlineData("""{"intent":"kpi","metric":"churn_rate"}""", "asks for something I do not have")]
    [InlineData("""{"intent":"kpi_trend","metric":"churn_rate","period":{"from":"1026-10-01","to":"2026-11-01"},"grain":"week"}""", "asks for something I do not have")]
    [InlineData("""{"intent":"kpi","metric":"churn_rate","period":{"from":"2026-10-01","to":"2026-11-01"},"filters":{"plan":"Platinum"}}""", "I know no “Platinum”")]
    [InlineData("""{"intent":"kpi","metric":"churn_rate","period":{"from":"2026-10-01","to":"2026-11-01"},"filters":{"shoe_size":"44"}}""", "asks for something I do not have")]
    [InlineData("""{"intent":"kpi","metric":"churn_rate","period":{"from":"2026-11-01","to":"2026-10-01"}}""", "This button no longer works")]
    [InlineData("not json", "This button no longer works")]
    public async Task What_a_client_sends_along_is_a_wish(string reading, string answer)
    {
        await using var bot = await WithFiguresAsync("slack");
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = AskByButton.Verb,
            ["value"] = new JsonObject { [AskButton.Member] = reading }.ToJsonString(),
        };

        await bot.Slack.PressAsync("anouk", new ShownMessage(bot.Slack.Room, "1794000000.000100", "", button), AskByButton.Verb);

        await bot.Slack.ShouldShowAsync(answer);
    }

    private static async Task<BotUnderTest> WithFiguresAsync(string channel)
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync(channel, "en");
        await bot.Company.AddCustomersAsync();
        return bot;
    }
}
