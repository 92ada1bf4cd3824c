using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using Xunit.Abstractions;

namespace RetentionBot.Tests.Outbox;

/// <summary>Measures, at the pace of production, what a minute of 429 in one Teams conversation of twenty costs the other nineteen.</summary>
public sealed class ThrottledMinuteTests(ITestOutputHelper output)
{
    private const int Rooms = 20;
    private const int RoundsBesideThePause = 40;
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(2);

    /// <summary>When each room got its messages, from the start.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentQueue<TimeSpan>> arrivals = new(StringComparer.Ordinal);

    [Fact, Trait("Category", "Soak"), Trait("Conformance", "BF-61")]
    public async Task A_minute_of_429_in_one_conversation_costs_the_others_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Services = services => services.AddSingleton(Options.Create(new OutboxOptions())) });
        var clock = Stopwatch.StartNew();
        var rooms = Enumerable.Range(0, Rooms).Select(RoomOf).ToList();
        var throttled = rooms[0];
        TimeSpan? refusedAt = null;
        var refusals = 0;
        bot.Teams.Connector.Rule = request =>
        {
            var room = rooms.Single(r => Uri.UnescapeDataString(request.Path).Contains(r, StringComparison.Ordinal));
            if (room == throttled && (refusedAt is null || clock.Elapsed - refusedAt < TimeSpan.FromSeconds(60)))
            {
                refusedAt ??= clock.Elapsed;
                refusals++;
                return new ConnectorReply(429) { RetryAfter = "60" };
            }

            arrivals.GetOrAdd(room, _ => []).Enqueue(clock.Elapsed);
            return null;
        };

        for (var round = 0; round < RoundsBesideThePause; round++)
        {
            await ScriptedChannel.AddAsync(bot, [.. rooms.Select(room => ScriptedChannel.Row(Conversation(bot, room), $"{round}"))]);
            await Task.Delay(RoundEvery, TimeProvider.System);
        }

        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "everything has arrived", atMost: TimeSpan.FromMinutes(2));

        output.WriteLine($"throttled: {refusals} refusals, the first at {Seconds(refusedAt!.Value)} s");
        foreach (var (room, times) in arrivals.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var gaps = times.Zip(times.Skip(1), (a, b) => b - a).Order().ToList();
            var during = times.Count(t => t >= refusedAt && t < refusedAt + TimeSpan.FromSeconds(60));
            output.WriteLine($"{room}: {times.Count} delivered, {during} of them during the pause; gaps s: least {Seconds(gaps[0])}, median {Seconds(gaps[gaps.Count / 2])}, most {Seconds(gaps[^1])}");
        }

        refusals.ShouldBe(1);
        arrivals.Values.ShouldAllBe(times => times.Count == RoundsBesideThePause);
        arrivals[throttled].ShouldAllBe(t => t >= refusedAt + TimeSpan.FromSeconds(60));
        arrivals.Where(a => a.Key != throttled).ShouldAllBe(a => a.Value.Count(t => t < refusedAt + TimeSpan.FromSeconds(60)) >= 25);
    }

    private static string RoomOf(int i) => string.Create(CultureInfo.InvariantCulture, $"a:1room{i:00}");

    private static ConversationRef Conversation(BotUnderTest bot, string room) => new()
    {
        ChannelId = ChannelIds.Teams,
        ConversationId = room,
        Kind = ConversationKind.Personal,
        ServiceUrl = bot.Teams.Connector.ServiceUrl,
        TenantId = TeamsSide.Tenant,
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
