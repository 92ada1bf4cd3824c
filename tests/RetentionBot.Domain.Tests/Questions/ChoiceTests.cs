using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class ChoiceTests
{
    private static readonly QuestionVocabulary Sharing = new(
        ["Pro", "Noord"],
        [],
        [new("NL", "Netherlands", "Nederland")],
        ["Emma de Vries", "Emma Smit", "Noor"],
        ["Noor BV", "Pro BV", "Delta BV", "Delta GmbH", "Noord", "Twin", "Twin"]);

    [Theory]
    [InlineData("omzet vorige maand", "omzet", "mrr arpu gross_mrr_churn")]
    [InlineData("What was our revenue last month?", "revenue", "mrr arpu gross_mrr_churn")]
    [InlineData("omzetretentie in Q3", "omzetretentie", "nrr grr")]
    [InlineData("revenue retention Q3", "revenue retention", "nrr grr")]
    [InlineData("customer lifetime value", "customer lifetime value", "cltv clv")]
    [InlineData("value last quarter", "value", "cltv clv aov")]
    [InlineData("rate last quarter?", "rate", "churn_rate retention_rate response_rate onboarding_completion reactivation_rate")]
    [InlineData("percentage vorige maand", "percentage", "churn_rate retention_rate response_rate onboarding_completion reactivation_rate")]
    [InlineData("what was the score in October", "score", "nps csat health_average")]
    [InlineData("customers last month", "customers", "customers_active new_customers customers_lost")]
    [InlineData("klantverlies in mei", "klantverlies", "churn_rate customers_lost")]
    public void A_word_for_several_figures_is_asked_back(string text, string word, string metrics)
    {
        var reading = Asking.Ask(text);

        reading.ShouldBeRefused(UnknownReason.Ambiguous, word);
        reading.Choices.Select(c => c.Metric).ShouldBe(metrics.Split(' '));
        reading.Choices.Select(c => c.Language).Distinct().ShouldBe([reading.Language]);
    }

    [Fact]
    public void A_choice_is_a_full_reading()
    {
        var choice = Asking.Ask("revenue of Pro in the Netherlands, Q3 vs Q2").Choices[0];

        (choice.Intent, choice.Metric).ShouldBe((Intent.KpiCompare, MetricNames.Mrr));
        (choice.Period, choice.CompareTo).ShouldBe((Period.Quarter(2026, 3), Period.Quarter(2026, 2)));
        choice.Filters["plan"].ShouldBe(["Pro"]);
        choice.Filters["country"].ShouldBe(["NL"]);
    }

    [Theory]
    [InlineData("what is churn")]
    [InlineData("wat is klantverloop?")]
    [InlineData("what exactly is NRR")]
    public void A_bare_what_is_may_ask_for_the_meaning_or_the_figure(string text) =>
        Asking.Ask(text).Choices.Select(c => c.Intent).ShouldBe([Intent.KpiDefinition, Intent.Kpi]);

    [Theory]
    [InlineData("What is our churn?")]
    [InlineData("wat is de churn")]
    public void With_an_article_it_asks_for_the_figure(string text) => Asking.Ask(text).Intent.ShouldBe(Intent.Kpi);

    [Theory]
    [InlineData("customers that left last month")]
    [InlineData("klanten die vorige maand zijn vertrokken")]
    public void Their_number_or_their_names(string text) =>
        Asking.Ask(text).Choices.Select(c => (c.Intent, c.Metric)).ShouldBe([(Intent.ListCustomers, MetricNames.CustomersLost), (Intent.Kpi, MetricNames.CustomersLost)]);

    [Theory]
    [InlineData("NPS results last month")]
    [InlineData("uitslag CSAT vorige maand")]
    public void The_figure_or_the_whole_survey(string text) =>
        Asking.Ask(text).Choices.Select(c => (c.Intent, c.Period)).ShouldBe([(Intent.SurveyResults, Asking.October), (Intent.Kpi, Asking.October)]);

    [Theory]
    [InlineData("churn right now", "2026-10-01 2026-11-01, 2026-11-01 2026-11-23")]
    [InlineData("churn from May", "2026-05-01 2026-06-01, 2026-05-01 2026-11-23")]
    [InlineData("churn mei 25", "2026-05-25 2026-05-26, 2025-05-01 2025-06-01")]
    [InlineData("churn last 2 years", "2024-01-01 2026-01-01, 2024-11-01 2026-11-01")]
    public void A_period_that_may_be_two_is_asked_back(string text, string periods)
    {
        var reading = Asking.Ask(text);

        reading.Reason.ShouldBe(UnknownReason.Ambiguous);
        string.Join(", ", reading.Choices.Select(c => $"{c.Period!.Value.From:O} {c.Period.Value.To:O}")).ShouldBe(periods);
    }

    [Theory]
    [InlineData("is churn higher than last month?", "2026-11-01..2026-11-22 2026-10-01..2026-10-31, 2026-10-01..2026-10-31 2026-09-01..2026-09-30")]
    [InlineData("is de churn vorige maand gestegen?", "2026-10-01..2026-10-31 2026-09-01..2026-09-30, 2026-10-01..2026-10-31 2025-10-01..2025-10-31")]
    public void What_is_compared_with_what_is_asked_back(string text, string pairs) => string.Join(
        ", ",
        Asking.Ask(text).Choices.Select(c => $"{c.Period!.Value.From:O}..{c.Period.Value.LastDay:O} {c.CompareTo!.Value.From:O}..{c.CompareTo.Value.LastDay:O}")).ShouldBe(pairs);

    [Theory]
    [InlineData("churn of Emma", "owner Emma de Vries, owner Emma Smit")]
    [InlineData("NPS of Noor", "owner Noor, customer Noor BV")]
    [InlineData("NPS of Delta", "customer Delta BV, customer Delta GmbH")]
    [InlineData("NPS of Noord", "plan Noord, customer Noord")]
    public void A_name_that_two_have_is_asked_back(string text, string values)
    {
        var choices = QuestionParser.Parse(text, Asking.Today, Sharing).Choices;

        string.Join(", ", choices.SelectMany(c => c.Filters).Select(f => $"{f.Key} {f.Value[0]}")).ShouldBe(values);
    }

    [Theory]
    [InlineData("churn of Noor's customers", "owner", "Noor")]
    [InlineData("churn van de klanten van Noor", "owner", "Noor")]
    [InlineData("churn of Pro", "plan", "Pro")]
    [InlineData("NPS of Delta GmbH", "customer", "Delta GmbH")]
    [InlineData("How is Noor doing?", "customer", "Noor BV")]
    public void The_rest_of_the_question_may_settle_whose_name_it_is(string text, string key, string value)
    {
        var reading = QuestionParser.Parse(text, Asking.Today, Sharing);

        reading.Intent.ShouldNotBe(Intent.Unknown);
        reading.Filters[key].ShouldBe([value]);
    }

    [Fact]
    public void Two_customers_of_one_name_are_neither() => QuestionParser.Parse("NPS of Twin", Asking.Today, Sharing).ShouldBeRefused(UnknownReason.NotUnderstood, "Twin");

    [Fact]
    public void What_makes_no_sense_in_any_reading_is_refused_for_its_own_reason()
    {
        Asking.Ask("why did revenue drop").ShouldBeRefused(UnknownReason.NotAKpi, "why");
        Asking.Ask("revenue next month").ShouldBeRefused(UnknownReason.FuturePeriod, "next month");
    }

    [Fact]
    public void Heaps_of_unclear_words_do_not_multiply() =>
        Asking.Ask(string.Join(' ', Enumerable.Repeat("revenue value rate", 15))).Intent.ShouldBe(Intent.Unknown);
}
