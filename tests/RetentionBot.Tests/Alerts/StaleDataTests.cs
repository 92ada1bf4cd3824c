using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Alerts;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

public sealed class StaleDataTests
{
    [Fact]
    public async Task Places_connected_for_alerts_are_told_once_that_usage_data_stopped_also_over_a_restart()
    {
        var clock = new MovableClock();
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Services = services => services.AddSingleton<TimeProvider>(clock) });
        await bot.Company.AddCustomersAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.ConnectAsync("slack", "nl");
        await bot.Company.UseOnceMoreAsync();

        // Nothing comes in for a week and a half.
        clock.Ahead = TimeSpan.FromDays(10);
        (await RunAsync(bot)).ShouldBeNull();

        await bot.Teams.ShouldShowAsync("Usage data have stopped coming: they end on");
        await bot.Slack.ShouldShowAsync("Er komen geen gebruiksgegevens meer binnen: ze eindigen op");

        await bot.RestartAsync();
        (await RunAsync(bot)).ShouldBeNull();

        (await bot.Teams.ShownAsync()).Count(m => m.Everything.Contains("have stopped coming", StringComparison.Ordinal)).ShouldBe(1);
        (await bot.Slack.ShownAsync()).Count(m => m.Everything.Contains("geen gebruiksgegevens meer", StringComparison.Ordinal)).ShouldBe(1);
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Subject?.StartsWith("freshness:", StringComparison.Ordinal) == true).ShouldBe(2);
        (await bot.AllAsync<Alert>()).ShouldBeEmpty();
    }

    private static Task<int?> RunAsync(BotUnderTest bot) => bot.InScopeAsync(services => services.GetRequiredService<HealthRun>().RunAsync(CancellationToken.None));
}
