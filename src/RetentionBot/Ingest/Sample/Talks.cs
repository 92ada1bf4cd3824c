using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>When colleagues spoke with customers: with some of those everybody knows, and with everybody whose use collapsed.</summary>
internal static class Talks
{
    /// <summary>Use comes back after ten days of silence; two days later somebody calls.</summary>
    private const int DaysAfterCollapse = 12;

    public static IEnumerable<IReadOnlyDictionary<string, string>> Touches(IEnumerable<SampleCustomer> customers, DateOnly anchor, DateOnly through) =>
        from customer in customers
        from talk in Of(customer, anchor)
        where talk.Day <= through
        select Row(
            ("id", $"T-{customer.Id}-{talk.Day.Text()}"),
            ("customer", customer.Id),
            ("at", talk.Day.InOfficeHours(Draw.For("talk", customer.Number, talk.Day.DayNumber)).Text()),
            ("by", customer.Owner),
            ("note", talk.Note));

    private static IEnumerable<(DateOnly Day, string Note)> Of(SampleCustomer customer, DateOnly anchor)
    {
        (DateOnly, string)? known = customer.Name switch
        {
            Planted.Healthy => (anchor.AddDays(-12), "Quarterly talk: content, asks for more seats in spring."),
            Planted.Steady => (anchor.AddDays(-30), "Gebeld: tevreden, gebruikt vooral facturen."),
            Planted.FailingPayments => (anchor.AddDays(-5), "Gemaild over de mislukte incasso's, nog geen antwoord."),
            _ => null,
        };
        var calls = customer.Collapses.Select(day => (day.AddDays(DaysAfterCollapse), customer.Language == "nl"
            ? "Gebeld: nieuwe beheerder, wij helpen met opstarten."
            : "Called: a new administrator, we help them get started."));
        return known is { } one ? calls.Prepend(one) : calls;
    }
}
