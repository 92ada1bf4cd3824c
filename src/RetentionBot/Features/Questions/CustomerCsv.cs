using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Questions;

/// <summary>Writes customers as CSV for a spreadsheet: UTF-8 with its mark, every cell in quotes, and no cell that would be worked out as a formula.</summary>
internal sealed class CustomerCsv(RetentionDb db)
{
    private const int BatchSize = 1000;

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
                await writer.WriteLineAsync(string.Join(',', new[] { row.SourceKey, row.Name, row.Plan, row.Segment, row.Country, row.Owner }.Select(CsvCell.Of)).AsMemory(), ct);
            }
        }
    }

    public static string FileName(string code) => string.Create(CultureInfo.InvariantCulture, $"customers-{code}.csv");
}
