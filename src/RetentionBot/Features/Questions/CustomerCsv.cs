using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Writes customers as CSV for a spreadsheet: UTF-8 with its mark, every cell in quotes, and no cell that would be worked out as a formula.</summary>
internal sealed class CustomerCsv(RetentionDb db)
{
    public const string ContentType = "text/csv; charset=utf-8";

    private const int BatchSize = 1000;

    /// <summary>A spreadsheet takes a cell that begins so for a formula, or skips the sign and then does.</summary>
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <param name="ids">The store's ids; they are written in this order.</param>
    /// <param name="to">Where to; not closed.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteAsync(IReadOnlyList<long> ids, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("id,name,plan,segment,country,owner".AsMemory(), ct);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var rows = await db.Customers.AsNoTracking()
                .Where(c => batch.Contains(c.Id))
                .Select(c => new { c.Id, c.SourceKey, c.Name, c.Plan, c.Segment, c.Country, c.Owner })
                .ToDictionaryAsync(c => c.Id, ct);
            foreach (var row in batch.Where(rows.ContainsKey).Select(id => rows[id]))
            {
                await writer.WriteLineAsync(string.Join(',', new[] { row.SourceKey, row.Name, row.Plan, row.Segment, row.Country, row.Owner }.Select(Cell)).AsMemory(), ct);
            }
        }
    }

    public static string FileName(string code) => string.Create(CultureInfo.InvariantCulture, $"customers-{code}.csv");

    /// <summary>One cell, in quotes; an apostrophe before what would be a formula makes it a text.</summary>
    public static string Cell(string? text)
    {
        var first = text?.TrimStart(' ') is { Length: > 0 } rest ? rest[0] : ' ';
        return $"\"{(Dangerous.Contains(first, StringComparison.Ordinal) ? "'" : "")}{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
