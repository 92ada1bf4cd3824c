using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class QuestionParserTests
{
    [Theory]
    [InlineData("churn for the Pro plan", "plan", "Pro")]
    [InlineData("churn Pro-abonnement", "plan", "Pro")]
    [InlineData("churn in the Netherlands", "country", "NL")]
    [InlineData("churn van Belgische klanten", "country", "BE")]
    [InlineData("churn in DE", "country", "DE")]
    [InlineData("churn of Mila's customers", "owner", "Mila")]
    [InlineData("churn van Joris' klanten", "owner", "Joris")]
    [InlineData("churn bij Brams klanten", "owner", "Bram")]
    [InlineData("mijn churn", "owner", "me")]
    [InlineData("onvrijwillig verloop", "churn_type", "involuntary")]
    [InlineData("churn of high value, low risk customers", "segment", "high_value_low_risk")]
    [InlineData("churn hoge waarde laag risico", "segment", "high_value_low_risk")]
    [InlineData("NPS of Drukkerij De Pers", "customer", "Drukkerij De Pers")]
    [InlineData("NPS van Zonnehof", "customer", "Zonnehof BV")]
    public void A_filter_is_found_by_its_names(string text, string key, string value)
    {
        var filter = Asking.Ask(text).Filters.ShouldHaveSingleItem();

        filter.Key.ShouldBe(key);
        filter.Value.ShouldBe([value]);
    }

    [Fact]
    public void Several_values_of_one_key_are_a_list() => Asking.Ask("churn of Pro and Enterprise last month").Filters["plan"].ShouldBe(["Pro", "Enterprise"]);

    [Fact]
    public void The_dutch_article_is_no_country_even_when_shouted()
    {
        Asking.Ask("WAT WAS DE CHURN VORIGE MAAND?").Filters.ShouldBeEmpty();
        Asking.Ask("VERGELIJK DE CHURN VAN MEI MET JUNI please").Filters.ShouldBeEmpty();
        Asking.Ask("churn in DE last month").Filters["country"].ShouldBe(["DE"]);
        Asking.Ask("MRR DE").Filters["country"].ShouldBe(["DE"]);
        Asking.Ask("churn in de").Filters["country"].ShouldBe(["DE"]);
        Asking.Ask("churn pro be okt").Filters["country"].ShouldBe(["BE"]);
        Asking.Ask("churn in de vorige maand").Filters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NPS of wave 2026-Q3")]
    [InlineData("NPS van golf 2026-Q3")]
    [InlineData("NPS in the last wave")]
    [InlineData("NPS of the spring wave")]
    public void One_wave_is_not_taken_for_all_of_them(string text) => Asking.Ask(text).Intent.ShouldBe(Intent.Unknown);

    [Theory]
    [InlineData("churn by plan", "plan")]
    [InlineData("churn per abonnement", "plan")]
    [InlineData("opzeggingen uitgesplitst naar land", "country")]
    [InlineData("which segment lost the most customers", "segment")]
    [InlineData("Welke accountmanager heeft de laagste churn?", "owner")]
    [InlineData("lost customers by churn type", "churn_type")]
    [InlineData("churn per aanmeldmaand", "signup_month")]
    [InlineData("NPS by wave this year", "round")]
    [InlineData("response rate per survey round in 2026", "round")]
    [InlineData("NPS per golf", "round")]
    [InlineData("NPS per ronde dit jaar", "round")]
    [InlineData("Pro vs Enterprise churn", "plan")]
    [InlineData("verschil in churn tussen België en Nederland", "country")]
    public void A_dimension_makes_a_breakdown(string text, string dimension)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.KpiBreakdown);
        reading.GroupBy.ShouldBe(dimension);
    }

    [Theory]
    [InlineData("compare churn in October with September", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01")]
    [InlineData("verschil in churn tussen oktober en september", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01")]
    [InlineData("churn this quarter vs last quarter", "2026-10-01", "2026-11-23", "2026-07-01", "2026-10-01")]
    [InlineData("is de churn deze maand hoger dan vorige maand?", "2026-11-01", "2026-11-23", "2026-10-01", "2026-11-01")]
    [InlineData("churn this month vs the same month last year", "2026-11-01", "2026-11-23", "2025-11-01", "2025-11-23")]
    [InlineData("churn YoY", "2026-10-01", "2026-11-01", "2025-10-01", "2025-11-01")]
    [InlineData("churn MoM", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01")]
    [InlineData("churn in Q3 t.o.v. een jaar eerder", "2026-07-01", "2026-10-01", "2025-07-01", "2025-10-01")]
    [InlineData("churn week 14 jaar op jaar", "2026-03-30", "2026-04-06", "2025-03-31", "2025-04-07")]
    [InlineData("churn vorig kwartaal t.o.v. het kwartaal daarvoor", "2026-07-01", "2026-10-01", "2026-04-01", "2026-07-01")]
    public void Two_periods_are_compared(string text, string from, string to, string otherFrom, string otherTo)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.KpiCompare);
        new[] { reading.Period, reading.CompareTo }.ShouldBe([Asking.Span(from, to), Asking.Span(otherFrom, otherTo)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("churn per month", "month", "2025-11-01", "2026-11-01")]
    [InlineData("ontwikkeling van de churn", "month", "2025-11-01", "2026-11-01")]
    [InlineData("weekly churn this quarter", "week", "2026-10-01", "2026-11-23")]
    [InlineData("churn per kwartaal in 2025", "quarter", "2025-01-01", "2026-01-01")]
    public void A_trend_has_a_grain_and_by_default_twelve_complete_months(string text, string grain, string from, string to)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.KpiTrend);
        reading.Grain.ShouldBe(grain);
        reading.Period.ShouldBe(Asking.Span(from, to));
    }

    [Theory]
    [InlineData("How is churn rate calculated?", MetricNames.ChurnRate)]
    [InlineData("Wat betekent NRR?", MetricNames.Nrr)]
    [InlineData("What does CLV mean?", MetricNames.Clv)]
    [InlineData("Hoe berekenen jullie het klantbehoud?", MetricNames.RetentionRate)]
    public void A_definition_has_a_metric_and_no_period(string text, string metric)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.KpiDefinition);
        (reading.Metric, reading.Period).ShouldBe((metric, null));
    }

    [Theory]
    [InlineData("Which customers did we lose last month?", MetricNames.CustomersLost)]
    [InlineData("Wie heeft er opgezegd?", MetricNames.CustomersLost)]
    [InlineData("Show me the customers who left", MetricNames.CustomersLost)]
    [InlineData("List the customers at risk", MetricNames.AtRiskCount)]
    [InlineData("Noem de nieuwe klanten van vorige maand", MetricNames.NewCustomers)]
    [InlineData("Laat zien welke klanten erbij zijn gekomen", MetricNames.NewCustomers)]
    public void Customers_are_listed_behind_a_count(string text, string metric)
    {
        var reading = Asking.Ask(text);

        reading.Intent.ShouldBe(Intent.ListCustomers);
        reading.Metric.ShouldBe(metric);
    }

    [Theory]
    [InlineData("How is Zonnehof BV doing?", Intent.CustomerHealth)]
    [InlineData("Hoe gaat het met Van Loon Transport?", Intent.CustomerHealth)]
    [InlineData("Which alerts are still open?", Intent.AlertsOpen)]
    [InlineData("Hoe staat het met de checklist?", Intent.ChecklistStatus)]
    [InlineData("Toon de uitslag van de NPS-enquête van vorige maand", Intent.SurveyResults)]
    [InlineData("Wat kun je allemaal?", Intent.Help)]
    [InlineData("help", Intent.Help)]
    public void Other_questions_have_their_own_intent(string text, Intent intent) => Asking.Ask(text).Intent.ShouldBe(intent);

    [Fact]
    public void The_checklist_is_this_weeks_unless_a_week_is_said()
    {
        Asking.Ask("checklist status").Period.ShouldBe(Period.WeekOf(Asking.Today));
        Asking.Ask("checklist vorige week").Period.ShouldBe(Period.Week(2026, 46));
    }

    [Theory]
    [InlineData("@RetentionBot churn last month, please")]
    [InlineData("<at>RetentionBot</at> churn last month")]
    [InlineData("<@U0BOT> Hi! Could you please tell me the churn rate of last month? Thanks 🙏")]
    public void Mentions_and_courtesies_change_nothing(string text)
    {
        var reading = Asking.Ask(text);

        (reading.Intent, reading.Metric, reading.Period).ShouldBe((Intent.Kpi, MetricNames.ChurnRate, Asking.October));
        reading.Filters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("What was churn last month?", "en")]
    [InlineData("Wat was het klantverloop vorige maand?", "nl")]
    [InlineData("netto omzetretentie Q2", "nl")]
    public void The_language_is_told_from_the_words(string text, string language)
    {
        Asking.Ask(text).Language.ShouldBe(language);
        LanguageDetector.Detect(text).ShouldBe(language);
    }

    [Fact]
    public void An_ambiguous_text_takes_the_fallback_language() => LanguageDetector.Detect("NPS Q3", "nl").ShouldBe("nl");

    [Fact]
    public void Every_intent_keeps_its_name_on_the_wire()
    {
        foreach (var intent in Enum.GetValues<Intent>())
        {
            IntentNames.FromWire(IntentNames.ToWire(intent)).ShouldBe(intent);
        }

        IntentNames.ToWire(Intent.KpiBreakdown).ShouldBe("kpi_breakdown");
    }
}
