using static RetentionBot.Domain.Questions.MetricNames;

namespace RetentionBot.Domain.Questions;

/// <summary>Words a colleague would ask back about: each stands for several figures, and none of them is taken unasked.</summary>
internal static class LexiconAmbiguities
{
    /// <summary>What a bare "rate" or "percentage" can be.</summary>
    public static readonly string[] Rates = [ChurnRate, RetentionRate, ResponseRate, OnboardingCompletion, ReactivationRate];

    /// <summary>What bare "customers" can be.</summary>
    public static readonly string[] Counts = [CustomersActive, NewCustomers, CustomersLost];

    /// <summary>What a bare "score" can be.</summary>
    public static readonly string[] Scores = [Nps, Csat, HealthAverage];

    public static readonly (string[] Metrics, string Both, string English, string Dutch)[] Metrics =
    [
        ([Mrr, Arpu, GrossMrrChurn],
            "",
            "revenue|revenues|turnover|income|sales|monthly revenue|subscription revenue",
            "omzet|inkomsten|opbrengst|opbrengsten|maandomzet|omzetcijfers|omzetcijfer|abonnementsomzet"),
        ([Nrr, Grr],
            "mrr retention|revenue retention|dollar retention",
            "recurring revenue retention|revenue retention rate|mrr retention rate|dollar retention rate|retention of revenue|retention of mrr",
            "omzetretentie|omzetbehoud|omzet retentie|mrr retentie|mrr behoud|behoud van omzet|retentie van omzet|behoud van mrr|retentie van mrr"),
        ([Cltv, Clv],
            "customer lifetime value",
            "customer value|lifetime customer value|average customer value|average customer lifetime value|value of a customer|value of our customers|"
            + "value per customer|customer worth|value of customers",
            "klantwaarde|gemiddelde klantwaarde|levenslange klantwaarde|klantlevenswaarde|waarde per klant|waarde van een klant|waarde van onze klanten|"
            + "waarde van klanten"),
        ([Cltv, Clv, Aov], "", "value|average value", "waarde|gemiddelde waarde"),
        ([ChurnRate, CustomersLost], "", "customer loss|loss of customers|client loss", "klantverlies|klantenverlies|verlies van klanten|verlies aan klanten"),
    ];

    /// <summary>"Verloop" is turnover as well as course: of recurring revenue it may be either.</summary>
    public const string CourseOfRevenue =
        "verloop van de omzet|verloop van omzet|verloop in omzet|verloop in de omzet|verloop van de mrr|verloop van mrr|verloop van onze mrr|"
            + "verloop van onze omzet";
}
