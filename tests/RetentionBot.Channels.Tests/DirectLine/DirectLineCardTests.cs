using System.Text.Json.Nodes;
using RetentionBot.Channels.DirectLine;

namespace RetentionBot.Channels.Tests.DirectLine;

public sealed class DirectLineCardTests
{
    [Theory]
    [InlineData(
        """{"actions":[{"type":"Action.Execute","title":"Go","verb":"a.b","data":{"id":"7"},"fallback":{"type":"Action.Submit"}}]}""",
        """{"actions":[{"type":"Action.Submit","title":"Go","data":{"id":"7","verb":"a.b","_m":"act"}}]}""")]
    [InlineData(
        """{"body":[{"type":"Container","selectAction":{"type":"Action.Execute","verb":"a.b"},"items":[]}]}""",
        """{"body":[{"type":"Container","selectAction":{"type":"Action.Submit","data":{"verb":"a.b","_m":"act"}},"items":[]}]}""")]
    [InlineData(
        """{"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[{"type":"Action.Submit","data":{"verb":"a.b"}}]}}]}""",
        """{"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[{"type":"Action.Submit","data":{"verb":"a.b","_m":"act"}}]}}]}""")]
    [InlineData(
        """{"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[{"type":"Action.Execute","title":"Go","verb":"a.b","data":{"id":"7"}}]}}]}""",
        """{"actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[{"type":"Action.Submit","title":"Go","data":{"id":"7","verb":"a.b","_m":"act"}}]}}]}""")]
    [InlineData(
        """{"body":[{"type":"Input.Text","id":"q","inlineAction":{"type":"Action.Execute","verb":"a.b"}}]}""",
        """{"body":[{"type":"Input.Text","id":"q","inlineAction":{"type":"Action.Submit","data":{"verb":"a.b","_m":"act"}}}]}""")]
    [InlineData(
        """{"body":[{"type":"ColumnSet","columns":[{"type":"Column","selectAction":{"type":"Action.Execute","verb":"a.b"},"items":[{"type":"ActionSet","actions":[{"type":"Action.Execute","verb":"c.d"}]}]}]}]}""",
        """{"body":[{"type":"ColumnSet","columns":[{"type":"Column","selectAction":{"type":"Action.Submit","data":{"verb":"a.b","_m":"act"}},"items":[{"type":"ActionSet","actions":[{"type":"Action.Submit","data":{"verb":"c.d","_m":"act"}}]}]}]}]}""")]
    [InlineData(
        """{"selectAction":{"type":"Action.Execute","verb":"a.b","data":"text"},"body":[{"type":"Table","rows":[{"cells":[{"items":[],"selectAction":{"type":"Action.Execute","verb":"c.d"}}]}]}]}""",
        """{"selectAction":{"type":"Action.Submit","data":{"verb":"a.b","_m":"act"}},"body":[{"type":"Table","rows":[{"cells":[{"items":[],"selectAction":{"type":"Action.Submit","data":{"verb":"c.d","_m":"act"}}}]}]}]}""")]
    public void A_button_becomes_a_submit_that_says_its_verb_and_its_card(string card, string expected) => Lowered(card).ShouldBe(expected);

    [Fact]
    public void An_execute_without_a_verb_is_a_submit_without_one() =>
        Lowered("""{"actions":[{"type":"Action.Execute","title":"Go"}]}""").ShouldBe("""{"actions":[{"type":"Action.Submit","title":"Go","data":{}}]}""");

    [Fact]
    public void A_submit_without_a_verb_is_left_alone() =>
        Lowered("""{"actions":[{"type":"Action.Submit","data":{"x":1}},{"type":"Action.OpenUrl","url":"https://example.com"}]}""")
            .ShouldBe("""{"actions":[{"type":"Action.Submit","data":{"x":1}},{"type":"Action.OpenUrl","url":"https://example.com"}]}""");

    [Theory]
    [InlineData(
        """{"body":[{"type":"Chart.Line","data":[1],"fallback":{"type":"Container","items":[{"type":"Badge","fallback":{"type":"TextBlock","text":"2 %"}}]}}]}""",
        """{"body":[{"type":"Container","items":[{"type":"TextBlock","text":"2 %"}]}]}""")]
    [InlineData(
        """{"body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"Chart.Donut","fallback":{"type":"TextBlock","text":"d"}}]}]}]}""",
        """{"body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock","text":"d"}]}]}]}""")]
    [InlineData(
        """{"body":[{"type":"Container","selectAction":{"type":"Action.OpenUrlDialog"},"items":[{"type":"Icon"}]}],"actions":[{"type":"Action.InsertImage"},{"type":"Action.OpenUrl","url":"u"}]}""",
        """{"body":[{"type":"Container","items":[]}],"actions":[{"type":"Action.OpenUrl","url":"u"}]}""")]
    [InlineData("""{"body":[{"type":"Chart.Line","fallback":"drop"},{"type":"Icon"},{"type":"TextBlock","text":"a"}]}""", """{"body":[{"type":"TextBlock","text":"a"}]}""")]
    public void An_unknown_element_becomes_its_fallback_or_disappears(string card, string expected) => Lowered(card).ShouldBe(expected);

    [Fact]
    public void Tables_texts_and_the_data_of_buttons_keep_everything()
    {
        const string card =
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"items":[{"type":"TextBlock","text":"x"}]}]}]},"""
            + """{"type":"RichTextBlock","inlines":["plain",{"type":"TextRun","text":"y"}]},"""
            + """{"type":"Input.ChoiceSet","id":"c","choices":[{"title":"t","value":"v"}]}],"actions":[{"type":"Action.Submit","data":{"items":[{"type":"Chart.Line"}]}}]}""";

        Lowered(card).ShouldBe(card);
    }

    [Theory]
    [InlineData("""{"body":[{"type":"Input.Text","label":"Why","isRequired":true}]}""", """{"body":[{"type":"Input.Text","label":"Why","isRequired":true,"errorMessage":"Why"}]}""")]
    [InlineData("""{"body":[{"type":"Input.Text","isRequired":true}]}""", """{"body":[{"type":"Input.Text","isRequired":true,"errorMessage":"*"}]}""")]
    [InlineData("""{"body":[{"type":"Input.Text","isRequired":true,"errorMessage":"!"}]}""", """{"body":[{"type":"Input.Text","isRequired":true,"errorMessage":"!"}]}""")]
    [InlineData("""{"body":[{"type":"Input.Text","isRequired":false}]}""", """{"body":[{"type":"Input.Text","isRequired":false}]}""")]
    public void A_required_input_has_an_error_message(string card, string expected) => Lowered(card).ShouldBe(expected);

    [Fact]
    public void The_refresh_of_a_card_is_left_out_and_the_card_itself_unchanged()
    {
        var card = JsonNode.Parse("""{"refresh":{"action":{"type":"Action.Execute","verb":"a.b"}},"actions":[{"type":"Action.Execute","verb":"a.b"}]}""")!.AsObject();
        var before = card.ToJsonString();

        DirectLineCard.Lower(card, "act").ContainsKey("refresh").ShouldBeFalse();
        card.ToJsonString().ShouldBe(before);
    }

    private static string Lowered(string card) => DirectLineCard.Lower(JsonNode.Parse(card)!.AsObject(), "act").ToJsonString();
}
