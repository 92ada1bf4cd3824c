using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Features.Questions;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

public sealed class ThreadContextTests
{
    private const string FollowUp = "and the month before?";

    [Theory]
    [InlineData("teams", "vera")]
    [InlineData("slack", "vera")]
    [InlineData("webchat", "joris")]
    public async Task A_follow_up_is_read_with_the_question_before_it(string channel, string who)
    {
        await using var bot = await Asked.WithFiguresAsync();
        var side = bot.Side(channel);
        await side.AskAloneAsync(who, Asked.Churn);

        // Nobody left in the month before.
        (await side.AskAloneAsync(who, FollowUp)).Everything.ShouldContain("0 of 8 customers");
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Teams.AskAloneAsync("vera", Asked.Churn);
        await bot.RestartAsync();

        (await bot.Teams.AskAloneAsync("vera", FollowUp)).Everything.ShouldContain("0 of 8 customers");
    }

    [Fact]
    public async Task What_was_not_understood_leaves_it_as_it_was()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.Teams.AskAloneAsync("vera", Asked.Churn);
        await bot.Teams.AskAloneAsync("vera", "what is the weather");
        await bot.Teams.AskAloneAsync("vera", "help");

        (await bot.Teams.AskAloneAsync("vera", FollowUp)).Everything.ShouldContain("0 of 8 customers");
    }

    [Fact]
    public async Task Each_person_and_each_thread_has_its_own()
    {
        await using var bot = await Asked.WithFiguresAsync();
        await bot.ConnectAsync("teams", "en");
        await SayAsync("vera", Asked.Churn, 77, "2 of 8 customers");

        await SayAsync("bram", FollowUp, 77, "I do not know what that refers to.");
        await SayAsync("vera", FollowUp, 78, "I do not know what that refers to.");
        await SayAsync("vera", FollowUp, 77, "0 of 8 customers");

        async Task SayAsync(string who, string text, int thread, string answer)
        {
            var room = $"{bot.Teams.Room};messageid={thread}";
            await bot.Teams.SayAsync(who, text, room);
            await Eventually.ShouldBeAsync(
                async () => (await bot.Teams.ShownAsync()).Any(m => m.Room == room && m.Everything.Contains(answer, StringComparison.Ordinal)), $"{who} reads {answer}");
        }
    }

    [Fact]
    public async Task After_half_an_hour_it_is_forgotten_and_deleted()
    {
        var clock = new MovableClock();
        await using var bot = await Asked.WithFiguresAsync(new BotSetup { Services = services => services.AddSingleton<TimeProvider>(clock) });
        await bot.Teams.AskAloneAsync("vera", Asked.Churn);
        clock.Ahead = TimeSpan.FromMinutes(31);

        (await bot.Teams.AskAloneAsync("vera", FollowUp)).Everything.ShouldContain("I do not know what that refers to.");
        await bot.InScopeAsync(async services =>
        {
            await services.GetRequiredService<QuestionContexts>().ForgetExpiredAsync(CancellationToken.None);
            return 0;
        });
        (await bot.AllAsync<QuestionContext>()).ShouldBeEmpty();
    }
}
