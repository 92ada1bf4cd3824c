using System.Globalization;
using RetentionBot.Benchmarks.Alerts;
using RetentionBot.Benchmarks.Kpis;
using RetentionBot.Benchmarks.Surveys;
using RetentionBot.Benchmarks.Wire;

namespace RetentionBot.Benchmarks;

/// <summary>The measurements by name.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["cards"]:
                return await CardBenchmark.RunAsync();
            case ["sql", var database]:
                return await SqlBenchmark.RunAsync(database);
            case ["load", var database]:
                return await LoadBenchmark.RunAsync(database);
            case ["kpi", var database]:
                return await KpiBenchmark.RunAsync(database);
            case ["ask", var database]:
                return await AskBenchmark.RunAsync(database);
            case ["alerts", var folder, .. var sizes]:
                return await AlertBenchmark.RunAsync(folder, [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
            case ["wave", var database, var people]:
                return await WaveBenchmark.RunAsync(database, int.Parse(people, CultureInfo.InvariantCulture));
            case ["wire", "accept", var count]:
                return await WireBenchmark.AcceptAsync(int.Parse(count, CultureInfo.InvariantCulture));
            case ["wire", "drain", var count]:
                return await WireBenchmark.DrainAsync(int.Parse(count, CultureInfo.InvariantCulture));
            case ["wire", "steady", var perSecond, var minutes]:
                return await WireBenchmark.SteadyAsync(double.Parse(perSecond, CultureInfo.InvariantCulture), double.Parse(minutes, CultureInfo.InvariantCulture));
            case ["wire-floor", var keys, var secret]:
                return await WireFloor.RunAsync(keys, secret);
            case ["wire-bot", .. var settings]:
                return await WireBot.RunAsync(settings);
            case ["alerts-once", var how, var warmUp, var database]:
                return await AlertBenchmark.RunOneAsync(how, warmUp, database);
            default:
                await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project bench/RetentionBot.Benchmarks -- cards | sql DATABASE | load DATABASE | kpi DATABASE | ask DATABASE | alerts FOLDER CUSTOMERS... | wave DATABASE PEOPLE | wire accept|drain COUNT | wire steady PER-SECOND MINUTES");
                return 2;
        }
    }
}
