using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes customers, each from the seed and its number alone.</summary>
/// <param name="seed">Which data set; every one is a different company.</param>
/// <param name="withUse">Whether the use of the product is wanted, by far the most rows.</param>
internal sealed class CustomerMaker(long seed, bool withUse)
{
    /// <summary>The cohort that leaves two and a half times as fast.</summary>
    public static readonly DateOnly WorstCohort = new(2024, 9, 1);

    private static readonly Table<Plan> Plans = new((5_500, Plan.Basic), (3_300, Plan.Pro), (1_200, Plan.Enterprise));

    private static readonly Table<string> Countries = new(
        (4_200, "NL"), (1_600, "BE"), (1_500, "DE"), (900, "GB"), (700, "FR"), (500, "US"), (300, "ES"), (300, "SE"));

    private static readonly Table<string> Channels = new((3_600, "web"), (2_200, "partner"), (1_900, "referral"), (1_500, "sales"), (800, "event"));

    private static readonly string[] Industries =
        ["retail", "logistics", "software", "healthcare", "education", "construction", "finance", "hospitality", "media", "energy"];

    private static readonly string[] Firsts = ["Amber", "Birch", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbour", "Indigo", "Juniper", "Kestrel", "Linden"];

    private static readonly string[] Seconds = ["Works", "Trading", "Systems", "Partners", "Supplies", "Foods", "Studio", "Transport"];

    private const int Owners = 12;
    private const int Shop = 5_000;

    /// <param name="number">1 and up.</param>
    public CustomerData Make(int number)
    {
        var draws = new Draws(seed, number);
        var customer = Describe(draws, number);
        var life = new SubscriptionMaker(draws, customer).Make();
        var cases = CaseMaker.Make(draws, customer, life);
        var uses = withUse ? UseMaker.Make(draws, customer, life) : [];
        return new CustomerData(customer, life)
        {
            Answers = AnswerMaker.Make(draws, customer, life, cases),
            Cases = cases,
            Orders = customer.IsShop ? OrderMaker.Make(draws, customer) : [],
            Uses = uses,
            UseMonths = UseMaker.RollUp(uses),
        };
    }

    private static CustomerRow Describe(in Draws draws, int number)
    {
        var country = draws.Pick(Countries, "country");
        return new CustomerRow(
            number,
            $"C{number:0000000}",
            $"{Firsts[draws.Below(Firsts.Length, "name.first")]} {Seconds[draws.Below(Seconds.Length, "name.second")]} {number}",
            country,
            draws.Pick(Plans, "plan"),
            Industries[draws.Below(Industries.Length, "industry")],
            $"csm{draws.Below(Owners, "owner") + 1:00}@example.com",
            country is "NL" or "BE" ? "nl" : "en",
            StartDays.Draw(draws),
            draws.Pick(Channels, "channel"),
            draws.Happens(Shop, "shop"));
    }
}
