using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Tests.Questions.Scoring;

namespace RetentionBot.Domain.Tests.Questions;

public sealed class HealthQuestionTests
{
    private static readonly QuestionVocabulary Vocabulary = new(
        ["Basic", "Pro"], ["Enterprise"], [new("NL", "Netherlands", "Nederland")], ["Sanne"], ["Acme BV", "Klant 1", "Klant 12", "Churn Busters", "Pro BV", "May Logistics", "Van Dijk Logistics", "Van Loon"]);

    [Theory]
    [InlineData("health Acme", "Acme", null)]
    [InlineData("Health of Acme?", "Acme", "en")]
    [InlineData("health score of Acme BV", "Acme BV", "en")]
    [InlineData("health “Acme”", "Acme", null)]
    [InlineData("health of Klant 12", "Klant 12", "en")]
    [InlineData("health Churn Busters", "Churn Busters", null)]
    [InlineData("health of May Logistics", "May Logistics", "en")]
    [InlineData("health of Pro BV", "Pro BV", "en")]
    [InlineData("health Zebedeus Partners", "Zebedeus Partners", null)]
    [InlineData("health Van Loon", "Van Loon", null)]
    [InlineData("health van van loon", "van loon", "nl")]
    [InlineData("health of Van Loon", "Van Loon", "en")]
    [InlineData("health van Dijk", "van Dijk", null)]
    [InlineData("health van Dijk Logistic", "van Dijk Logistic", null)]
    [InlineData("how is Acme doing?", "Acme", "en")]
    [InlineData("How's Acme doing", "Acme", "en")]
    [InlineData("how are things at Acme", "Acme", "en")]
    [InlineData("how healthy is Acme", "Acme", "en")]
    [InlineData("why did Acme drop?", "Acme", "en")]
    [InlineData("why did Acmee drop", "Acmee", "en")]
    [InlineData("why has Acme BV fallen", "Acme BV", "en")]
    [InlineData("why is Acme red", "Acme", "en")]
    [InlineData("gezondheid van Acme", "Acme", "nl")]
    [InlineData("health van Acme", "Acme", "nl")]
    [InlineData("hoe gaat het met Acme?", "Acme", "nl")]
    [InlineData("hoe staat Acme ervoor", "Acme", "nl")]
    [InlineData("hoe doet Klant 1 het", "Klant 1", "nl")]
    [InlineData("waarom is Acme gezakt", "Acme", "nl")]
    [InlineData("waarom is Klant 1 zo gezakt?", "Klant 1", "nl")]
    [InlineData("waarom zakt Acme", "Acme", "nl")]
    [InlineData("waarom staat Acme op rood", "Acme", "nl")]
    public void A_question_after_one_customer_is_read(string text, string customer, string? language)
    {
        var question = HealthQuestion.Read(text).ShouldNotBeNull();

        (Vocabulary.Customers.Whole(question.Before, question.Customer), question.LanguageIn(Vocabulary.Customers)).ShouldBe((customer, language));
        question.IsAfterCustomer(Vocabulary).ShouldBeTrue();
    }

    [Theory]
    [InlineData("health")]
    [InlineData("health score")]
    [InlineData("health average")]
    [InlineData("health average per plan")]
    [InlineData("average health last month")]
    [InlineData("wat is de gemiddelde health")]
    [InlineData("wat is de gemiddelde gezondheid per segment")]
    [InlineData("health per plan")]
    [InlineData("health by segment")]
    [InlineData("health of our customers")]
    [InlineData("health of Pro")]
    [InlineData("health of Enterprise")]
    [InlineData("health of Sanne")]
    [InlineData("health in the Netherlands")]
    [InlineData("health last month")]
    [InlineData("health of our customers in May")]
    [InlineData("health in October")]
    [InlineData("gezondheid vorige maand")]
    [InlineData("how is churn doing")]
    [InlineData("how is our NPS doing")]
    [InlineData("how is everything doing")]
    [InlineData("how are you doing")]
    [InlineData("how is Sanne doing")]
    [InlineData("hoe gaat het")]
    [InlineData("hoe gaat het met de churn")]
    [InlineData("hoe gaat het met jullie")]
    [InlineData("hoe staat het ervoor")]
    [InlineData("hoe staat de MRR ervoor")]
    [InlineData("why did churn drop")]
    [InlineData("why did our MRR drop last month")]
    [InlineData("why did usage drop")]
    [InlineData("why did Pro drop")]
    [InlineData("why is it red")]
    [InlineData("waarom is de omzet gezakt")]
    [InlineData("waarom is de churn gedaald")]
    [InlineData("which customers are at risk")]
    public void A_question_after_a_figure_is_left_alone(string text) => (HealthQuestion.Read(text)?.IsAfterCustomer(Vocabulary) == true).ShouldBeFalse();

    [Fact]
    public void No_question_of_ours_after_a_figure_is_taken()
    {
        var figures = QuestionSet.Read(Path.Combine(AppContext.BaseDirectory, "Questions", "paraphrases.jsonl"))
            .Where(q => q.Right.All(r => r.Intent is not (Intent.CustomerHealth or Intent.Unknown)))
            .ToList();

        figures.Count.ShouldBeGreaterThan(200);
        figures.Where(q => HealthQuestion.Read(q.Text)?.IsAfterCustomer(QuestionSet.Vocabulary) == true).Select(q => q.Text).ShouldBeEmpty();
    }

    [Fact]
    public void While_no_names_are_known_the_words_decide()
    {
        HealthQuestion.Read("how is Acme doing")!.IsAfterCustomer(null).ShouldBeTrue();
        HealthQuestion.Read("how is churn doing")!.IsAfterCustomer(null).ShouldBeFalse();
    }

    [Fact]
    public void A_long_text_is_no_such_question() => HealthQuestion.Read("health " + new string('x', 300)).ShouldBeNull();

    [Fact]
    public void Near_names_begin_with_it_have_a_word_that_does_or_are_a_slip_away()
    {
        var names = CustomerNames.Of(["Acme Trading", "Acme BV", "De Acme Groep", "Acne BV", "Bakkerij", "Macmes", "acme bv"]);

        names.Alike("acme", 6).ShouldBe(["Acme BV", "acme bv", "Acme Trading", "De Acme Groep", "Acne BV"]);
        names.Alike("acme", 2).Count.ShouldBe(2);
        names.Alike("ac", 6).ShouldBeEmpty();
        names.Alike("zzzz", 6).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_called_just_so_goes_before_who_is_but_for_a_legal_form()
    {
        var names = CustomerNames.Of(["Acme BV", "Acme", "Acme Inc"]);

        names.Meant("acme").ShouldBe([1]);
        CustomerNames.Of(["Acme BV", "Acme Inc"]).Meant("acme").ShouldBe([0, 1]);
        names.Meant("nobody").ShouldBeEmpty();
    }
}
