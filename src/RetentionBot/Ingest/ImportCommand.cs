using System.CommandLine;
using System.Globalization;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Reading;

namespace RetentionBot.Ingest;

/// <summary><c>import &lt;kind&gt; &lt;file&gt; [--map FILE] [--as-of DATE] [--check] [--full] [--yes]</c>.</summary>
internal static class ImportCommand
{
    private const int Done = 0;
    private const int BadInput = 1;
    private const int BadUsage = 2;

    /// <param name="inScope">Runs something with the services of a fresh scope.</param>
    /// <returns>A command that exits with 0, with 1 when nothing could be taken, with 2 when it was called wrongly.</returns>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var kind = new Argument<string>("kind") { Description = $"What the file holds: {string.Join(", ", ImportKinds.All)}." };
        var file = new Argument<string>("file") { Description = "CSV or NDJSON in UTF-8." };
        var map = new Option<string?>("--map") { Description = "Mapping file, when the columns do not carry our field names." };
        var asOf = new Option<string?>("--as-of") { Description = "The last day the data speak of (2026-11-22); yesterday when left out." };
        var check = new Option<bool>("--check") { Description = "Say what would happen and write nothing." };
        var full = new Option<bool>("--full") { Description = "The file is all there is: retire the rows it does not hold." };
        var yes = new Option<bool>("--yes") { Description = "Retire more than a tenth of the rows if need be." };
        var command = new Command("import", "Takes customers, subscriptions, usage and other source data from a file.")
        {
            kind, file, map, asOf, check, full, yes,
        };
        command.SetAction((parsed, ct) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            DateOnly day = default;
            var given = parsed.GetValue(asOf);
            if (given is not null && !DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                error.WriteLine("--as-of is not a day such as 2026-11-22.");
                return Task.FromResult(BadUsage);
            }

            if (KindCatalog.Find(parsed.GetRequiredValue(kind)) is not { } importer)
            {
                error.WriteLine($"There is no such kind. The kinds are: {string.Join(", ", ImportKinds.All)}.");
                return Task.FromResult(BadUsage);
            }

            var path = parsed.GetRequiredValue(file);
            var request = new ImportRequest
            {
                Kind = importer.Kind,
                Source = Path.GetFileName(path),
                AsOf = given is null ? null : day,
                Check = parsed.GetValue(check),
                Full = parsed.GetValue(full),
                Confirmed = parsed.GetValue(yes),
                Progress = Console.IsOutputRedirected ? null : new LineCounter(output),
            };
            var mapPath = parsed.GetValue(map);
            return inScope((services, token) => RunAsync(services.GetRequiredService<Intake>(), path, mapPath, request, output, error, token), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Intake intake, string path, string? mapPath, ImportRequest request, TextWriter output, TextWriter error, CancellationToken ct)
    {
        try
        {
            var mapping = mapPath is null ? Mapping.None : MappingJson.Parse(await File.ReadAllTextAsync(mapPath, ct));
            await using var opened = File.OpenRead(path);
            await using var spooled = opened.CanSeek ? null : await Spool.TakeAsync(opened, long.MaxValue, ct);
            var report = await intake.TakeAsync(spooled ?? opened, mapping, FormatOf(path), request, ct);
            await ReportText.WriteAsync(output, report);
            return report.Taken > 0 ? Done : BadInput;
        }
        catch (ImportRefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return BadInput;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(failure.Message);
            return BadInput;
        }
    }

    private static InputFormat? FormatOf(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" => InputFormat.Ndjson,
            ".csv" or ".tsv" or ".txt" => InputFormat.Csv,
            _ => null,
        };

    /// <summary>Shows on a terminal how far it is, on one line.</summary>
    private sealed class LineCounter(TextWriter output) : IProgress<int>
    {
        public void Report(int value) => output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value:N0} lines\r"));
    }
}
