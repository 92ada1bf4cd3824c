namespace RetentionBot.Ingest.Sample;

/// <summary>The customers everybody knows by name; they were there in the first month and stay.</summary>
internal static class PlantedCustomerList
{
    public static IEnumerable<SampleCustomer> For(DateOnly anchor, DateOnly firstMonth)
    {
        yield return Make(1, Planted.Healthy, "Emma", "en", Wellbeing.Green, new Habit(5, 9), Offer.Pro, 249, firstMonth);
        yield return Make(2, Planted.Steady, "Noor", "nl", Wellbeing.Yellow, new Habit(2, 6), Offer.Basic, 59, firstMonth);

        var collapsing = Make(3, Planted.Collapsing, "Daan", "nl", Wellbeing.Green, new Habit(5, 8), Offer.Enterprise, 1900, firstMonth.AddDays(2));
        collapsing.Collapses.Add(anchor);
        yield return collapsing;

        var silentFrom = anchor.AddDays(-34);
        var silent = Make(4, Planted.Silent, "Pieter", "nl", Wellbeing.Green, new Habit(4, 8), Offer.Pro, 199, firstMonth.AddDays(8), silentFrom);
        silent.Leave(anchor.AddDays(45), "voluntary");
        yield return silent;

        // The last invoice is old enough for three attempts before the anchor.
        var invoiceDay = Math.Min(28, anchor.AddDays(-12).Day);
        yield return Make(5, Planted.FailingPayments, "Sanne", "nl", Wellbeing.Green, new Habit(4, 7), Offer.Pro, 149, firstMonth.AddDays(invoiceDay - 1));
    }

    private static SampleCustomer Make(
        int number,
        string name,
        string owner,
        string language,
        Wellbeing wellbeing,
        Habit habit,
        string plan,
        int price,
        DateOnly start,
        DateOnly? silentFrom = null)
    {
        var customer = new SampleCustomer
        {
            Number = number,
            Name = name,
            Country = "NL",
            Owner = owner,
            Language = language,
            Wellbeing = wellbeing,
            Habit = habit,
            SignUpMonth = 0,
            LeftAloneUntil = DateOnly.MaxValue,
            SilentFrom = silentFrom,
        };
        customer.Begin(plan, price, start);
        return customer;
    }
}
