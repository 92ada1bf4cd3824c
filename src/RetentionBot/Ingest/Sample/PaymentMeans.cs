using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>The cards that the customers everybody knows pay with.</summary>
internal static class PaymentMeans
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Cards(IEnumerable<SampleCustomer> customers, DateOnly anchor, DateOnly through)
    {
        foreach (var customer in customers.Where(c => c.IsPlanted))
        {
            var isSteady = customer.Name == Planted.Steady;
            yield return Card(customer, 1, isSteady ? anchor.AddDays(Planted.CardExpiresDaysAfter) : anchor.AddYears(2).AddMonths(customer.Number));
            if (isSteady && through >= anchor.AddDays(Planted.NewCardDaysAfter))
            {
                yield return Card(customer, 2, anchor.AddYears(3));
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Card(SampleCustomer customer, int nth, DateOnly lastDay) =>
        Row(("id", $"K-{customer.Id}-{nth.Text()}"), ("customer", customer.Id), ("expires", lastDay.Text()));
}
