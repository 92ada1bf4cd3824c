using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Jobs;

public sealed class DigestUpkeepTests
{
    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Who_has_written_in_their_own_chat_has_a_timer_and_keeps_it_over_a_restart(string isOn, int timers)
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:Alerts:Digest"] = isOn } });
        foreach (var who in (string[])["bram", "vera"])
        {
            await bot.Slack.AskAsync(who, "help", bot.Slack.PrivateRoomOf(who));
        }

        await bot.RestartAsync();
        await Eventually.ShouldBeAsync(async () => (await TimersAsync(bot)).Count == timers, "who may handle alerts has a timer");
        var before = await TimersAsync(bot);
        await bot.RestartAsync();
        (await TimersAsync(bot)).Select(t => (t.Id, t.Subject, t.DueAt)).ShouldBe(before.Select(t => (t.Id, t.Subject, t.DueAt)));
    }

    private static async Task<List<DueTimer>> TimersAsync(BotUnderTest bot) => (await bot.AllAsync<DueTimer>()).FindAll(t => t.Kind == DigestTimer.Kind);
}
