using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>Add-ons that some customers order beside their subscription.</summary>
internal static class Webshop
{
    private const int BlockDays = 45;

    public static IEnumerable<IReadOnlyDictionary<string, string>> Orders(IEnumerable<SampleCustomer> customers, DateOnly through)
    {
        foreach (var customer in customers.Where(c => Draw.For("shops", c.Number).Hits(0.5)))
        {
            var keenness = 0.15 + (0.6 * Draw.For("keen", customer.Number).Unit);
            for (var (block, first) = (0, customer.SignedUpOn); first <= through; block++, first = first.AddDays(BlockDays))
            {
                var day = first.AddDays(Draw.For("order day", customer.Number, block).Between(0, BlockDays - 1));
                if (day > through || !customer.IsServedOn(day) || !Draw.For("order", customer.Number, block).Hits(keenness))
                {
                    continue;
                }

                var id = $"O-{customer.Id}-{block}";
                var lines = Draw.For("lines", customer.Number, block).Between(1, 3);
                for (var line = 1; line <= lines; line++)
                {
                    yield return Line(id, customer, day, Draw.For("amount", customer.Number, block, line).Between(15, 160));
                }

                // What did not please comes back: money on its own day, under its own id.
                var back = day.AddDays(9);
                if (back <= through && Draw.For("refund", customer.Number, block).Hits(0.03))
                {
                    yield return Line(id + "-R", customer, back, -Draw.For("amount", customer.Number, block, 1).Between(15, 160));
                }
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Line(string id, SampleCustomer customer, DateOnly day, int amount) =>
        Row(("id", id), ("customer", customer.Id), ("date", day.Text()), ("amount", amount.Euros()), ("currency", Currency));
}
