using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Cards;

/// <summary>A form as a card: what was filled in comes back, and every error has its place.</summary>
public sealed class FormCardTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void What_was_filled_in_stands_in_its_inputs() =>
        Show(
            """{"body":[{"type":"Input.Text","id":"note"},{"type":"Input.Toggle","id":"done","value":"false"},{"type":"TextBlock","id":"text","text":"x"}]}""",
            values: new() { ["note"] = "Called", ["done"] = "true", ["text"] = "no input", ["gone"] = "nowhere" })
            .ShouldBe("""{"body":[{"type":"Input.Text","id":"note","value":"Called"},{"type":"Input.Toggle","id":"done","value":"true"},{"type":"TextBlock","id":"text","text":"x"}]}""");

    [Fact]
    public void An_error_stands_right_below_its_input() =>
        Show(
            """{"body":[{"type":"Input.Text","id":"note"},{"type":"Input.Number","id":"days"},{"type":"TextBlock","text":"x"}]}""",
            errors: new() { ["days"] = "Between 1 and 30.", ["note"] = "Say what was done." })
            .ShouldBe(
                """{"body":[{"type":"Input.Text","id":"note"},"""
                + """{"type":"TextBlock","text":"**!** Say what was done.","color":"attention","wrap":true},"""
                + """{"type":"Input.Number","id":"days"},"""
                + """{"type":"TextBlock","text":"**!** Between 1 and 30.","color":"attention","wrap":true},{"type":"TextBlock","text":"x"}]}""");

    [Theory]
    [InlineData("""{"body":[{"type":"Container","items":[*]}]}""")]
    [InlineData("""{"body":[{"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"Container","items":[*]}]}]}]}""")]
    [InlineData("""{"body":[{"type":"Table","rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[*]}]}]}]}""")]
    public void Inputs_are_found_wherever_they_stand(string card) =>
        Show(
            card.Replace("*", """{"type":"Input.Text","id":"note"}"""),
            values: new() { ["note"] = "a" },
            errors: new() { ["note"] = "b" })
            .ShouldBe(card.Replace("*", """{"type":"Input.Text","id":"note","value":"a"},{"type":"TextBlock","text":"**!** b","color":"attention","wrap":true}"""));

    [Theory]
    [InlineData("")]
    [InlineData("noSuchInput")]
    public void An_error_of_no_input_stands_at_the_top(string id) =>
        Show("""{"body":[{"type":"TextBlock","text":"x"}]}""", errors: new() { [id] = "Too late." })
            .ShouldBe("""{"body":[{"type":"TextBlock","text":"**!** Too late.","color":"attention","wrap":true},{"type":"TextBlock","text":"x"}]}""");

    [Fact]
    public void Several_of_them_keep_their_order_and_need_no_body() =>
        Show("{}", errors: new() { [""] = "One.", ["gone"] = "*Two*." })
            .ShouldBe(
                """{"body":[{"type":"TextBlock","text":"**!** One.","color":"attention","wrap":true},"""
                + """{"type":"TextBlock","text":"**!** *Two*.","color":"attention","wrap":true}]}""");

    [Fact]
    public void The_forms_own_card_is_not_changed_and_its_text_is_kept()
    {
        var card = JsonNode.Parse("""{"body":[{"type":"Input.Text","id":"note"}]}""")!.AsObject();
        var before = card.ToJsonString();

        var shown = FormCard.Show(new CardForm("Resolve", new MessageContent("Resolve the alert", card))
        {
            Values = new Dictionary<string, string> { ["note"] = "a" },
            Errors = new Dictionary<string, string> { ["note"] = "b" },
        });

        card.ToJsonString().ShouldBe(before);
        shown.Text.ShouldBe("Resolve the alert");
        shown.Card!.ToJsonString().ShouldNotBe(before);
    }

    private static string Show(string card, Dictionary<string, string>? values = null, Dictionary<string, string>? errors = null) =>
        FormCard.Show(new CardForm("Form", new MessageContent("Form", JsonNode.Parse(card)!.AsObject())) { Values = values ?? None, Errors = errors ?? None })
            .Card!.ToJsonString();
}
