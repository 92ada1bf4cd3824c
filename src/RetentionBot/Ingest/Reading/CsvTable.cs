using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;

namespace RetentionBot.Ingest.Reading;

/// <summary>Comma-separated (or otherwise separated) text with quotes, after RFC 4180.</summary>
internal static class CsvTable
{
    public static async Task<RawTable> OpenAsync(Stream input, char separator, bool hasHeader, CancellationToken ct)
    {
        var quoteLeftOpen = new StrongBox<long>();
        var csv = CsvReader.Create(input, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = InputGuard.LongestRecord,
            OnMalformedRecord = record => quoteLeftOpen.Value = record.Reason is CsvMalformedReason.UnterminatedQuote ? record.LineNumber : quoteLeftOpen.Value,
        });
        if (!await ReadAsync(csv, quoteLeftOpen, ct))
        {
            throw new ImportRefusedException("The input is empty.");
        }

        var first = Fields(csv);
        var columns = hasHeader ? first.Select(name => name.Trim()).ToArray() : Numbered(first.Count);
        return new RawTable(columns, RowsAsync(csv, columns, isOnRow: !hasHeader, quoteLeftOpen, ct));
    }

    /// <summary>Names for columns without names: 1, 2, 3 and so on.</summary>
    public static string[] Numbered(int count) => [.. Enumerable.Range(1, count).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The row under its column names, or what is wrong with its width.</summary>
    public static RawRow Row(int line, IReadOnlyList<string> columns, IReadOnlyList<string> fields)
    {
        var named = new Dictionary<string, string>(RawRow.ByName);
        for (var i = 0; i < Math.Min(columns.Count, fields.Count); i++)
        {
            named.TryAdd(columns[i], fields[i]);
        }

        var problem = fields.Count == columns.Count ? null : $"The line has {fields.Count} columns where {columns.Count} are expected.";
        return new RawRow(line, named, problem);
    }

    private static async IAsyncEnumerable<RawRow> RowsAsync(
        CsvReader csv, string[] columns, bool isOnRow, StrongBox<long> quoteLeftOpen, [EnumeratorCancellation] CancellationToken ct)
    {
        using var _ = csv;
        while (isOnRow || await ReadAsync(csv, quoteLeftOpen, ct))
        {
            isOnRow = false;
            yield return Row((int)csv.LineNumber, columns, Fields(csv));
        }
    }

    private static async Task<bool> ReadAsync(CsvReader csv, StrongBox<long> quoteLeftOpen, CancellationToken ct)
    {
        try
        {
            var read = await csv.ReadAsync(ct);
            return quoteLeftOpen.Value == 0
                ? read
                : throw new ImportRefusedException($"A quote is opened on line {quoteLeftOpen.Value} and never closed. Nothing was taken.");
        }
        catch (CsvFormatException error)
        {
            throw InputGuard.TooLong(Math.Max(1, error.LineNumber));
        }
    }

    private static List<string> Fields(CsvReader csv)
    {
        var fields = new List<string>(csv.FieldCount);
        for (var i = 0; i < csv.FieldCount; i++)
        {
            fields.Add(csv.GetString(i));
        }

        return fields;
    }
}
