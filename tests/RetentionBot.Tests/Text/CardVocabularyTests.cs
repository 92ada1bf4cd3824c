using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Text;

namespace RetentionBot.Tests.Text;

public sealed class CardVocabularyTests
{
    private const string Data = """
        {
          "n": 1234567, "half": 2.5, "tenth": -0.05, "ratio": 0.0512, "points": 20.5, "minor": -123450, "currency": "EUR", "day": "2026-11-21",
          "at": "2026-11-21T22:30:00Z", "there": "2026-07-01T12:00:00.5+05:00", "text": "12", "yes": true, "nothing": null, "huge": 1e30, "list": [1], "thing": {}
        }
        """;

    [Theory]
    [InlineData("number(n)", "1,234,567", "1.234.567")]
    [InlineData("number(half)", "3", "3")]
    [InlineData("number(half, 1)", "2.5", "2,5")]
    [InlineData("number(n, 2)", "1,234,567.00", "1.234.567,00")]
    [InlineData("number(tenth, 1)", "-0.1", "-0,1")]
    [InlineData("number(0)", "0", "0")]
    [InlineData("percent(ratio)", "5.1%", "5,1%")]
    [InlineData("points(points)", "+21", "+21")]
    [InlineData("points(tenth)", "0", "0")]
    [InlineData("date(day)", "21 November 2026", "21 november 2026")]
    [InlineData("moment(at)", "21 November, 23:30", "21 november, 23:30")]
    [InlineData("moment(there)", "1 July, 09:00", "1 juli, 09:00")]
    [InlineData("moment('2026-11-21T22:30:00')", "21 November, 23:30", "21 november, 23:30")]
    [InlineData("money(minor, currency)", "-€1,234.50", "€ -1.234,50")]
    [InlineData("money(n, 'JPY')", "JPY 1,234,567", "JPY 1.234.567")]
    public void A_card_writes_numbers_days_and_money_as_its_language_does(string expression, string english, string dutch)
    {
        Fill(expression, Texts.English).ShouldBe(english);
        Fill(expression, Texts.Dutch).ShouldBe(dutch);
    }

    [Theory]
    [InlineData("number(missing)", "a number below 10^18, and there is nothing")]
    [InlineData("number(nothing)", "a number below 10^18, and there is nothing")]
    [InlineData("number(text)", "and there is another text")]
    [InlineData("number(huge)", "and there is another number")]
    [InlineData("number(yes)", "and there is true or false")]
    [InlineData("percent(list)", "and there is a list")]
    [InlineData("points(thing)", "and there is an object")]
    [InlineData("number(n, half)", "a whole number of decimals from 0 to 6")]
    [InlineData("number(n, -1)", "a whole number of decimals from 0 to 6")]
    [InlineData("number(n, 7)", "a whole number of decimals from 0 to 6")]
    [InlineData("date(at)", "a day such as 2026-11-21, and there is another text")]
    [InlineData("date('2026-02-30')", "a day such as 2026-11-21")]
    [InlineData("moment(day)", "an instant such as 2026-11-21T14:05:00Z")]
    [InlineData("money(half, currency)", "a whole number of minor units")]
    [InlineData("money(minor, text)", "a currency code such as EUR")]
    [InlineData("money(minor, missing)", "a currency code such as EUR, and there is nothing")]
    public void A_value_that_is_missing_or_of_another_type_fails_the_card(string expression, string reason)
    {
        var failure = Should.Throw<InvalidOperationException>(() => Fill(expression, Texts.English)).Message;

        failure.ShouldStartWith("card.x: ");
        failure.ShouldContain(reason);
    }

    [Fact]
    public void What_a_refusal_lists_can_be_called()
    {
        var vocabulary = Vocabulary(Texts.English);

        foreach (var signature in vocabulary.Signatures.Split("), ").Select(s => s.TrimEnd(')').Split('(')))
        {
            vocabulary.Function(signature[0], signature[1].Split(',').Length).ShouldNotBeNull(signature[0]);
        }
    }

    private static string Fill(string expression, string language) =>
        CardTemplate.Parse($$"""{"x":"${{{expression}}}"}""", Vocabulary(language)).Expand(JsonNode.Parse(Data)!)["x"]!.GetValue<string>();

    private static CardVocabulary Vocabulary(string language) => new(Texts.For(language), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
}
