using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Reading;

/// <summary>Turns the raw rows of one file into rows under our field names.</summary>
internal sealed class RowMapper
{
    private const char Joint = '|';

    private readonly Mapping mapping;
    private readonly KindImporter kind;
    private readonly Dictionary<string, int> equalRows = [];

    /// <exception cref="ImportRefusedException">Mapping, file and kind do not fit together.</exception>
    public RowMapper(Mapping mapping, KindImporter kind, IReadOnlyList<string>? columns)
    {
        (this.mapping, this.kind) = (mapping, kind);
        if (columns is not null)
        {
            CheckColumns(mapping.Columns.Concat(mapping.Fields is null ? columns : []), columns);
        }

        CheckKey(columns);
        if ((mapping.Fields?.Keys ?? columns?.Select(FieldName).Where(column => !IsKeyOrFilter(column))) is { } given)
        {
            kind.CheckFields([.. given, .. mapping.Key is null ? (string[])[] : [kind.KeyField]]);
        }
    }

    /// <returns>Null for a row that the filter passes over.</returns>
    public SourceRow? Map(RawRow raw)
    {
        if (mapping.Where.Any(filter => raw.Columns.TryGetValue(filter.Key, out var text) ? !filter.Value.Contains(text.Trim()) : raw.Problem is null))
        {
            return null;
        }

        var fields = new Dictionary<string, string>();
        var problem = raw.Problem;
        if (mapping.Key is { } key)
        {
            fields[kind.KeyField] = key.IsWholeRow ? WholeRow(raw) : string.Join(Joint, key.Columns.Select(column => KeyPart(raw, column)));
        }

        try
        {
            Fill(fields, raw);
        }
        catch (RowRejectedException rejected)
        {
            problem ??= rejected.Message;
        }

        return new SourceRow(raw.Line, fields, problem);
    }

    private void Fill(Dictionary<string, string> fields, RawRow raw)
    {
        if (mapping.Fields is null)
        {
            foreach (var (column, text) in raw.Columns.Where(column => !IsKeyOrFilter(column.Key)))
            {
                var field = FieldName(column);
                fields[field] = kind.Fields.Contains(field)
                    ? Utf8(field, text)
                    : throw new RowRejectedException($"'{RowReader.Shown(column)}' is not a field of {kind.Kind}.");
            }

            return;
        }

        foreach (var (field, source) in mapping.Fields)
        {
            var text = source.Constant ?? Utf8(field, raw.Columns.GetValueOrDefault(source.Column!, "").Trim());
            fields[field] = FieldText.Of(field, text, source);
        }
    }

    private static string Utf8(string field, string text) =>
        text.Contains('\uFFFD', StringComparison.Ordinal) ? throw new RowRejectedException($"{field} is not UTF-8 text.") : text;

    private static string FieldName(string column) => column.Trim().ToLowerInvariant();

    /// <summary>Without named fields, a column that only makes the key or the filter need not be a field.</summary>
    private bool IsKeyOrFilter(string column) =>
        !kind.Fields.Contains(FieldName(column))
        && (mapping.Where.Keys.Contains(column, RawRow.ByName) || (mapping.Key?.Columns.Contains(column, RawRow.ByName) ?? false));

    private static string KeyPart(RawRow raw, string column) =>
        raw.Columns.GetValueOrDefault(column, "").Trim().Replace("|", "||", StringComparison.Ordinal);

    /// <summary>The row's own content with its ordinal among equal rows, so that the second of two equal rows is found again as the second.</summary>
    private string WholeRow(RawRow raw)
    {
        var columns = raw.Columns.OrderBy(column => column.Key, RawRow.ByName).Select(column => $"{column.Key}\u001F{column.Value}");
        var content = string.Join('\u001E', columns);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
        var ordinal = equalRows[hash] = equalRows.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"row:{hash}:{ordinal}");
    }

    private static void CheckColumns(IEnumerable<string> wanted, IReadOnlyList<string> columns)
    {
        var names = wanted.Distinct(RawRow.ByName).ToArray();
        if (names.Where(name => !columns.Contains(name, RawRow.ByName)).ToArray() is { Length: > 0 } missing)
        {
            throw new ImportRefusedException(
                $"The file lacks the column{(missing.Length > 1 ? "s" : "")} {Quoted(missing)}. It has {Quoted(columns.Take(30))}.");
        }

        if (names.FirstOrDefault(name => columns.Count(column => RawRow.ByName.Equals(column, name)) > 1) is { } twice)
        {
            throw new ImportRefusedException($"The file has the column {Quoted([twice])} twice.");
        }
    }

    private void CheckKey(IReadOnlyList<string>? columns)
    {
        if (mapping.Key is not null && kind.KeyField != "id")
        {
            throw new ImportRefusedException($"{kind.Kind} are known by their {kind.KeyField}; leave key out of the mapping.");
        }

        if (mapping.Key is not null && (mapping.Fields?.ContainsKey("id") ?? columns?.Contains("id", RawRow.ByName) ?? false))
        {
            throw new ImportRefusedException("Give either the field id or a key, not both.");
        }
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{RowReader.Shown(name)}'"));
}
