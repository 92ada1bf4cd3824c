using System.Runtime.CompilerServices;

namespace RetentionBot.Ingest.Reading;

/// <summary>Columns separated by any run of spaces and tabs, without quotes.</summary>
internal static class BlankSeparatedTable
{
    public static async Task<RawTable> OpenAsync(Stream input, bool hasHeader, CancellationToken ct)
    {
        var lines = LineReader.ReadAsync(input, ct).GetAsyncEnumerator(ct);
        if (!await lines.MoveNextAsync())
        {
            throw new ImportRefusedException("The input is empty.");
        }

        var first = Split(lines.Current.Text);
        var columns = hasHeader ? first : CsvTable.Numbered(first.Length);
        return new RawTable(columns, RowsAsync(lines, columns, isOnRow: !hasHeader, ct));
    }

    private static async IAsyncEnumerable<RawRow> RowsAsync(
        IAsyncEnumerator<(int Number, string Text)> lines, string[] columns, bool isOnRow, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var _ = lines;
        while (isOnRow || await lines.MoveNextAsync())
        {
            ct.ThrowIfCancellationRequested();
            isOnRow = false;
            yield return CsvTable.Row(lines.Current.Number, columns, Split(lines.Current.Text));
        }
    }

    private static string[] Split(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
