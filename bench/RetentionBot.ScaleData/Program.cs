using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RetentionBot.ScaleData.Database;
using RetentionBot.ScaleData.Files;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.ScaleData;

/// <summary>The verbs. Exit 0: done, and the totals hold; 1: they do not, or the database is not empty; 2: wrong usage.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Makes the data set that speed is measured on.") { Generate(), Load() };
        var parsed = root.Parse(args);
        return parsed.Errors.Count > 0 ? Usage(parsed) : await parsed.InvokeAsync();
    }

    private static Command Generate()
    {
        var (size, seed) = (Size(), Seed());
        var to = new Option<DirectoryInfo>("--out") { Required = true, Description = "The folder to write to." };
        var command = new Command("generate", "Writes the data set as CSV files with manifest.json and totals.json.") { size, seed, to };
        command.SetAction(async (parsed, ct) =>
        {
            var watch = Stopwatch.StartNew();
            var (manifest, totals) = await ScaleFiles.WriteAsync(parsed.GetValue(to)!.FullName, parsed.GetValue(size), parsed.GetValue(seed), ct);
            foreach (var file in manifest.Files)
            {
                Say($"{file.Name}: {file.Rows:N0} rows, sha256 {file.Sha256}");
            }

            return Conclude(totals, watch.Elapsed);
        });
        return command;
    }

    private static Command Load()
    {
        var (size, seed) = (Size(), Seed());
        var database = new Option<FileInfo>("--database") { Required = true, Description = "An empty database of the bot; made when it is missing." };
        var command = new Command("load", "Fills a database with the data set and writes its totals beside it.") { size, seed, database };
        command.SetAction(async (parsed, ct) =>
        {
            var watch = Stopwatch.StartNew();
            var file = parsed.GetValue(database)!;
            ScaleTotals totals;
            try
            {
                totals = await ScaleDatabase.CreateAsync(file.FullName, parsed.GetValue(size), parsed.GetValue(seed), ct);
            }
            catch (InvalidOperationException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }

            foreach (var table in totals.Rows)
            {
                Say($"{table.Table}: {table.Stored:N0} rows");
            }

            file.Refresh();
            Say($"{file.Name}: {file.Length / 1_000_000.0:N1} MB");
            return Conclude(totals, watch.Elapsed);
        });
        return command;
    }

    private static Option<ScaleSize> Size() => new("--size")
    {
        Required = true,
        Description = "S (10,000 customers), M (100,000), L (1,000,000) or a number of customers.",
        CustomParser = result =>
        {
            if (!ScaleSize.TryParse(result.Tokens[0].Value, out var size))
            {
                result.AddError("--size is S, M, L or a number of customers.");
            }

            return size;
        },
    };

    private static Option<long> Seed() => new("--seed") { DefaultValueFactory = _ => 1, Description = "Which data set; 1 without it." };

    private static int Conclude(ScaleTotals totals, TimeSpan took)
    {
        var faults = TotalsCheck.Faults(totals);
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Say($"Done in {took.TotalSeconds:N1} s; the totals {(faults.Count == 0 ? "hold" : "do NOT hold")}.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static int Usage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        return 2;
    }

    private static void Say(FormattableString sentence) => Console.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
