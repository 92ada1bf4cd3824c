namespace RetentionBot.Ingest.Reading;

/// <summary>One record of a file before the mapping.</summary>
/// <param name="Line">Line on which it starts, from 1.</param>
/// <param name="Columns">Column name, in any case → text.</param>
/// <param name="Problem">Why it could not be read; null when it could.</param>
internal sealed record RawRow(int Line, IReadOnlyDictionary<string, string> Columns, string? Problem = null)
{
    /// <summary>Columns are found in any case.</summary>
    public static StringComparer ByName => StringComparer.OrdinalIgnoreCase;
}

/// <summary>A file being read.</summary>
/// <param name="Columns">The columns it has; null when each row brings its own.</param>
/// <param name="Rows">The rows, once.</param>
internal sealed record RawTable(IReadOnlyList<string>? Columns, IAsyncEnumerable<RawRow> Rows);
