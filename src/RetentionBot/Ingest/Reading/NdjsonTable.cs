using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RetentionBot.Ingest.Reading;

/// <summary>One JSON object per line; its members are the columns.</summary>
internal static class NdjsonTable
{
    public static RawTable Open(Stream input, CancellationToken ct) => new(Columns: null, RowsAsync(input, ct));

    private static async IAsyncEnumerable<RawRow> RowsAsync(Stream input, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (number, text) in LineReader.ReadAsync(input, ct))
        {
            yield return Row(number, text);
        }
    }

    private static RawRow Row(int line, string text)
    {
        var columns = new Dictionary<string, string>(RawRow.ByName);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return new RawRow(line, columns, "The line is not a JSON object.");
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (Plain(member.Value) is not { } value)
                {
                    return new RawRow(line, columns, $"'{Rows.RowReader.Shown(member.Name)}' is not a plain value.");
                }

                if (!columns.TryAdd(member.Name, value))
                {
                    return new RawRow(line, columns, $"'{Rows.RowReader.Shown(member.Name)}' stands there twice.");
                }
            }

            return new RawRow(line, columns);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair.
            return new RawRow(line, columns, "The line is not JSON.");
        }
    }

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    };
}
