using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Text;

namespace RetentionBot.Benchmarks;

/// <summary>
/// Cards filled per second: <c>cards/alert.json</c> with the same data, by us and by npm's adaptivecards-templating, in turns, so that both see the same load.
/// </summary>
internal static class CardBenchmark
{
    /// <summary>What was promised of <see cref="CardTemplate.Expand"/>.</summary>
    private const double LeastRatio = 10;

    private const int WarmUpRounds = 3;
    private const int Rounds = 9;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
    private static readonly Texts English = Texts.For(Texts.English);

    /// <summary>An open alert as its feature shows it: two buttons, a link, six facts.</summary>
    private static readonly object Alert = new
    {
        Id = "0198f1f2000070008000000000000001",
        Title = "Health drop: Van Dijk Logistics",
        Score = 58,
        PreviousScore = (int?)72,
        ScoreSevenDaysAgo = (int?)72,
        Drivers = "usage -16.0, support -8.8, adoption +2.0",
        MrrMinor = (long?)123_450,
        Currency = "EUR",
        Owner = "Sanne",
        RaisedOn = new DateOnly(2026, 11, 22),
        Link = "https://crm.example.com/customers/c1",
        Status = "Open: nobody has taken it on yet.",
        CanAcknowledge = true,
        CanResolve = true,
        Style = "attention",
    };

    /// <returns>The exit code: 0 when the ratio was reached.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "cards");
        var json = await File.ReadAllTextAsync(Path.Combine(folder, "alert.json"));
        var template = CardTemplate.Parse(json, new CardVocabulary(English, Zone));
        var data = JsonSerializer.SerializeToNode(Alert, JsonSerializerOptions.Web)!;
        var cards = new Cards(folder, Zone);

        // The package has no place for the texts but the data.
        var theirData = data.DeepClone();
        theirData["t"] = English.ForCards().DeepClone();
        using var package = await PublishedPackage.StartAsync(JsonNode.Parse(json)!, theirData);
        if (!JsonNode.DeepEquals(package.Card, template.Expand(data)))
        {
            await Console.Error.WriteLineAsync("The two cards differ, so their speeds cannot be compared.");
            return 1;
        }

        List<double> expand = [], show = [], theirs = [];
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            var measured = (Speed.Of(() => template.Expand(data)), Speed.Of(() => cards.Show("alert", English, Alert, "")), await package.MeasureAsync());
            if (round >= 0)
            {
                expand.Add(measured.Item1);
                show.Add(measured.Item2);
                theirs.Add(measured.Item3);
            }
        }

        return Report(Median(expand), Median(show), Median(theirs));
    }

    private static int Report(double expand, double show, double theirs)
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine($"{Environment.ProcessorCount} cores, load average {load}, {RuntimeInformation.FrameworkDescription}, median of {Rounds} rounds of a second each");
        Console.WriteLine();
        Console.WriteLine("| alert card, filled by | per second | times the package |");
        Console.WriteLine("| --- | --- | --- |");
        Row("adaptivecards-templating 2.3.1, Expand", theirs);
        Row("ours, Expand", expand);
        Row("ours, Cards.Show with the data object", show);
        Console.WriteLine();
        var isReached = expand >= LeastRatio * theirs;
        Console.WriteLine(isReached ? "At least 10 times: reached." : "At least 10 times: NOT reached.");
        return isReached ? 0 : 1;

        void Row(string what, double speed) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {speed:N0} | {speed / theirs:N1} |"));
    }

    private static double Median(List<double> speeds) => speeds.Order().ElementAt(speeds.Count / 2);
}
