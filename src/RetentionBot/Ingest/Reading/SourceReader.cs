using System.Runtime.CompilerServices;
using RetentionBot.Ingest.Kinds;

namespace RetentionBot.Ingest.Reading;

/// <summary>How the input is written.</summary>
internal enum InputFormat
{
    /// <summary>Lines of separated columns.</summary>
    Csv = 1,

    /// <summary>One JSON object per line.</summary>
    Ndjson = 2,
}

/// <summary>Reads somebody's file as rows under our field names, one after another, never all at once.</summary>
internal static class SourceReader
{
    /// <param name="input">UTF-8 text, with or without a byte order mark; can seek.</param>
    /// <param name="kind">One of <see cref="ImportKinds.All"/>.</param>
    /// <param name="mapping"><see cref="Mapping.None"/> when the columns carry our field names.</param>
    /// <param name="format">Null: NDJSON when the input begins with a brace, else CSV.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ImportRefusedException">The input cannot be read at all, here or while the rows are enumerated.</exception>
    public static async Task<IAsyncEnumerable<SourceRow>> OpenAsync(Stream input, string kind, Mapping mapping, InputFormat? format, CancellationToken ct)
    {
        var importer = KindCatalog.Get(kind);
        var first = await InputGuard.LookAsync(input, ct);
        format ??= first == '{' ? InputFormat.Ndjson : InputFormat.Csv;
        var table = (format, mapping.Separator) switch
        {
            (InputFormat.Ndjson, _) => NdjsonTable.Open(input, ct),
            (_, null) => await BlankSeparatedTable.OpenAsync(input, mapping.HasHeader, ct),
            (_, { } separator) => await CsvTable.OpenAsync(input, separator, mapping.HasHeader, ct),
        };
        return RowsAsync(table, new RowMapper(mapping, importer, table.Columns), ct);
    }

    private static async IAsyncEnumerable<SourceRow> RowsAsync(RawTable table, RowMapper mapper, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var raw in table.Rows.WithCancellation(ct))
        {
            if (mapper.Map(raw) is { } row)
            {
                yield return row;
            }
        }
    }
}
