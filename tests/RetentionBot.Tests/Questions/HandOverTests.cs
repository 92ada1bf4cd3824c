using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Features.Questions;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

public sealed class HandOverTests
{
    private const string Why = "why did churn rise?";

    private readonly MovableClock _clock = new();

    [Fact]
    public async Task In_working_hours_a_colleague_gets_the_question_with_what_was_asked_before_it()
    {
        await using var bot = await StartAsync(DayOfWeek.Wednesday, 10);
        var side = bot.Teams;
        await side.AskAloneAsync("vera", Asked.Churn);

        (await side.AskAloneAsync("vera", Why)).Everything.ShouldContain("I have passed your question on to Leonie Smit.");

        var passed = (await side.ShouldShowAsync("why did churn rise?", side.PrivateRoomOf("leonie"))).Everything;
        passed.ShouldContain("Vera Vos");
        passed.ShouldContain("a one-to-one chat with me");
        passed.ShouldContain("Asked before it: Customer churn,");
        passed.ShouldNotContain("25.0");
        (await side.AskAloneAsync("vera", Why)).Everything.ShouldContain("Leonie Smit has this question of yours already.");
        (await side.ShownAsync(side.PrivateRoomOf("leonie"))).Count(m => m.Everything.Contains("why did churn rise?", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Outside_working_hours_it_waits_until_they_begin_through_a_restart()
    {
        await using var bot = await StartAsync(DayOfWeek.Saturday, 11);
        var told = (await bot.Teams.AskAloneAsync("vera", Why)).Everything;
        told.ShouldContain("I pass your question on to Leonie Smit on ");
        told.ShouldContain(", 09:00.");
        await bot.RestartAsync();
        (await PassOnAsync(bot)).ShouldBeFalse();
        IsShown(bot).ShouldBeFalse();

        _clock.Ahead += TimeSpan.FromHours(46.5);
        await PassOnAsync(bot);
        (await PassOnAsync(bot)).ShouldBeFalse();

        await bot.Teams.ShouldShowAsync("why did churn rise?", bot.Teams.PrivateRoomOf("leonie"));
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Text.Contains("why did churn rise?", StringComparison.Ordinal)).ShouldBe(1);
        (await bot.AllAsync<HandedQuestion>()).ShouldHaveSingleItem().PassedOnAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_colleague_the_bot_cannot_reach_is_named_and_nothing_is_promised()
    {
        _clock.GoTo(DayOfWeek.Wednesday, 10);
        await using var bot = await Asked.WithFiguresAsync(Setup);
        (await bot.Teams.AskAloneAsync("vera", Why)).Everything.ShouldContain("Leonie Smit could answer it but has no chat with me yet");
        (await bot.AllAsync<HandedQuestion>()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vera", "what is the wether in xyz")]
    [InlineData("leonie", Why)]
    public async Task Nobody_is_bothered_with_slips_nor_with_their_own_questions(string who, string question)
    {
        await using var bot = await StartAsync(DayOfWeek.Wednesday, 10);
        await bot.Teams.AskAloneAsync(who, question);
        (await bot.AllAsync<HandedQuestion>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_setting_it_is_a_refusal_and_no_more()
    {
        await using var bot = await Asked.WithFiguresAsync();
        (await bot.Teams.AskAloneAsync("vera", Why)).Everything.ShouldContain("That is not a figure I can compute.");
        (await bot.AllAsync<HandedQuestion>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_room_with_outsiders_the_asker_alone_reads_who_has_it()
    {
        await using var bot = await StartAsync(DayOfWeek.Wednesday, 10);
        await bot.ConnectAsync("teams", "en");
        await bot.Teams.AskAloneAsync("vera", "help");
        bot.Teams.AddOutsider("gina", bot.Teams.Room);
        await bot.RestartAsync();

        await bot.Teams.SayAsync("vera", Why);

        await bot.Teams.ShouldShowAsync("I have passed your question on to Leonie Smit.", bot.Teams.PrivateRoomOf("vera"));
        bot.Teams.Connector.PostedIn(bot.Teams.Room).ShouldAllBe(m => !m.Activity.ToJsonString().Contains("Leonie", StringComparison.Ordinal));
    }

    private async Task<BotUnderTest> StartAsync(DayOfWeek day, int hour)
    {
        _clock.GoTo(day, hour);
        var bot = await Asked.WithFiguresAsync(Setup);
        await bot.Teams.AskAloneAsync("leonie", "help");
        return bot;
    }

    private BotSetup Setup => new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:HandOverTo"] = "Leonie@example.com", ["RetentionBot:WorkingHours"] = "09:00-17:30" },
        Services = services => services.AddSingleton<TimeProvider>(_clock),
    };

    private static bool IsShown(BotUnderTest bot) =>
        bot.Teams.Connector.PostedIn(bot.Teams.PrivateRoomOf("leonie")).Any(m => m.Activity.ToJsonString().Contains("why did churn rise", StringComparison.Ordinal));

    private static Task<bool> PassOnAsync(BotUnderTest bot) => bot.InScopeAsync(services => services.GetRequiredService<HandOver>().PassOnDueAsync(CancellationToken.None));
}
