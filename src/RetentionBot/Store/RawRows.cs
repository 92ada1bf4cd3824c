using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Reads the columns of a query one row at a time and makes no object of a row: for millions of them.</summary>
internal static class RawRows
{
    /// <param name="db">The context of the query; its connection is open as long as rows are read.</param>
    /// <param name="query">Written as any query is; its columns come in the order of the projection's members.</param>
    /// <param name="ct">Stops the read.</param>
    /// <returns>The same reader again and again, standing on the next row.</returns>
    public static async IAsyncEnumerable<DbDataReader> ReadRowsAsync<T>(this RetentionDb db, IQueryable<T> query, [EnumeratorCancellation] CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var connection = new Closing(db);
        await using var command = query.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return reader;
        }
    }

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A day, kept as <c>2026-11-22</c>; read by hand, since the provider's own way takes longer than all else in a row.</summary>
    public static DateOnly Day(this DbDataReader row, int column)
    {
        var text = row.GetString(column);
        return text is [_, _, _, _, '-', _, _, '-', _, _]
            ? new DateOnly((Digits(text, 0) * 100) + Digits(text, 2), Digits(text, 5), Digits(text, 8))
            : throw new FormatException($"'{text}' is no day.");
    }

    public static DateOnly? DayOrNone(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Day(column);

    private static int Digits(string text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';

    /// <summary>An instant, kept as UTC ticks.</summary>
    public static DateTimeOffset Instant(this DbDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    private sealed class Closing(RetentionDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}
