using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class QuestionSuggestionsTests
{
    [Fact]
    public void An_unknown_plan_brings_the_plans_there_are()
    {
        var suggestions = For("churn in September for the Platinum plan");

        suggestions.Questions.Take(3).Select(q => (q.Metric, q.Period, q.Filters["plan"][0])).ShouldBe(
        [
            (MetricNames.ChurnRate, Period.Month(2026, 9), "Start"),
            (MetricNames.ChurnRate, Period.Month(2026, 9), "Pro"),
            (MetricNames.ChurnRate, Period.Month(2026, 9), "Enterprise"),
        ]);
        suggestions.DidYouMean.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("churn for Milo last month", "owner", "Mila")]
    [InlineData("NPS of Zonehoff in Q3", "customer", "Zonnehof BV")]
    [InlineData("How is Drukkery De Pres doing?", "customer", "Drukkerij De Pers")]
    [InlineData("churn van de klanten van Brahm", "owner", "Bram")]
    public void A_near_name_is_offered_and_the_question_with_it(string text, string key, string value)
    {
        var suggestions = For(text);

        suggestions.DidYouMean.ShouldContain(value);
        suggestions.Questions[0].Filters[key].ShouldBe([value]);
    }

    [Fact]
    public void A_near_metric_is_offered()
    {
        For("NSP last quarter").Questions[0].Metric.ShouldBe(MetricNames.Nps);
        For("ARPX in May").Questions.Select(q => q.Metric).ShouldContain(MetricNames.Arpu);
    }

    [Theory]
    [InlineData("churn next month")]
    [InlineData("why is churn so high in week 60")]
    [InlineData("churn of customers with a discount")]
    [InlineData("churn and NPS last month")]
    public void The_figure_that_was_named_is_offered_for_other_periods_and_forms(string text)
    {
        var suggestions = For(text);

        suggestions.Questions.ShouldAllBe(q => q.Metric == MetricNames.ChurnRate);
        suggestions.Questions.Select(q => q.Intent).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void The_choices_of_an_ambiguous_question_are_the_suggestions() =>
        For("omzet vorige maand").Questions.Select(q => q.Metric).ShouldBe([MetricNames.Mrr, MetricNames.Arpu, MetricNames.GrossMrrChurn]);

    [Fact]
    public void Never_more_than_six_never_twice_never_one_that_cannot_be_answered()
    {
        string[] texts =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Questions", "off-topic.txt")), "", "?", "churn for X and Y and Z", "per land van Kees", "Platinum", "👍",
        ];
        foreach (var text in texts)
        {
            var refused = Asking.Ask(text);
            var suggestions = QuestionSuggestions.For(text, refused, Asking.Today, Asking.Vocabulary);

            suggestions.Questions.Count.ShouldBeInRange(1, 6, text);
            suggestions.DidYouMean.Count.ShouldBeLessThanOrEqualTo(3);
            suggestions.Questions.ShouldAllBe(q => q.Intent != Intent.Unknown && q.Intent != Intent.Help && q.Language == refused.Language);
            suggestions.Questions.Where((q, i) => suggestions.Questions.Take(i).Any(q.IsSameAs)).ShouldBeEmpty(text);
        }
    }

    private static QuestionSuggestions For(string text)
    {
        var refused = Asking.Ask(text);
        refused.Intent.ShouldBe(Intent.Unknown);
        return QuestionSuggestions.For(text, refused, Asking.Today, Asking.Vocabulary);
    }
}
