using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class PaymentImporter : KindImporter<PaymentEvent>
{
    public override string Kind => ImportKinds.Payments;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "invoice", "at", "outcome", "amount", "currency"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "invoice", "at", "outcome", "amount"];

    public override Draft<PaymentEvent> Read(RowReader row)
    {
        var (key, invoice, at) = (row.Id("id"), row.Text("invoice", 200), row.PastInstant("at"));
        var outcome = row.Word("outcome", "failed", "paid") == "paid" ? PaymentOutcome.Paid : PaymentOutcome.Failed;
        var (amount, currency) = (row.Number("amount"), row.Currency("currency"));
        if (amount < 0)
        {
            throw new RowRejectedException("amount is negative.");
        }

        var amountMinor = Amounts.ToMinor(amount, currency, "amount");
        return new Draft<PaymentEvent>(key, (id, named) => new PaymentEvent
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            InvoiceId = invoice,
            At = at,
            Outcome = outcome,
            AmountMinor = amountMinor,
            Currency = currency,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
