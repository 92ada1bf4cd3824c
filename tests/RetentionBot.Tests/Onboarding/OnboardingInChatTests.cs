using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Onboarding;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Onboarding;

/// <summary>Onboarding as colleagues see and change it, on every channel.</summary>
public sealed class OnboardingInChatTests
{
    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task Tasks_are_ticked_un_ticked_and_dropped_and_the_card_follows(string channel, string who)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddNewCustomersAsync(daysAgo: 2, "Acme");
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(who));
        await side.SayAsync(who, "onboarding Acme", room);
        var card = await side.ShouldShowAsync(["Onboarding of Acme", "0 of 5 done (0.0%)", "Account set up", "First review", "late"], room);

        await side.PressAsync(who, card, TickTask.Verb, (OnboardingCard.Task, await IdOfAsync(bot, "first-result")));
        card = await side.ShouldShowAsync(["1 of 5 done (20.0%)", "Done on"], room);
        await side.PressAsync(who, card, DropTask.Verb, (OnboardingCard.Task, await IdOfAsync(bot, "team")));
        card = await side.ShouldShowAsync(["1 of 4 done (25.0%)", "Not needed since"], room);
        await side.PressAsync(who, card, UntickTask.Verb, (OnboardingCard.Task, await IdOfAsync(bot, "first-result")));
        await side.ShouldShowAsync("0 of 4 done (0.0%)", room);
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).Where(d => d.StartsWith("onboarding.", StringComparison.Ordinal))
            .ShouldBe(["onboarding.tick", "onboarding.drop", "onboarding.untick"]);
    }

    [Theory]
    [InlineData("teams", "anouk", "vera")]
    [InlineData("slack", "anouk", "vera")]
    [InlineData("webchat", "daan", "joris")]
    public async Task The_status_names_progress_and_the_worst_step_and_a_viewer_changes_nothing(string channel, string who, string viewer)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddNewCustomersAsync(daysAgo: 2, "Acme", "Bolt");
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(who));
        await side.SayAsync(who, "onboarding Bolt", room);
        var card = await side.ShouldShowAsync("Onboarding of Bolt", room);
        await side.PressAsync(who, card, TickTask.Verb, (OnboardingCard.Task, await IdOfAsync(bot, "account", customer: 2)));
        await side.ShouldShowAsync("1 of 5 done (20.0%)", room);
        await side.SayAsync(who, "onboarding status", room);
        await side.ShouldShowAsync(["2 onboardings are running", "The worst step: Account set up, 1 of 2 done (50.0%)", "late: Account set up", "1 of 5 done (20.0%)"], room);

        await side.SayAsync(viewer, "onboarding Acme", side.PrivateRoomOf(viewer));
        card = await side.ShouldShowAsync(["Acme", "0 "], side.PrivateRoomOf(viewer));
        await side.PressAsync(viewer, card, TickTask.Verb, (OnboardingCard.Task, await IdOfAsync(bot, "account")));
        (await bot.AllAsync<OnboardingTask>()).ShouldNotContain(t => t.CustomerId == 1 && t.IsDone);
    }

    [Theory]
    [InlineData("teams", "bram")]
    [InlineData("slack", "bram")]
    [InlineData("webchat", "daan")]
    public async Task The_owner_is_asked_and_says_what_is_to_become_of_it(string channel, string who)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(who));
        await side.AskAsync(who, "help", room);
        await bot.Company.AddOwnedCustomersAsync(daysAgo: 5, who, "Acme");
        await bot.InScopeAsync(async services =>
        {
            await services.GetRequiredService<OnboardingUpkeep>().RunAsync(CancellationToken.None);
            return true;
        });
        var card = await side.ShouldShowAsync(["Acme has not finished: Account set up", "Offer help"], room);
        await side.PressTitledAsync(who, card, "Ask me in a week");
        card = await side.ShouldShowAsync("You are asked again on", room);
        await side.PressTitledAsync(who, card, "Offer help");
        card = await side.ShouldShowAsync("Help is on its way.", room);
        await side.PressTitledAsync(who, card, "Not needed");
        await side.ShouldShowAsync("Not needed since", room);
        (await bot.AllAsync<OnboardingTask>()).Single(t => t.Task == "account").ShouldSatisfyAllConditions(
            t => t.IsDropped.ShouldBeTrue(), t => t.HelpedAt.ShouldNotBeNull(), t => t.AskedAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task In_a_place_that_is_not_connected_nothing_is_shown_and_what_is_asked_of_the_figure_is_answered_as_one()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddNewCustomersAsync(daysAgo: 2, "Acme");
        (await bot.Slack.AskAsync("anouk", "onboarding status", bot.Slack.Room)).Everything.ShouldNotContain("Acme");
        await bot.ConnectAsync("slack", "nl");
        await bot.Slack.SayAsync("anouk", "onboarding Acme");
        await bot.Slack.ShouldShowAsync(["Onboarding van Acme", "0 van 5 klaar (0,0%)", "Account ingericht", "te laat"]);
        (await bot.Slack.AskAsync("anouk", "onboarding completion rate this month", bot.Slack.PrivateRoomOf("anouk"))).Everything.ShouldContain("Onboarding completion");
    }

    private static async Task<string> IdOfAsync(BotUnderTest bot, string task, long customer = 1) =>
        (await bot.AllAsync<OnboardingTask>()).Single(t => t.Task == task && t.CustomerId == customer).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
