using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using static RetentionBot.Tests.Outbox.ScriptedChannel;

namespace RetentionBot.Tests.Outbox;

public sealed class ReplayTests
{
    [Fact]
    public async Task A_running_bot_sends_what_is_replayed_and_its_age_counts_from_then()
    {
        var channel = new ScriptedChannel { Rule = _ => new SendOutcome.Refused("restricted_action") };
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        var old = Row(Room("a"), "answer", OutboxPriority.Answer, createdAt: TimeProvider.System.GetUtcNow().AddDays(-2));
        await AddAsync(bot, old);
        await ShouldBecomeAsync(bot, "answer", OutboxState.Dead);

        // Two days old, an answer would be given up at the first trouble; replayed, it is tried again.
        var tries = 0;
        channel.Rule = _ => ++tries == 1 ? new SendOutcome.TryAgain("HTTP 503") : null;
        await bot.InScopeAsync(services => services.GetRequiredService<OutboxRepairs>().ReplayAsync([old.Id], CancellationToken.None));
        (await ShouldBecomeAsync(bot, "answer", OutboxState.Sent)).Attempts.ShouldBe(2);
    }
}
