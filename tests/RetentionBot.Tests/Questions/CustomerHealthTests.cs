using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Health;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

/// <summary>
/// How one customer is doing, and a score set by hand. The failing customer went from 100 to 69 in 7 days, all of it usage: 0.40 · (100 − 41.7) / 0.75 = 31.1; there
/// is no support feed.
/// </summary>
public sealed class CustomerHealthTests
{
    private const string Set = "set health Van Vliet Transport 40 for 2 weeks because their sponsor left";

    [Theory]
    [InlineData("teams", "health Van Vliet Transport", "Chart.Line")]
    [InlineData("slack", "why did Van Vliet Transport drop?", "data_visualization")]
    [InlineData("webchat", "how is Van Vliet Transport doing", "Highest:")]
    [InlineData("slack", "what is the health of Van Vliet Transport", "data_visualization")]
    [InlineData("webchat", "is Van Vliet Transport at risk?", "Highest:")]
    public async Task The_card_says_the_score_what_moved_it_and_what_is_missing(string channel, string question, string chart)
    {
        await using var bot = await WithDropAsync();
        await bot.ConnectAsync(channel, "en");

        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), question);

        await bot.Side(channel).ShouldShowAsync(
            ["Health of Van Vliet Transport", "69 of 100: yellow", "-31: usage -31.1", "75.0% of the weights; missing: support", "default", "Data through", chart]);
    }

    [Theory]
    [InlineData("teams", "waarom is Van Vliet Transport gezakt")]
    [InlineData("slack", "gezondheid van Van Vliet Transport")]
    [InlineData("webchat", "hoe gaat het met Van Vliet Transport?")]
    public async Task Asked_in_Dutch_it_answers_in_Dutch(string channel, string question)
    {
        await using var bot = await WithDropAsync();
        await bot.ConnectAsync(channel, "en");

        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), question);

        await bot.Side(channel).ShouldShowAsync(["Gezondheid van Van Vliet Transport", "69 van 100: geel", "-31: gebruik -31,1", "ontbreekt: support"]);
    }

    [Theory]
    [InlineData("health average", "Average health")]
    [InlineData("health average per plan", "Average health")]
    [InlineData("wat is de gemiddelde health", "Gemiddelde gezondheid")]
    [InlineData("how is churn doing", "2 of 8 customers at the start left.")]
    public async Task A_question_after_a_figure_is_answered_with_the_figure(string question, string answer)
    {
        await using var bot = await WithDropAsync();

        var shown = await bot.WebChat.AskAloneAsync("joris", question);

        shown.Everything.ShouldContain(answer);
        shown.Everything.ShouldNotContain("I know no customer");
    }

    [Theory]
    [InlineData("health of Van Vliet", "Do you mean: Van Vliet Transport?")]
    [InlineData("health score for Van Vleit Transport", "Do you mean: Van Vliet Transport?")]
    [InlineData("why did Van Vlit Transport drop", "Do you mean: Van Vliet Transport?")]
    [InlineData("health of Zebedeus", "I know no customer called “Zebedeus”.")]
    [InlineData("gezondheid van Zebedeus", "Ik ken geen klant met de naam ‘Zebedeus’.")]
    public async Task An_unknown_name_is_said_and_near_ones_are_offered(string question, string answer)
    {
        await using var bot = await WithDropAsync();

        (await bot.WebChat.AskAloneAsync("joris", question)).Everything.ShouldContain(answer);
    }

    [Fact]
    public async Task Of_namesakes_none_is_taken_and_the_key_of_the_source_tells_them_apart()
    {
        await using var bot = await WithDropAsync();
        await bot.Company.LoseAsync("Acme BV", "Acme BV", "Bolder BV", "Bolder NV");

        (await bot.WebChat.AskAloneAsync("joris", "health of Acme")).Everything.ShouldContain("can be several customers: Acme BV (x0), Acme BV (x1). Write what stands in brackets");
        (await bot.WebChat.AskAloneAsync("joris", "health of Bolder")).Everything.ShouldContain("can be several customers: Bolder BV, Bolder NV. Write the full name.");
        (await bot.WebChat.AskAloneAsync("joris", "health of x1")).Everything.ShouldContain("Health of Acme BV");
    }

    [Theory]
    [InlineData("health Van Vliet Transport")]
    [InlineData(Set)]
    [InlineData("clear health Van Vliet Transport")]
    public async Task Who_may_have_no_figures_gets_no_health(string text)
    {
        await using var bot = await WithDropAsync();

        (await bot.WebChat.AskAloneAsync("lotte", text)).Everything.ShouldMatch("colleagues only|alleen met collega's");
        (await bot.Slack.AskAsync("bram", text)).Everything.ShouldContain("not connected for KPIs");
        (await bot.AllAsync<HealthOverride>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_people_from_outside_read_along_the_asker_alone_sees_it()
    {
        await using var bot = await WithDropAsync();
        await bot.ConnectAsync("slack", "en");
        bot.Slack.AddRoom(bot.Slack.Room, isShared: true);
        await bot.RestartAsync();

        await bot.Slack.SayAsync("vera", "health Van Vliet Transport");

        await bot.Slack.ShouldShowAsync("69 of 100");
        bot.Slack.Fake.Messages.Where(m => m.Text.Contains("69 of 100", StringComparison.Ordinal)).ShouldAllBe(m => m.OnlyFor == SlackSide.IdOf("vera"));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_member_sets_a_score_beside_the_computed_one_and_takes_it_back(string channel)
    {
        await using var bot = await WithDropAsync();
        var side = bot.Side(channel);

        (await side.AskAloneAsync("bram", Set)).Everything.ShouldContain("the health of Van Vliet Transport is shown as 40 (red) through");
        var card = await side.AskAloneAsync("vera", "health Van Vliet Transport");
        card.Everything.ShouldContain("69 of 100: yellow");
        card.Everything.ShouldContain("(red) by Bram Bakker, through");
        card.Everything.ShouldContain("their sponsor left");

        // Another one takes its place.
        await side.AskAloneAsync("leonie", "zet health van Van Vliet Transport op 20 voor 3 dagen omdat het erger is");
        var second = await side.AskAloneAsync("vera", "health Van Vliet Transport");
        second.Everything.ShouldContain("(critical) by Leonie Smit");
        second.Everything.ShouldNotContain("Bram");

        (await side.AskAloneAsync("bram", "clear health Van Vliet Transport")).Everything.ShouldContain("is gone; the computed one stands alone again");
        (await side.AskAloneAsync("bram", "wis health Van Vliet Transport")).Everything.ShouldContain("niets veranderd");
        (await side.AskAloneAsync("vera", "health Van Vliet Transport")).Everything.ShouldNotContain("Set by hand");

        (await bot.AllAsync<HealthOverride>()).Select(o => (o.Value, o.SetBy, o.EndedAt is not null)).ShouldBe([(40, "Bram Bakker", true), (20, "Leonie Smit", true)]);
        var audit = (await bot.AllAsync<AuditEvent>()).Where(a => a.Deed.StartsWith("health.", StringComparison.Ordinal)).ToList();
        audit.Select(a => a.Deed).ShouldBe(["health.override", "health.override", "health.override-end"]);
        audit.ShouldAllBe(a => a.Subject!.StartsWith("customer:", StringComparison.Ordinal) && !(a.Note ?? "").Contains("sponsor", StringComparison.Ordinal));
        (await bot.AllAsync<HealthScore>()).ShouldNotContain(s => s.Value == 40 || s.Value == 20);
    }

    [Fact]
    public async Task What_is_not_right_changes_nothing_and_is_told()
    {
        await using var bot = await WithDropAsync();
        (string Who, string Text, string Answer)[] wrong =
        [
            ("vera", Set, "takes the role member"),
            ("bram", "set health Van Vliet Transport 40", "Write it like this: *set health Acme 40 until "),
            ("bram", "set health Van Vliet Transport 40 until 2026-12-31 because", "Write it like this"),
            ("bram", "set health Van Vliet Transport 400 for 1 week because of them", "whole number from 0 to 100. Write it like this"),
            ("bram", "set health Van Vliet Transport 40 for 2 years because of them", "holds a year at most. Write it like this"),
            ("bram", "zet health van Van Vliet Transport op 40 tot 31-12-2020 omdat het zo is", "Die dag is voorbij. Schrijf het zo"),
            ("bram", "zet health van Zebedeus op 40 voor 2 weken omdat het zo is", "Ik ken geen klant met de naam"),
            ("bram", "clear health", "Write for example: clear health Acme."),
        ];
        foreach (var (who, text, answer) in wrong)
        {
            (await bot.Teams.AskAloneAsync(who, text)).Everything.ShouldContain(answer, customMessage: text);
        }

        (await bot.AllAsync<HealthOverride>()).ShouldBeEmpty();
        (await bot.AllAsync<AuditEvent>()).ShouldNotContain(a => a.Deed.StartsWith("health.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_its_last_day_a_score_set_by_hand_is_gone()
    {
        var clock = new MovableClock();
        await using var bot = await WithDropAsync(new BotSetup { Services = services => services.AddSingleton<TimeProvider>(clock) });
        await bot.WebChat.AskAloneAsync("daan", Set);

        clock.Ahead = TimeSpan.FromDays(14);
        (await bot.WebChat.AskAloneAsync("daan", "health Van Vliet Transport")).Everything.ShouldContain("by Daan Visser");
        clock.Ahead = TimeSpan.FromDays(15);
        var after = (await bot.WebChat.AskAloneAsync("daan", "health Van Vliet Transport")).Everything;
        after.ShouldNotContain("by Daan Visser");
        after.ShouldContain("so nothing newer could be scored");
    }

    [Fact]
    public async Task Over_the_api_it_is_said_in_words()
    {
        await using var bot = await WithDropAsync();
        using var response = await bot.Http.PostAsJsonAsync("/api/ask", new { text = "How is Van Vliet Transport doing?" });
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;

        ((string)answer["text"]!).ShouldStartWith("The health of Van Vliet Transport is 69 of 100. Data through");
        (answer["refusal"], (int?)answer["answer"]!["value"], (string?)answer["reading"]!["intent"]).ShouldBe((null, 69, "customer_health"));
    }

    private static async Task<BotUnderTest> WithDropAsync(BotSetup? setup = null)
    {
        var bot = await Asked.WithFiguresAsync(setup);
        await bot.Company.DropHealthAsync();
        return bot;
    }
}
