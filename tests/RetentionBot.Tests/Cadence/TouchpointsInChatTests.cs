using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Cadence;
using RetentionBot.Features.Cadence;
using RetentionBot.Jobs;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Cadence;

/// <summary>Touchpoints as owners see and answer them, on every channel.</summary>
public sealed class TouchpointsInChatTests
{
    [Theory]
    [InlineData("teams", "bram")]
    [InlineData("slack", "bram")]
    [InlineData("webchat", "daan")]
    public async Task The_owner_is_told_moves_it_and_says_that_it_is_done(string channel, string who)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf(who));
        await side.AskAsync(who, "help", room);
        await bot.Company.AddOwnedCustomersAsync(daysAgo: 0, who, "Acme");
        await KeepAsync(bot);
        var card = await side.ShouldShowAsync(["Welcome: Acme", "Say who you are"], room);

        var form = await side.OpenFormAsync(who, card, MoveTouchpoint.Verb);
        (await side.SendFormAsync(who, form, (MoveForm.Day, "2020-01-01"))).ShouldHaveSingleItem().ShouldContain("from tomorrow on");
        await side.PressAsync(who, card, FinishTouchpoint.Verb);
        await side.ShouldShowAsync("Done by", room);
        (await bot.AllAsync<Touchpoint>()).Single(t => t.Step == CadencePlan.Welcome).State.ShouldBe(TouchpointState.Done);

        await side.SayAsync(who, "touchpoints", room);
        card = await side.ShouldShowAsync(["1 touchpoint is due", "Tips, week 1"], room);
        await side.PressAsync(who, card, ShowTouchpoint.Verb);
        await side.ShouldShowAsync(["Tips, week 1: Acme", "Planned for"], room);
        await side.SayAsync(who, "contactmomenten", room);
        await side.ShouldShowAsync(["1 contactmoment is aan de beurt", "Gepland op"], room);
    }

    [Fact]
    public async Task A_member_sees_their_own_customers_and_a_lead_everybodys()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddOwnedCustomersAsync(daysAgo: 0, "anouk", "Acme");
        await KeepAsync(bot);
        (await bot.Slack.AskAsync("bram", "touchpoints", bot.Slack.PrivateRoomOf("bram"))).Everything.ShouldContain("No touchpoint is due");
        (await bot.Slack.AskAsync("leonie", "touchpoints", bot.Slack.PrivateRoomOf("leonie"))).Everything.ShouldContain("Acme");
        (await bot.Slack.AskAsync("leonie", "touchpoints", bot.Slack.Room)).Everything.ShouldNotContain("Acme");
    }

    private static Task<bool> KeepAsync(BotUnderTest bot) => bot.InScopeAsync(async services =>
    {
        await services.GetRequiredService<CadenceUpkeep>().RunAsync(CancellationToken.None);
        return true;
    });
}
