using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

public sealed class CrowdTests
{
    [Fact]
    public async Task Who_comes_into_a_crowd_is_told_so_and_everybody_is_answered_in_the_end()
    {
        const int Many = 40;
        var handlers = new OddHandlers();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup);
        var inbox = bot.Services.GetRequiredService<ITurnReceiver>();
        var taken = new List<TakenTurn>();
        for (var i = 0; i < Many; i++)
        {
            taken.Add(await inbox.TakeAsync(Turn(bot, i), CancellationToken.None));
        }

        (taken[0].IsCrowded, taken[^1].IsCrowded).ShouldBe((false, true));
        handlers.Open();
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<InboundDelivery>()).Count(d => d.State == DeliveryState.Done) == Many
                && (await bot.AllAsync<OutboxMessage>()).Count(m => m.State == OutboxState.Sent) == Many,
            "all are answered");
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
