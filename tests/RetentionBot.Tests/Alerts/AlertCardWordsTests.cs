using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Alerts;

/// <summary>What an alert's card must say so that nobody reads it wrongly.</summary>
public sealed class AlertCardWordsTests
{
    [Theory]
    [InlineData("en", "Snoozed by Anouk", "Acknowledged by Daan, 22 November, 11:00. Will call by 23 November 2026.")]
    [InlineData("nl", "Uitgesteld door Anouk", "Opgepakt door Daan, 22 november, 11:00. Belt uiterlijk 23 november 2026.")]
    public void A_snooze_by_somebody_else_leaves_the_promise_with_who_made_it(string language, string snoozed, string promised)
    {
        var words = WordsOf("alert/snoozed-by-who-has-it", language);

        words.ShouldContain(snoozed);
        words.ShouldContain(promised);
    }

    [Theory]
    [InlineData("en", "Open: nobody has taken it on yet.")]
    [InlineData("nl", "Open: nog niemand heeft hem opgepakt.")]
    public void An_alert_that_is_somebodys_does_not_say_that_nobody_has_it(string language, string open)
    {
        var words = WordsOf("alert/assigned", language);

        words.ShouldContain("Anouk de Wit");
        words.ShouldContain(open);
    }

    [Theory]
    [InlineData("alert/recovered", "Recovered by itself, noticed 22 November, 11:00.")]
    [InlineData("alert/payment-failed-recovered", "Paid, noticed 22 November, 11:00.")]
    [InlineData("alert/renewal-recovered", "The date has come, moved or gone, noticed 22 November, 11:00.")]
    public void What_ended_by_itself_says_by_what(string sample, string words) => WordsOf(sample, "en").ShouldContain(words);

    [Fact]
    public void The_numbers_of_a_list_go_on_over_its_pages()
    {
        var words = WordsOf("alert-list/mine-last-page", "en");

        words.ShouldContain($"\"11 · {SampleCards.CustomerName} 10\"");
        words.ShouldContain("**12** · ");
        words.ShouldNotContain("**1** · ");
    }

    [Fact]
    public void A_number_in_the_summary_of_many_goes_on_naming_the_same_alert()
    {
        var customer = new Customer { Id = 1, SourceKey = "c1", Name = SampleCards.CustomerName };
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var rows = Enumerable.Range(0, 4)
            .Select(_ => (Alert.Raise(Guid.CreateVersion7(at), customer.Id, new DateOnly(2026, 11, 22), at, new HealthReading(58, 72, default), 72), customer))
            .ToList();

        var texts = Texts.For(Texts.English);
        SampleCards.Storm(Enumerable.Reverse(rows), texts).Card!.ToJsonString().ShouldBe(SampleCards.Storm(rows, texts).Card!.ToJsonString());
    }

    [Theory]
    [InlineData("first-reply-open")]
    [InlineData("first-reply-over-open")]
    public void A_customers_question_is_not_called_as_the_alert_is(string state) => WordsOf($"alert/{state}", "nl").ShouldNotContain("Melding");

    private static string WordsOf(string sample, string language) => SampleCards.All[sample](Texts.For(language)).Card!.ToJsonString(
        new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
