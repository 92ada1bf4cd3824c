namespace RetentionBot.Ingest.Reading;

/// <summary>How the columns of somebody's file become our fields; read from a mapping file by <see cref="MappingJson"/>.</summary>
internal sealed record Mapping
{
    /// <summary>No mapping: the columns carry our field names.</summary>
    public static Mapping None { get; } = new();

    /// <summary>Between columns; null for any run of blanks.</summary>
    public char? Separator { get; init; } = ',';

    /// <summary>Whether line 1 names the columns; without, they are called 1, 2, 3 and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Our field → where it comes from; null: every column is the field of its name.</summary>
    public IReadOnlyDictionary<string, FieldSource>? Fields { get; init; }

    /// <summary>What makes a row's key; null: the kind's own key field.</summary>
    public RowKey? Key { get; init; }

    /// <summary>Column → the texts of which it must hold one; other rows are passed over.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Where { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public bool CreateCustomers { get; init; }

    /// <summary>Every column the mapping names.</summary>
    public IEnumerable<string> Columns =>
        (Fields?.Values.Select(source => source.Column).OfType<string>() ?? []).Concat(Key?.Columns ?? []).Concat(Where.Keys);
}

/// <summary>Where a field comes from: a column or a constant, never both.</summary>
internal sealed record FieldSource
{
    public string? Column { get; init; }

    public string? Constant { get; init; }

    /// <summary>.NET date and time formats, tried in order; empty: ISO.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The file's words → ours; a word that is not in the table is an error. Null: no table.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>Whether numbers are written 1.234,50.</summary>
    public bool HasDecimalComma { get; init; }
}

/// <summary>What makes a row's key.</summary>
/// <param name="Columns">The columns that together tell rows apart; empty: the whole row, with its ordinal among equal rows.</param>
internal sealed record RowKey(IReadOnlyList<string> Columns)
{
    public bool IsWholeRow => Columns.Count == 0;
}
