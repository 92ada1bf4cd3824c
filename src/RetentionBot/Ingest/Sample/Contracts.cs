using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>What customers have signed for and pay.</summary>
internal static class Contracts
{
    private const int MonthsOfPayments = 6;

    public static IEnumerable<IReadOnlyDictionary<string, string>> Subscriptions(IEnumerable<SampleCustomer> customers, DateOnly through) =>
        from customer in customers
        from stretch in customer.Stretches
        where stretch.Start <= through
        let ended = stretch.End <= through
        select Row(
            ("id", stretch.Id),
            ("customer", customer.Id),
            ("plan", stretch.Plan),
            (stretch.IsYearly ? "price" : "mrr", Amount(stretch).Euros()),
            ("interval", stretch.IsYearly ? "year" : null),
            ("currency", Currency),
            ("start", stretch.Start.Text()),
            ("end", ended ? stretch.End?.Text() : null),
            ("churn_type", ended ? stretch.ChurnType : null),
            ("trial", stretch.IsTrial.Text()));

    /// <summary>The end of each year of a yearly contract, told from the year's beginning. Nearly all renew by themselves, so that a renewal to be won is a rare thing.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Renewals(IEnumerable<SampleCustomer> customers, DateOnly through) =>
        from customer in customers
        from stretch in customer.Stretches
        where stretch.IsYearly
        from begun in Due(stretch, through)
        let date = begun.AddYears(1)
        select Row(
            ("id", $"N-{stretch.Id}-{date.Year}"),
            ("customer", customer.Id),
            ("date", date.Text()),
            ("automatic", Draw.For("automatic", customer.Number).Hits(0.9).Text()));

    /// <summary>From six months before the anchor's month on.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Payments(IEnumerable<SampleCustomer> customers, DateOnly anchor, DateOnly through)
    {
        var earliest = new DateOnly(anchor.Year, anchor.Month, 1).AddMonths(-MonthsOfPayments);
        return
            from customer in customers
            from stretch in customer.Stretches
            where !stretch.IsTrial
            from date in Due(stretch, through)
            where date >= earliest
            let invoice = $"F-{stretch.Id}-{date.Year}-{date.Month:00}"
            from attempt in Attempts(customer, stretch, date, anchor).Select((a, n) => (a.Day, a.Paid, Number: n + 1))
            where attempt.Day <= through
            select Row(
                ("id", $"{invoice}-{attempt.Number}"),
                ("customer", customer.Id),
                ("invoice", invoice),
                ("at", attempt.Day.InOfficeHours(Draw.For("payment", customer.Number, attempt.Day.DayNumber)).AddHours(attempt.Number - 1).Text()),
                ("outcome", attempt.Paid ? "paid" : "failed"),
                ("amount", Amount(stretch).Euros()),
                ("currency", Currency));
    }

    private static IEnumerable<(DateOnly Day, bool Paid)> Attempts(SampleCustomer customer, SampleStretch stretch, DateOnly date, DateOnly anchor)
    {
        (DateOnly Day, bool Paid)[] failures = [(date, false), (date.AddDays(3), false), (date.AddDays(7), false)];
        if (customer.Name == Planted.FailingPayments && date <= anchor && date > anchor.AddDays(-62))
        {
            return failures.Append((anchor.AddDays(10), true));
        }

        // Service that ends over a failed payment: the last invoice is never paid.
        if (stretch is { ChurnType: "involuntary", IsYearly: false, End: { } end } && end <= date.AddMonths(1))
        {
            return failures.Where(attempt => attempt.Day < end);
        }

        // What fails by chance is paid an hour later, so that only the planted invoices stay unpaid overnight.
        return Draw.For("fails", customer.Number, date.DayNumber).Hits(0.03) ? [(date, false), (date, true)] : [(date, true)];
    }

    /// <summary>The days on which a month or year of the stretch begins. No stretch begins after the 28th of a month, save a trial.</summary>
    private static IEnumerable<DateOnly> Due(SampleStretch stretch, DateOnly through)
    {
        var step = stretch.IsYearly ? 12 : 1;
        for (var (months, date) = (0, stretch.Start); date <= through && stretch.Covers(date); months += step, date = stretch.Start.AddMonths(months))
        {
            yield return date;
        }
    }

    private static int Amount(SampleStretch stretch) => stretch.IsYearly ? stretch.Price * 10 : stretch.Price;
}
