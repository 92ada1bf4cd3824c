using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class OrderImporter : KindImporter<Order>
{
    public override string Kind => ImportKinds.Orders;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "date", "amount", "currency"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "date", "amount"];

    public override bool MayCreateCustomers => true;

    public override IAsyncEnumerable<SourceRow> Arrange(IAsyncEnumerable<SourceRow> lines) => OrderLines.Join(lines);

    public override Draft<Order> Read(RowReader row)
    {
        var (key, orderedOn, currency) = (row.Id("id"), row.PastDay("date"), row.Currency("currency"));
        var amount = row.Number("amount");
        var totalMinor = Amounts.ToMinor(amount, currency, "amount");
        var totalRest = Amounts.RestOf(amount, totalMinor, currency, Order.RestPerMinor);
        var lines = (int)(row.OptionalCount(OrderLines.CountField) ?? 1);
        return new Draft<Order>(key, (id, named) => new Order
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            OrderedOn = orderedOn,
            TotalMinor = totalMinor,
            TotalRest = totalRest,
            Currency = currency,
            Lines = lines,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
