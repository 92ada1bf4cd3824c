using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class SubscriptionImporter : KindImporter<SubscriptionStretch>
{
    public override string Kind => ImportKinds.Subscriptions;

    public override IReadOnlyList<string> Fields { get; } =
        ["id", "customer", "plan", "mrr", "price", "interval", "currency", "start", "end", "churn_type", "trial"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "start", "mrr|price"];

    public override bool MayCreateCustomers => true;

    public override Draft<SubscriptionStretch> Read(RowReader row)
    {
        var (key, plan, currency) = (row.Id("id"), row.OptionalText("plan", 200), row.Currency("currency"));
        var mrrMinor = Mrr(row, currency);
        var (startsOn, endsOn, isTrial) = (row.PastDay("start"), row.OptionalDay("end"), row.Flag("trial"));
        if (endsOn < startsOn)
        {
            throw new RowRejectedException($"end {endsOn:yyyy-MM-dd} lies before start {startsOn:yyyy-MM-dd}.");
        }

        // A stretch that runs was not lost, so there is nothing to say about how.
        var churnType = row.OptionalWord("churn_type", "voluntary", "involuntary", "passive");
        return new Draft<SubscriptionStretch>(key, (id, named) => new SubscriptionStretch
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            Plan = plan,
            MrrMinor = mrrMinor,
            Currency = currency,
            StartsOn = startsOn,
            EndsOn = endsOn,
            ChurnType = endsOn is null ? null : churnType,
            IsTrial = isTrial,
        })
        {
            Customer = row.Id("customer"),
        };
    }

    /// <summary>Monthly recurring revenue in minor units: given as such, or a price over the months it is for.</summary>
    private static long Mrr(RowReader row, string currency)
    {
        var field = row.Has("mrr") ? "mrr" : "price";
        var amount = row.Number(field);
        if (amount < 0)
        {
            throw new RowRejectedException($"{field} is negative.");
        }

        return Amounts.ToMinor(field == "mrr" ? amount : amount / Months(row), currency, field);
    }

    private static int Months(RowReader row) =>
        row.Word("interval", "month", "monthly", "quarter", "quarterly", "year", "yearly", "annual")[0] switch { 'm' => 1, 'q' => 3, _ => 12 };
}
