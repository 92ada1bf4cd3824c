using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

public sealed class CrowdTests
{
    [Fact]
    public async Task In_a_crowd_nobody_waits_for_an_answer_and_everybody_gets_one_in_the_end()
    {
        const int Many = 40;
        var handlers = new OddHandlers();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup with { Services = services => handlers.Setup.Services(services.AddSingleton<TimeProvider>(new PatientClock())) });
        var inbox = bot.Services.GetRequiredService<ITurnReceiver>();
        var taken = new List<TakenTurn> { await inbox.TakeAsync(Turn(bot, 0), CancellationToken.None) };
        taken[0].Crowd.IsCompleted.ShouldBeFalse();
        var first = taken[0].AnswerAsync();
        for (var i = 1; i < Many; i++)
        {
            taken.Add(await inbox.TakeAsync(Turn(bot, i), CancellationToken.None));
        }

        // Who came before there was a crowd does not wait for its end either.
        (await first.WaitAsync(TimeSpan.FromSeconds(30))).IsFinished.ShouldBeFalse();
        taken[^1].Crowd.IsCompleted.ShouldBeTrue();
        taken[^1].AnswerAsync().IsCompleted.ShouldBeTrue();
        handlers.Open();
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<InboundDelivery>()).Count(d => d.State == DeliveryState.Done) == Many
                && (await bot.AllAsync<OutboxMessage>()).Count(m => m.State == OutboxState.Sent) == Many,
            "all are answered");
    }

    /// <summary>Never says that two seconds are over, so that nothing but the crowd ends the wait for an answer.</summary>
    private sealed class PatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.FromSeconds(1) && dueTime <= TimeSpan.FromSeconds(2) ? Timeout.InfiniteTimeSpan : dueTime, period);
    }

    private static InboundTurn Turn(BotUnderTest bot, int number) => new()
    {
        DeliveryKey = $"msteams|a:1vera-{number}|1",
        Kind = TurnKind.Message,
        Conversation = new ConversationRef
        {
            ChannelId = ChannelIds.Teams,
            ConversationId = $"a:1vera-{number}",
            Kind = ConversationKind.Personal,
            ServiceUrl = bot.Teams.Connector.ServiceUrl,
            TenantId = TeamsSide.Tenant,
        },
        From = new Person { ChannelId = ChannelIds.Teams, UserId = TeamsSide.IdOf("vera"), TenantId = TeamsSide.Tenant },
        Text = "slow",
    };
}
