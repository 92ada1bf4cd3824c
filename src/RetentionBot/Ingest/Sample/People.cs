using static RetentionBot.Ingest.Sample.Fields;

namespace RetentionBot.Ingest.Sample;

/// <summary>A person at a customer.</summary>
internal sealed record SampleContact(string Id, string Name, string Email, string Language);

/// <summary>Who is who: customers, their contacts, our staff.</summary>
internal static class People
{
    private static readonly string[] FirstNames =
    [
        "Lieke", "Bram", "Sofie", "Thijs", "Marieke", "Wout", "Femke", "Jeroen", "Anke", "Koen", "Hanna", "Lukas", "Greta", "Jonas",
        "Claire", "Luc", "Elise", "Marc", "Ines", "Paul",
    ];

    private static readonly string[] LastNames =
    [
        "Vermeer", "Claes", "Peeters", "Mulder", "Schreurs", "Koster", "Maes", "Brandt", "Vogel", "Keller", "Moreau", "Lambert", "Weber",
        "Dubois", "Kuipers", "Willems", "Hoekstra",
    ];

    public static IEnumerable<IReadOnlyDictionary<string, string>> Customers(IEnumerable<SampleCustomer> customers) =>
        customers.Select(c => Row(
            ("id", c.Id),
            ("name", c.Name),
            ("country", c.Country),
            ("plan", c.Latest.Plan),
            ("segment", Segment(c)),
            ("owner", c.Owner),
            ("language", c.Language),
            ("signed_up", c.SignedUpOn.Text())));

    public static IEnumerable<IReadOnlyDictionary<string, string>> Contacts(IEnumerable<SampleCustomer> customers) =>
        customers.SelectMany(ContactsOf, (customer, contact) => Row(
            ("id", contact.Id),
            ("customer", customer.Id),
            ("name", contact.Name),
            ("email", contact.Email),
            ("language", contact.Language)));

    public static IEnumerable<IReadOnlyDictionary<string, string>> Staff()
    {
        yield return Colleague("Sanne de Vries", "admin", "nl");
        yield return Colleague("Noor Bakker", "lead", "nl");
        yield return Colleague("Daan Visser", "member", "en");
        yield return Colleague("Emma Jacobs", "member", "en");
        yield return Colleague("Pieter Smit", "member", "nl");
        yield return Colleague("Joris Hendriks", "viewer", "nl");
    }

    public static IEnumerable<SampleContact> ContactsOf(SampleCustomer customer)
    {
        var count = Draw.For("contacts", customer.Number).Hits(0.55) ? 2 : 1;
        for (var nth = 1; nth <= count; nth++)
        {
            yield return (customer.Name, nth) switch
            {
                (Planted.Healthy, 1) => new SampleContact(ContactId(customer, nth), "Ana Costa", "ana@example.com", "en"),
                (Planted.Steady, 1) => new SampleContact(ContactId(customer, nth), "Lotte Jansen", "lotte@example.com", "nl"),
                _ => Someone(customer, nth),
            };
        }
    }

    private static SampleContact Someone(SampleCustomer customer, int nth)
    {
        // Neighbours in the list never share a first name, so two contacts of one customer have different addresses.
        var first = FirstNames[(Draw.For("first name", customer.Number).Between(0, FirstNames.Length - 1) + nth) % FirstNames.Length];
        var last = Draw.For("last name", customer.Number, nth).Pick(LastNames);
        var email = $"{first}.{last}{customer.Number}@example.com".ToLowerInvariant();
        return new SampleContact(ContactId(customer, nth), $"{first} {last}", email, customer.Language);
    }

    private static string ContactId(SampleCustomer customer, int nth) => $"{customer.Id}-P{nth}";

    /// <summary>The cell as known at the first load: value by plan; risk by wellbeing, with some the company misjudges.</summary>
    private static string Segment(SampleCustomer customer)
    {
        var value = customer.Latest.Plan == Offer.Enterprise ? "high_value" : "low_value";
        var risky = customer.Wellbeing == Wellbeing.Red || (!customer.IsPlanted && Draw.For("risk", customer.Number).Hits(0.2));
        return $"{value}_{(risky ? "high" : "low")}_risk";
    }

    private static IReadOnlyDictionary<string, string> Colleague(string name, string role, string language) => Row(
        ("email", name[..name.IndexOf(' ', StringComparison.Ordinal)].ToLowerInvariant() + "@example.com"),
        ("name", name),
        ("role", role),
        ("language", language),
        ("time_zone", "Europe/Amsterdam"));
}
