using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes the orders of a customer of the shop half, about six, from the sign-up on. A shop's buyer needs no subscription that runs.</summary>
internal static class OrderMaker
{
    private const int Refunds = 150;
    private const int ForNothing = 50;

    private static readonly Table<int> Counts = new(
        (1_100, 1), (1_300, 2), (1_300, 3), (1_100, 4), (1_000, 5), (900, 6), (1_000, 8), (900, 10), (700, 13), (450, 17), (250, 23));

    private static readonly Table<Band> Totals = new(
        (2_600, new(5_00, 24_99)), (3_600, new(25_00, 49_99)), (2_500, new(50_00, 99_99)), (1_300, new(100_00, 499_99)));

    public static IReadOnlyList<OrderRow> Make(in Draws draws, CustomerRow customer)
    {
        var days = Window.DataThrough.DayNumber - customer.SignedUpOn.DayNumber + 1;
        var drawn = new DateOnly[draws.Pick(Counts, "orders")];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = customer.SignedUpOn.AddDays(draws.Below(days, "order.day", i));
        }

        Array.Sort(drawn);
        var orders = new OrderRow[drawn.Length];
        for (var i = 0; i < drawn.Length; i++)
        {
            orders[i] = new OrderRow($"{customer.Id}-O{i + 1:00}", drawn[i], Total(draws, i));
        }

        return orders;
    }

    private static long Total(in Draws draws, int i)
    {
        var band = draws.Pick(Totals, "order.band", i);
        var total = band.From + draws.Below(band.Count, "order.total", i);
        return draws.Share("order.kind", i) switch
        {
            < Refunds => -total,
            < Refunds + ForNothing => 0,
            _ => total,
        };
    }
}
