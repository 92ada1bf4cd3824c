using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>Use of the product, feature by feature.</summary>
internal static class ProductUse
{
    /// <summary>Usage is there for so many days up to the anchor, and from then on.</summary>
    public const int DaysBeforeAnchor = 120;

    public static IEnumerable<IReadOnlyDictionary<string, string>> Usage(IEnumerable<SampleCustomer> customers, DateOnly anchor, DateOnly through)
    {
        foreach (var customer in customers)
        {
            var size = Size(customer);
            for (var day = anchor.AddDays(1 - DaysBeforeAnchor); day <= through; day = day.AddDays(1))
            {
                if (!customer.IsServedOn(day))
                {
                    continue;
                }

                var nth = 0;
                foreach (var feature in UsageDiary.On(customer, day))
                {
                    var busy = Draw.For("events", customer.Number, day.DayNumber, nth++);
                    yield return Row(
                        ("id", $"{customer.Id}:{day.Text()}:{feature}"),
                        ("customer", customer.Id),
                        ("day", day.Text()),
                        ("feature", feature),
                        ("events", busy.Between(size, size * 8).Text()),
                        ("active_users", busy.Between((size + 1) / 2, size).Text()));
                }
            }
        }
    }

    // People who use it at most.
    private static int Size(SampleCustomer customer) => customer.Latest.Plan switch
    {
        Offer.Basic => Draw.For("size", customer.Number).Between(1, 3),
        Offer.Pro => Draw.For("size", customer.Number).Between(3, 9),
        _ => Draw.For("size", customer.Number).Between(10, 40),
    };
}
