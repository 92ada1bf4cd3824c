using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>The whole bot under load, from the wire to the wire: what it accepts, what it works off, how soon it answers, and whether it grows.</summary>
internal sealed class WireBenchmark : IAsyncDisposable
{
    private const int Connections = 256;
    private const int Rounds = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder;
    private readonly FakeClouds _clouds;
    private readonly WireRequests _requests;
    private readonly WireServer _bot;
    private readonly WireLoad _load;

    private WireBenchmark(DirectoryInfo folder, FakeClouds clouds, WireServer bot, WireLoad load) =>
        (_folder, _clouds, _requests, _bot, _load) = (folder, clouds, new WireRequests(clouds), bot, load);

    /// <summary>Accepted deliveries, in turns with the floor: nothing but whether each was committed and acknowledged.</summary>
    /// <param name="count">Deliveries a round.</param>
    public static async Task<int> AcceptAsync(int count)
    {
        await using var bench = await StartAsync();
        await using var floor = await WireServer.StartAsync(["wire-floor", bench._clouds.KeysUrl, WireCompany.SlackSecret]);
        using var floorLoad = await WireLoad.ConnectAsync(floor.Address, Connections);
        Console.WriteLine("| delivery | floor, a second | its CPU each (ms) | bot, a second | its CPU each (ms) | share of the floor |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, make) in new (string, Func<int, byte[][]>)[] { ("Slack button", bench._requests.SlackPresses), ("Teams message", bench._requests.TeamsMessages) })
        {
            await bench.WarmUpAsync(make);
            await floorLoad.SendAllAsync(make(3 * count));
            var (floors, bots) = (new List<(double Rate, double Cost)>(), new List<(double Rate, double Cost)>());
            for (var round = 0; round < Rounds; round++)
            {
                floors.Add(await MeasureAsync(floor, floorLoad, make(count)));
                bots.Add(await MeasureAsync(bench._bot, bench._load, make(count)));
                await bench.DrainAsync();
            }

            var (least, ours) = (Median(floors.Select(r => r.Rate)), Median(bots.Select(r => r.Rate)));
            Say($"| {name} | {least:N0} | {Median(floors.Select(r => r.Cost)):N3} | {ours:N0} | {Median(bots.Select(r => r.Cost)):N3} | {ours / least:P1} |");
        }

        return 0;
    }

    /// <summary>Whole turns worked off, and then how soon the bot answers at half of that.</summary>
    /// <param name="count">Turns a round.</param>
    public static async Task<int> DrainAsync(int count)
    {
        await using var bench = await StartAsync();
        await bench.WarmUpAsync(bench._requests.TeamsMessages);
        Console.WriteLine("| turns | accepted after (s) | drained after (s) | a second | CPU each (ms) |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var requests = bench._requests.TeamsMessages(count);
            var (delivered, processor) = (bench._clouds.Delivered, bench._bot.ProcessorTime);
            var watch = Stopwatch.StartNew();
            var accepted = await bench._load.SendAllAsync(requests);
            await bench.DrainAsync();
            var seconds = watch.Elapsed.TotalSeconds;
            rates.Add(count / seconds);
            Say($"| {bench._clouds.Delivered - delivered} | {accepted.TotalSeconds:N2} | {seconds:N2} | {count / seconds:N0} | {(bench._bot.ProcessorTime - processor).TotalMilliseconds / count:N2} |");
        }

        return await bench.AcknowledgeAsync(Median(rates) / 2);
    }

    /// <summary>Load that does not change, for as long as wanted; the memory after a full collection is compared with that of the beginning.</summary>
    public static async Task<int> SteadyAsync(double perSecond, double minutes)
    {
        await using var bench = await StartAsync();
        var beat = TimeSpan.FromSeconds(20);
        await bench.WarmUpAsync(bench._requests.Mixed);
        await bench._load.SendAtAsync(bench._requests.Mixed((int)(perSecond * 60)), perSecond);
        var start = await bench._bot.CollectAsync();
        Console.WriteLine("| after (s) | resident (MB) | p99 of the acknowledgement (ms) |");
        Console.WriteLine("| --- | --- | --- |");
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalMinutes < minutes;)
        {
            var took = Of(await bench._load.SendAtAsync(bench._requests.Mixed((int)(perSecond * beat.TotalSeconds)), perSecond));
            Say($"| {watch.Elapsed.TotalSeconds:N0} | {bench._bot.Resident:N1} | {took.P99:N1} |");
        }

        var end = await bench._bot.CollectAsync();
        Say($"after a full collection: heap {start.Heap:N1} MB, then {end.Heap:N1} ({end.Heap / start.Heap - 1:P1}); resident {start.Resident:N1} MB, then {end.Resident:N1} ({end.Resident / start.Resident - 1:P1})");
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _load.Dispose();
        await _bot.DisposeAsync();
        await _clouds.DisposeAsync();
        Say($"load average at the end {LoadAverage()}");
        _folder.Delete(recursive: true);
    }

    private static async Task<WireBenchmark> StartAsync()
    {
        Say($"{Environment.ProcessorCount} cores, load average {LoadAverage()}, {RuntimeInformation.FrameworkDescription}");
        var folder = Directory.CreateTempSubdirectory("retentionbot-wire-");
        var clouds = await FakeClouds.StartAsync();
        var bot = await WireBot.StartAsync(clouds, folder.FullName);
        return new WireBenchmark(folder, clouds, bot, await WireLoad.ConnectAsync(bot.Address, Connections));
    }

    private async Task<int> AcknowledgeAsync(double perSecond)
    {
        const int Seconds = 20;
        var requests = _requests.Mixed((int)(perSecond * Seconds));
        var took = await _load.SendAtAsync(requests, perSecond);
        await DrainAsync();
        var (presses, messages) = (Of(took.Where((_, i) => WireRequests.IsPress(i))), Of(took.Where((_, i) => !WireRequests.IsPress(i))));
        Say($"| acknowledged at {perSecond:N0} a second | median (ms) | p99 (ms) |");
        Console.WriteLine("| --- | --- | --- |");
        Say($"| Teams message ({messages.Count}) | {messages} |");
        Say($"| Slack button ({presses.Count}) | {presses} |");
        return 0;
    }

    /// <summary>Everybody is known before anything counts, and what is run often is compiled: rounds until three of them have had next to nothing compiled any more.</summary>
    private async Task WarmUpAsync(Func<int, byte[][]> make)
    {
        const int Most = 60;
        const int NextToNothing = 10;
        var compiled = await _bot.CompiledAsync();
        for (var (i, calm) = (0, 0); i < Most && calm < 3; i++)
        {
            await _load.SendAllAsync(make(WireCompany.Colleagues));
            await DrainAsync();
            var now = await _bot.CompiledAsync();
            calm = now - compiled <= NextToNothing ? calm + 1 : 0;
            compiled = now;
        }
    }

    private static async Task<(double Rate, double Cost)> MeasureAsync(WireServer server, WireLoad load, byte[][] requests)
    {
        var processor = server.ProcessorTime;
        var took = await load.SendAllAsync(requests);
        return (requests.Length / took.TotalSeconds, (server.ProcessorTime - processor).TotalMilliseconds / requests.Length);
    }

    /// <summary>Until every delivery is handled and every message's outcome is stored.</summary>
    private async Task DrainAsync()
    {
        await using var db = new RetentionDb(new DbContextOptionsBuilder<RetentionDb>().UseSqlite(StoreRegistration.ConnectionString(null, _folder.FullName)).Options);
        while (await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Accepted) || await db.Outbox.AnyAsync(m => m.State < OutboxState.Sent))
        {
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    private static Timings Of(IEnumerable<double> times)
    {
        var timings = new Timings();
        foreach (var time in times)
        {
            timings.Add(time);
        }

        return timings;
    }

    private static double Median(IEnumerable<double> numbers) => Of(numbers).Median;

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
