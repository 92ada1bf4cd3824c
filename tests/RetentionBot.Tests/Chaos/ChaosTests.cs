using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using Xunit.Abstractions;

namespace RetentionBot.Tests.Chaos;

/// <summary>
/// Nothing is lost and nothing is said twice but what may be, whatever the services answer and however often the process is killed. The seed decides what goes wrong
/// and when the process dies; <c>RETENTIONBOT_CHAOS_SEED</c> takes one that was printed.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int QuestionsARound = 15;
    private const int RowsARound = 31;

    /// <summary>From its start to its end: some die before they listen.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(12);

    /// <summary>1,000 in all: 300 answers, 80 alerts, 620 rows of another process.</summary>
    private const int Messages = (Kills * (QuestionsARound + RowsARound)) + (Crowd.Alerts * Crowd.Connected);

    [Fact, Trait("Category", "Soak")]
    public async Task A_thousand_messages_are_all_accounted_for_after_twenty_kills_in_foul_weather()
    {
        var seed = Seed();
        output.WriteLine($"RETENTIONBOT_CHAOS_SEED={seed}");
        var weather = new Weather(seed);
        await using var bot = await BotProcess.CreateAsync(
            "--BotFramework:SendTimeout=00:00:02",
            "--Outbox:Teams:Interval=00:00:00.150",
            "--Outbox:Teams:PerSecond=50",
            "--Outbox:Slack:PerSecond=20",
            "--RetentionBot:Alerts:MostCardsAnHour=1000",
            "--RetentionBot:Alerts:Rules:payment-failed:On=true");
        await bot.StartAsync();
        var crowd = new Crowd(bot);
        await crowd.GatherAsync();
        var before = (await bot.AllAsync<OutboxMessage>()).Count;
        weather.BreaksOver(bot);

        var listening = 0;
        var start = Task.CompletedTask;
        for (var round = 0; round < Kills; round++)
        {
            foreach (var question in Enumerable.Range(round * QuestionsARound, QuestionsARound))
            {
                crowd.Ask(question % Crowd.Rooms);
            }

            if (round is 2 or 7 or 12)
            {
                crowd.Import(attempts: (round + 3) / 5);
            }

            await crowd.CommitAsync(RowsARound);
            await Task.Delay(weather.UpTo(LongestLife), TimeProvider.System);
            listening += start.IsCompletedSuccessfully ? 1 : 0;
            await bot.KillAsync();
            await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            start = bot.StartAsync();
        }

        await start;

        await crowd.ShouldBeHeardAsync();
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<InboundDelivery>()).All(d => d.State != DeliveryState.Accepted)
                && (await bot.AllAsync<OutboxMessage>()).All(m => m.State is not (OutboxState.Pending or OutboxState.Sending)),
            "everything is decided",
            atMost: TimeSpan.FromMinutes(4));

        var reckoning = await Reckoning.OfAsync(bot);
        output.WriteLine($"{listening} of {Kills} lives came to listen. {reckoning.Summary}; {weather.Report}");
        reckoning.Faults.ShouldBeEmpty($"seed {seed}");
        (await bot.AllAsync<OutboxMessage>()).Count(m => m.Kind != SendKind.Update).ShouldBe(before + Messages, $"seed {seed}");
    }

    private static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("RETENTIONBOT_CHAOS_SEED"), CultureInfo.InvariantCulture, out var wished)
        ? wished
        : Random.Shared.Next();
}
