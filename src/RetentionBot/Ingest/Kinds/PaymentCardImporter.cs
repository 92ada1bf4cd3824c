using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class PaymentCardImporter : KindImporter<PaymentCard>
{
    public override string Kind => ImportKinds.PaymentCards;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "expires"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "expires"];

    public override Draft<PaymentCard> Read(RowReader row)
    {
        var (key, expiresOn) = (row.Id("id"), row.LastDay("expires"));
        return new Draft<PaymentCard>(key, (id, named) => new PaymentCard
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            ExpiresOn = expiresOn,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
