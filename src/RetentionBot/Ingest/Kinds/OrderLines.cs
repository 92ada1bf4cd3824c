using System.Globalization;
using System.Runtime.CompilerServices;

namespace RetentionBot.Ingest.Kinds;

/// <summary>Joins the lines of an order, wherever they stand in the file, into one row with their sum.</summary>
/// <remarks>
/// One bad line, or lines that disagree about the order's date, customer or currency, spoil the whole order: a wrong total is worse than none.
/// </remarks>
internal static class OrderLines
{
    /// <summary>Field of a joined row: the number of its lines.</summary>
    public const string CountField = "lines";

    private static readonly string[] Common = ["customer", "date", "currency"];

    public static async IAsyncEnumerable<SourceRow> Join(IAsyncEnumerable<SourceRow> lines, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var orders = new Dictionary<string, OpenOrder>();
        await foreach (var line in lines.WithCancellation(ct))
        {
            if (Text(line, "id") is not { Length: > 0 } id)
            {
                yield return line;
            }
            else if (orders.TryGetValue(id, out var order))
            {
                order.Add(line);
            }
            else
            {
                orders.Add(id, new OpenOrder(line));
            }
        }

        foreach (var order in orders.Values)
        {
            yield return order.Close();
        }
    }

    private static string Text(SourceRow row, string field) => row.Fields.GetValueOrDefault(field, "").Trim();

    private sealed class OpenOrder
    {
        private readonly SourceRow first;
        private decimal sum;
        private int count;
        private SourceRow? bad;

        public OpenOrder(SourceRow line)
        {
            first = line;
            Add(line);
        }

        public void Add(SourceRow line)
        {
            count++;
            if (bad is not null)
            {
                return;
            }

            if (line.Problem is not null)
            {
                bad = line;
            }
            else if (Common.FirstOrDefault(field => Text(line, field) != Text(first, field)) is { } field)
            {
                bad = line with { Problem = $"{field} is another one than on line {first.Line} of the same order." };
            }
            else if (decimal.TryParse(Text(line, "amount"), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1e15m)
            {
                sum += amount;
            }
            else
            {
                bad = line with { Problem = "amount is not a number such as 1234.50." };
            }
        }

        public SourceRow Close()
        {
            if (bad is not null)
            {
                return bad;
            }

            return first with
            {
                Fields = new Dictionary<string, string>(first.Fields)
                {
                    ["amount"] = sum.ToString(CultureInfo.InvariantCulture),
                    [CountField] = count.ToString(CultureInfo.InvariantCulture),
                },
            };
        }
    }
}
