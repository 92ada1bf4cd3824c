using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class MetricWordsTests
{
    [Theory]
    [InlineData("churn rate", MetricNames.ChurnRate)]
    [InlineData("klantverloop", MetricNames.ChurnRate)]
    [InlineData("what percentage of customers left", MetricNames.ChurnRate)]
    [InlineData("hoeveel procent van de klanten heeft opgezegd", MetricNames.ChurnRate)]
    [InlineData("how many customers left", MetricNames.CustomersLost)]
    [InlineData("aantal opzeggingen", MetricNames.CustomersLost)]
    [InlineData("hoeveel klanten raakten we kwijt", MetricNames.CustomersLost)]
    [InlineData("klantbehoud", MetricNames.RetentionRate)]
    [InlineData("welk percentage van de klanten is gebleven", MetricNames.RetentionRate)]
    [InlineData("how many customers do we have", MetricNames.CustomersActive)]
    [InlineData("could I see how many customers we've got", MetricNames.CustomersActive)]
    [InlineData("how many customers did we get", MetricNames.NewCustomers)]
    [InlineData("hoeveel klanten zijn erbij gekomen", MetricNames.NewCustomers)]
    [InlineData("how many customers signed up", MetricNames.NewCustomers)]
    [InlineData("ARPA", MetricNames.Arpu)]
    [InlineData("LTV", MetricNames.Cltv)]
    [InlineData("CLV", MetricNames.Clv)]
    [InlineData("gemiddelde klantlevensduur", MetricNames.AverageLifetime)]
    [InlineData("monthly recurring revenue", MetricNames.Mrr)]
    [InlineData("omzetverloop", MetricNames.GrossMrrChurn)]
    [InlineData("revenue churn", MetricNames.GrossMrrChurn)]
    [InlineData("netto omzetverloop", MetricNames.NetMrrChurn)]
    [InlineData("net revenue retention", MetricNames.Nrr)]
    [InlineData("bruto omzetretentie", MetricNames.Grr)]
    [InlineData("net promoter score", MetricNames.Nps)]
    [InlineData("klanttevredenheid", MetricNames.Csat)]
    [InlineData("what share filled in the survey", MetricNames.ResponseRate)]
    [InlineData("average basket", MetricNames.Aov)]
    [InlineData("bestelfrequentie", MetricNames.PurchaseFrequency)]
    [InlineData("hoeveel procent heeft de onboarding afgerond", MetricNames.OnboardingCompletion)]
    [InlineData("gemiddelde healthscore", MetricNames.HealthAverage)]
    [InlineData("risicoklanten", MetricNames.AtRiskCount)]
    [InlineData("FRT", MetricNames.FirstResponseTime)]
    [InlineData("win-back", MetricNames.ReactivationRate)]
    public void Each_metric_goes_by_several_names(string text, string metric)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.Kpi);
        reading.Metric.ShouldBe(metric);
    }

    [Theory]
    [InlineData("chrun last month")]
    [InlineData("churm last month")]
    [InlineData("klantverlop vorige maand")]
    [InlineData("churn vorge maand")]
    [InlineData("Chûrn rate last mnoth?")]
    public void Slips_of_the_pen_are_mended(string text)
    {
        var reading = Asking.Ask(text);

        reading.Metric.ShouldBe(MetricNames.ChurnRate);
        reading.Period.ShouldBe(Asking.October);
    }

    [Fact]
    public void A_known_word_is_never_mended_into_another()
    {
        // "inactive" is two letters from "active" and would turn the figure around.
        Asking.Ask("inactive customers").ShouldBeRefused(UnknownReason.NotUnderstood, "inactive");
        Asking.Ask("deactivation rate").ShouldBeRefused(UnknownReason.NotUnderstood, "deactivation");
    }

    [Fact]
    public void A_person_is_never_guessed() => Asking.Ask("churn for Milo last month").ShouldBeRefused(UnknownReason.NotUnderstood, "Milo");

    [Fact]
    public void All_metric_keys_have_a_name_in_the_catalogue() => MetricNames.All.Distinct().Count().ShouldBe(24);
}
