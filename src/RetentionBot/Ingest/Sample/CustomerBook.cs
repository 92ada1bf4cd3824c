namespace RetentionBot.Ingest.Sample;

/// <summary>
/// Plays the company month by month: who signs up, leaves, returns and changes.
/// A month is decided from what came before it and never looks at the last day of data, so a longer book begins with the shorter one.
/// </summary>
internal sealed class CustomerBook
{
    public const int PlantedCustomers = 5;

    /// <summary>Months of data before the anchor's month.</summary>
    public const int HistoryMonths = 24;

    private const int BadCohort = HistoryMonths - Planted.BadCohortMonthsBefore;
    private const int LaunchCustomers = 46;

    private readonly DateOnly anchor;
    private readonly DateOnly firstMonth;
    private readonly List<SampleCustomer> customers = [];
    private readonly Dictionary<string, int> namesUsed = [];
    private double departuresDue;

    /// <param name="anchor">The day the planted stories hang on.</param>
    /// <param name="through">The book knows everything up to this day, and what is under way on it.</param>
    public CustomerBook(DateOnly anchor, DateOnly through)
    {
        this.anchor = anchor;
        firstMonth = new DateOnly(anchor.Year, anchor.Month, 1).AddMonths(-HistoryMonths);

        // A failing invoice is followed by a departure, and a trial by a contract, up to two months later.
        for (var month = 0; Month(month) <= through.AddMonths(2); month++)
        {
            ChooseCollapses(month);
            SignUp(month);
            Depart(month);
            Return(month);
            ChangeContracts(month);
            AddSecondSubscriptions(month);
        }
    }

    public IReadOnlyList<SampleCustomer> Customers => customers;

    private DateOnly Month(int month) => firstMonth.AddMonths(month);

    private DateOnly DayIn(int month, Draw draw, int from = 1, int to = 28) => Month(month).AddDays(draw.Between(from, to) - 1);

    private void SignUp(int month)
    {
        if (month == 0)
        {
            customers.AddRange(PlantedCustomerList.For(anchor, firstMonth));
        }

        var count = month switch
        {
            0 => LaunchCustomers,
            BadCohort => 22,
            _ => Math.Min(9, 5 + (month / 8)),
        };
        for (var place = 0; place < count; place++)
        {
            customers.Add(NewCustomer(month, place));
        }
    }

    private SampleCustomer NewCustomer(int month, int place)
    {
        var number = customers.Count + 1;
        var country = Offer.Country(Draw.For("country", number));
        var nth = namesUsed[country] = namesUsed.GetValueOrDefault(country) + 1;
        var leavesAfter = LeavesEarlyAfter(month, place);
        var wellbeing = month == BadCohort && place < 12 ? Wellbeing.Red : Draw.For("wellbeing", number).Unit switch
        {
            < 0.58 => Wellbeing.Green,
            < 0.86 => Wellbeing.Yellow,
            _ => Wellbeing.Red,
        };
        var customer = new SampleCustomer
        {
            Number = number,
            Name = CompanyNames.Of(country, nth),
            Country = country,
            Owner = Draw.For("owner", number).Pick(Offer.Owners),
            Language = country is "NL" or "BE" ? "nl" : "en",
            Wellbeing = wellbeing,
            Habit = Habit.Of(wellbeing, Draw.For("habit", number), Draw.For("habit", number, 1)),
            SignUpMonth = month,
            LeavesEarlyAfter = leavesAfter,
        };

        var start = DayIn(month, Draw.For("start", number), to: leavesAfter == 0 ? 6 : 28);
        var plan = Offer.Plan(Draw.For("plan", number));
        var yearly = leavesAfter is null && month != BadCohort && Draw.For("yearly", number).Hits(0.14);
        if (month > 0 && leavesAfter != 0 && Draw.For("trial", number).Hits(0.1))
        {
            customer.BeginTrial(plan, start.AddDays(-14), start);
        }

        customer.Begin(plan, Offer.Price(plan, Draw.For("price", number)), start, yearly);
        if (leavesAfter == 0)
        {
            customer.Leave(DayIn(month, Draw.For("leave", number), from: 16), "voluntary");
        }

        return customer;
    }

    /// <summary>Of the bad cohort seven of twenty-two leave within three months; of the launch five of forty-six; of other months mostly one.</summary>
    private static int? LeavesEarlyAfter(int month, int place) => (month, place) switch
    {
        (BadCohort, < 7) => 1 + (place % 3),
        (0, < 5) => 1 + (place % 3),
        (not 0 and not BadCohort, 0) when Draw.For("early", month).Hits(0.8) => Draw.For("early", month, 1).Between(0, 3),
        _ => null,
    };

    private void Depart(int month)
    {
        var first = Month(month);
        var opening = customers.Where(c => c.Running?.Start < first).ToList();
        departuresDue += opening.Count * (0.019 + (0.009 * Draw.For("churn", month).Unit));

        var due = (int)Math.Round(departuresDue, MidpointRounding.AwayFromZero);
        var early = opening.Where(c => c.LeavesEarlyAfter is { } after && c.SignUpMonth + after == month).ToList();
        var others = opening.Where(c => MayLeave(c, month)).OrderBy(c => Reluctance(c, month)).Take(Math.Max(0, due - early.Count));
        foreach (var customer in early.Concat(others).ToList())
        {
            var contract = customer.Running!;
            var day = contract.IsYearly
                ? contract.Start.AddMonths(MonthsFrom(contract.Start, month))
                : DayIn(month, Draw.For("leave", customer.Number, month));
            customer.Leave(day, contract.IsYearly ? "passive" : Offer.ChurnType(Draw.For("why", customer.Number, month)));
            departuresDue--;
        }

        // More departures than were due are not made up for later.
        departuresDue = Math.Max(-0.5, departuresDue);
    }

    /// <summary>A customer of some standing leaves; by the year only on the anniversary.</summary>
    private bool MayLeave(SampleCustomer customer, int month)
    {
        var contract = customer.Running!;
        return contract.Start < Month(month - 3)
            && customer.LeftAloneUntil < Month(month)
            && (!contract.IsYearly || MonthsFrom(contract.Start, month) % 12 == 0);
    }

    // The unwell go first: three times as likely as the well.
    private static double Reluctance(SampleCustomer customer, int month) => Draw.For("stays", customer.Number, month).Unit * (int)customer.Wellbeing;

    private void Return(int month)
    {
        if (month < 6 || !Draw.For("return", month).Hits(0.4))
        {
            return;
        }

        var gone = customers.Where(c => !c.IsPlanted && c.LeavesEarlyAfter is null && c.Latest is { IsYearly: false, End: { } end }
            && end < Month(month - 1) && end >= Month(month - 7)).ToList();
        if (gone.Count > 0)
        {
            var customer = Draw.For("return", month, 1).Pick(gone);
            customer.Begin(customer.Latest.Plan, customer.Latest.Price, DayIn(month, Draw.For("return", month, 2)));
        }
    }

    /// <summary>One or two move up or down. From the anchor's month on only prices move, so what is known of a customer stays as first told.</summary>
    private void ChangeContracts(int month)
    {
        if (month < 3)
        {
            return;
        }

        var settled = customers.Where(c => c.LeftAloneUntil < Month(month) && c.LeavesEarlyAfter is null
            && c.Running is { IsYearly: false } contract && contract.Start < Month(month - 2)).ToList();
        for (var nth = 0; nth < 2 && settled.Count > 0; nth++)
        {
            if (!Draw.For("change", month, nth).Hits(0.6))
            {
                continue;
            }

            var customer = Draw.For("change", month, nth, 1).Pick(settled);
            settled.Remove(customer);
            var (plan, price) = (customer.Latest.Plan, customer.Latest.Price);
            var up = Draw.For("up", month, nth).Hits(0.6);
            if (month < HistoryMonths)
            {
                plan = (plan, up) switch
                {
                    (Offer.Pro, true) => Offer.Enterprise,
                    (Offer.Pro, false) => Offer.Basic,
                    _ => Offer.Pro,
                };
                price = Offer.Price(plan, Draw.For("changed price", customer.Number, month));
            }
            else
            {
                price = up ? price + (price / 5) : price - (price / 10);
            }

            customer.Change(plan, price, DayIn(month, Draw.For("change day", customer.Number, month)));
        }
    }

    private void AddSecondSubscriptions(int month)
    {
        foreach (var customer in customers.Where(c => !c.IsPlanted && c.SignUpMonth + 4 == month && c.Running is not null))
        {
            if (!Draw.For("second", customer.Number).Hits(0.07))
            {
                continue;
            }

            customer.Begin(Offer.Basic, 29, DayIn(month, Draw.For("second", customer.Number, 1)), extra: true);
        }
    }

    /// <summary>Ten weeks ahead, so that its good days before the collapse are part of the story.</summary>
    private void ChooseCollapses(int month)
    {
        for (var nth = 1; CollapseDay(nth).AddDays(-70) < Month(month + 1); nth++)
        {
            var day = CollapseDay(nth);
            if (day.AddDays(-70) < Month(month))
            {
                continue;
            }

            var able = customers.Where(c => !c.IsPlanted && c.Wellbeing != Wellbeing.Red && c.LeavesEarlyAfter is null
                && c.Running is { Plan: Offer.Enterprise } contract && contract.Start < day.AddDays(-150)
                && c.Collapses.TrueForAll(d => d < day.AddDays(-150))).ToList();
            if (able.Count > 0)
            {
                var customer = Draw.For("collapse", nth).Pick(able);
                customer.Collapses.Add(day);
                customer.LeftAloneUntil = day.AddDays(60);
            }
        }
    }

    private DateOnly CollapseDay(int nth) => anchor.AddDays(nth * Planted.DaysBetweenCollapses);

    private int MonthsFrom(DateOnly start, int month) => ((Month(month).Year - start.Year) * 12) + Month(month).Month - start.Month;
}
