using System.Globalization;

namespace RetentionBot.Ingest;

/// <summary>An import's report for the terminal.</summary>
internal static class ReportText
{
    private const int RejectedShown = 10;

    public static async Task WriteAsync(TextWriter output, ImportReport report)
    {
        var note = report.Check ? "; check only, nothing was written" : "";
        await output.WriteLineAsync($"{report.Kind} from {report.Source}: {Count(report.Read)} lines read{note}");
        (string Name, int Value, bool IsAlwaysShown)[] counts =
        [
            ("added", report.Added, true), ("changed", report.Changed, true), ("unchanged", report.Unchanged, true), ("retired", report.Retired, true),
            ("rejected", report.Rejected, true), ("without a score", report.Skipped, false), ("of erased people", report.Erased, false), ("customers created", report.CustomersCreated, false),
        ];
        foreach (var count in counts.Where(count => count.IsAlwaysShown || count.Value > 0))
        {
            await output.WriteLineAsync($"  {count.Name,-18}{Count(count.Value),10}");
        }

        await output.WriteLineAsync(report.DataThrough is { } day ? $"  data through        {day:yyyy-MM-dd}" : "  nothing could be taken");
        if (report.Erased > 0)
        {
            await output.WriteLineAsync($"{Count(report.Erased)} of the rows are about people who were erased. They were left out, and will be as long as the source holds them.");
        }

        foreach (var line in report.RejectedLines.Take(RejectedShown))
        {
            await output.WriteLineAsync($"line {line.Line}: {line.Reason}");
        }

        if (report.Rejected > RejectedShown)
        {
            await output.WriteLineAsync($"… and {Count(report.Rejected - RejectedShown)} more");
        }

        if (report.NeedsConfirmation is { } warning)
        {
            await output.WriteLineAsync(warning);
        }
    }

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
