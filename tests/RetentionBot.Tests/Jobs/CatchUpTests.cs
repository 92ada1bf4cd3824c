using Microsoft.Extensions.DependencyInjection.Extensions;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Health;
using RetentionBot.Ingest;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Jobs;

public sealed class CatchUpTests
{
    [Fact]
    public async Task What_was_not_scored_while_the_bot_was_down_is_made_up_once_after_the_start()
    {
        // Data come in and nobody scores them, as when the process ends right after the import.
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Services = services => services.RemoveAll<IAfterImport>() });
        await bot.ConnectAsync("webchat", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        (await bot.AllAsync<HealthScore>()).ShouldBeEmpty();

        await bot.RestartAsync();
        await bot.Side("webchat").ShouldShowAsync(Company.Failing);

        await bot.RestartAsync();
        await bot.Side("webchat").SayAsync("daan", "help");
        (await bot.AllAsync<Alert>()).Count.ShouldBe(1);
    }
}
