using RetentionBot.Domain.Revenue;

namespace RetentionBot.Domain.Kpis;

/// <summary>Orders, revenue and buyers of a window; amounts in minor units.</summary>
internal struct OrderTally
{
    /// <summary>In ten-thousandths of a minor unit, as <see cref="OrderColumns.Amounts"/>.</summary>
    public long Sum;
    public int Orders;
    public int Buyers;

    /// <summary>Days from each buyer's first to last order of the window, added up.</summary>
    public long LifespanDays;

    /// <summary>Minor units, exact.</summary>
    public readonly decimal Revenue => (decimal)Sum / Order.RestPerMinor;

    /// <returns>The tally of each group.</returns>
    /// <remarks>One order is one order id; orders of nothing count; a refund takes from the revenue of its own day and is no order.</remarks>
    public static OrderTally[] Of(KpiInput input)
    {
        var groups = new OrderTally[input.Slice.Names.Count];
        var orders = input.Facts.Orders;
        var first = orders.First;
        var days = orders.Days;
        var amounts = orders.Amounts;
        var (from, last) = (input.Period.Measured.From.DayNumber, input.Period.Measured.LastDay.DayNumber);
        for (var customer = 0; customer < input.Facts.CustomerCount; customer++)
        {
            var own = default(OrderTally);
            var (firstOrder, lastOrder) = (0, 0);
            for (var i = first[customer]; i < first[customer + 1] && days[i] <= last; i++)
            {
                if (days[i] < from)
                {
                    continue;
                }

                own.Sum += amounts[i];
                if (amounts[i] >= 0)
                {
                    (firstOrder, lastOrder) = (own.Orders == 0 ? days[i] : firstOrder, days[i]);
                    own.Orders++;
                }
            }

            if ((own.Orders > 0 || own.Sum != 0) && input.GroupOf(customer) is var group and >= 0)
            {
                groups[group].Sum += own.Sum;
                groups[group].Orders += own.Orders;
                groups[group].Buyers += own.Orders > 0 ? 1 : 0;
                groups[group].LifespanDays += lastOrder - firstOrder;
            }
        }

        return groups;
    }
}

/// <summary>Figures about orders.</summary>
internal static class OrderMetrics
{
    private const decimal DaysPerYear = 365.25m;

    /// <summary>Average order value: revenue over orders.</summary>
    public static KpiFigure Aov(OrderTally tally) => KpiFigure.Ratio(tally.Revenue, tally.Orders, NoValueReason.NoOrders) with
    {
        Details = [new("revenue", tally.Revenue, KpiUnits.Money), new("orders", tally.Orders, KpiUnits.Count), new("buyers", tally.Buyers, KpiUnits.Customers)],
    };

    /// <summary>Orders over distinct buyers of the window.</summary>
    public static KpiFigure PurchaseFrequency(OrderTally tally) => KpiFigure.Ratio(tally.Orders, tally.Buyers, NoValueReason.NoOrders);

    /// <summary>Customer value from orders, in minor units: order value times orders a year times mean lifespan in years. It is revenue, no margin is in it.</summary>
    /// <param name="days">Length of the window.</param>
    public static KpiFigure Clv(OrderTally tally, int days)
    {
        var aov = CustomerMetrics.Share(tally.Revenue, tally.Orders);
        var perYear = CustomerMetrics.Share(tally.Orders, tally.Buyers) / (days / DaysPerYear);
        var lifespan = CustomerMetrics.Share(tally.LifespanDays, tally.Buyers) / DaysPerYear;
        return new(lifespan > 0 ? aov * perYear * lifespan : null)
        {
            WhyNoValue = tally.Orders == 0 ? NoValueReason.NoOrders : lifespan > 0 ? null : NoValueReason.NoLifespan,
            IsEmpty = tally.Orders == 0,
            Details =
            [
                new("aov", aov, KpiUnits.Money),
                new("orders_per_customer_per_year", perYear, KpiUnits.Orders),
                new("mean_lifespan_years", lifespan, KpiUnits.Years),
                new("revenue", tally.Revenue, KpiUnits.Money),
                new("buyers", tally.Buyers, KpiUnits.Customers),
            ],
        };
    }
}
