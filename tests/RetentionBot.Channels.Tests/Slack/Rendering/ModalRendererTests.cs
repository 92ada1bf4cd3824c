using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

public sealed class ModalRendererTests
{
    public static TheoryData<string> Names => new(Goldens.Modals);

    /// <summary>Each file holds a card and a title, and the view, its meaning and the warnings that were approved for them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Conformance", "SL-68")]
    public void A_card_becomes_the_approved_modal(string name)
    {
        var golden = Goldens.Modal(name);

        var modal = ModalRenderer.Render(golden.Card(), golden["title"]!.ToString());

        var actual = new JsonObject
        {
            ["view"] = modal.View,
            ["submit"] = modal.Submit is { } submit ? new JsonObject { ["verb"] = submit.Verb, ["data"] = submit.Data?.DeepClone() } : null,
            ["warnings"] = new JsonArray([.. modal.Warnings.Select(warning => (JsonNode)warning)]),
        };
        foreach (var (member, made) in actual)
        {
            JsonNode.DeepEquals(made, golden[member]).ShouldBeTrue(made?.ToJsonString(SlackJson.Compact));
        }

        BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-69")]
    public void The_recommendation_question_offers_eleven_values_and_no_radio_group()
    {
        var modal = ModalRenderer.Render(Goldens.Message("choice-row").Card(), "How are we doing?");

        var question = modal.View["blocks"]!.AsArray().Single(block => block!["block_id"]?.ToString() == "nps")!["element"]!;
        question["type"]!.ToString().ShouldBe("static_select");
        question["options"]!.AsArray().Select(option => option!["value"]!.ToString()).ShouldBe(Enumerable.Range(0, 11).Select(score => $"{score}"));
    }

    [Fact]
    [Trait("Conformance", "SL-70")]
    public void Answers_are_read_back_in_the_shape_they_have_on_Teams()
    {
        const string Card = """
            { "body": [
                { "type": "Input.Text", "id": "note" },
                { "type": "Input.Text", "id": "empty" },
                { "type": "Input.Number", "id": "seats" },
                { "type": "Input.Date", "id": "on" },
                { "type": "Input.Time", "id": "at" },
                { "type": "Input.Toggle", "id": "urgent", "title": "Urgent", "valueOn": "1", "valueOff": "0" },
                { "type": "Input.ChoiceSet", "id": "band", "style": "expanded", "choices": [ { "title": "Red", "value": "red" } ] },
                { "type": "Input.ChoiceSet", "id": "topics", "isMultiSelect": true, "choices": [ { "title": "A", "value": "a" }, { "title": "B", "value": "b" } ] } ],
              "actions": [ { "type": "Action.Execute", "title": "Save", "verb": "alert.resolve" } ] }
            """;
        var blocks = ModalRenderer.Render(JsonNode.Parse(Card)!.AsObject(), "Save").View["blocks"]!.AsArray();
        var state = new JsonObject();
        foreach (var (id, answer) in new (string, string)[]
        {
            ("note", """{ "type": "plain_text_input", "value": "hi" }"""),
            ("empty", """{ "type": "plain_text_input", "value": null }"""),
            ("seats", """{ "type": "number_input", "value": "12.5" }"""),
            ("on", """{ "type": "datepicker", "selected_date": "2026-11-22" }"""),
            ("at", """{ "type": "timepicker", "selected_time": "09:30" }"""),
            ("urgent", """{ "type": "checkboxes", "selected_options": [] }"""),
            ("band", """{ "type": "radio_buttons", "selected_option": { "value": "red" } }"""),
            ("topics", """{ "type": "multi_static_select", "selected_options": [ { "value": "a" }, { "value": "b" } ] }"""),
        })
        {
            var element = blocks.Single(block => block!["block_id"]?.ToString() == id)!["element"]!;
            JsonNode.Parse(answer)!["type"]!.ToString().ShouldBe(element["type"]!.ToString());
            state[id] = new JsonObject { [element["action_id"]!.ToString()] = JsonNode.Parse(answer) };
        }

        SlackInputs.Read(JsonSerializer.SerializeToElement(state)).ToDictionary(answer => answer.Id, answer => answer.Answer).ShouldBe(
            new Dictionary<string, string> { ["note"] = "hi", ["seats"] = "12.5", ["on"] = "2026-11-22", ["at"] = "09:30", ["urgent"] = "0", ["band"] = "red", ["topics"] = "a,b" },
            ignoreOrder: true);
    }

    [Fact]
    public void A_named_action_is_the_one_that_is_sent()
    {
        var card = JsonNode.Parse("""
            { "body": [ { "type": "Input.Text", "id": "a", "isRequired": true } ],
              "actions": [ { "type": "Action.Execute", "title": "One", "verb": "a.one" }, { "type": "Action.Execute", "title": "Two", "verb": "a.two", "data": { "id": "2" } } ] }
            """)!.AsObject();

        var modal = ModalRenderer.Render(card, "Title", card["actions"]![1]!.AsObject());

        modal.Submit!.Verb.ShouldBe("a.two");
        modal.Submit.Data!["id"]!.ToString().ShouldBe("2");
        modal.View["submit"]!["text"]!.ToString().ShouldBe("Two");
    }

    [Fact]
    public void Data_too_long_to_be_kept_with_a_modal_leaves_it_without_inputs_and_says_so()
    {
        var card = JsonNode.Parse("""
            { "body": [ { "type": "TextBlock", "text": "Words" }, { "type": "Input.Text", "id": "a" } ],
              "actions": [ { "type": "Action.Execute", "title": "Send", "verb": "a.b", "data": { "id": "" } } ] }
            """)!.AsObject();
        card["actions"]![0]!["data"]!["id"] = new string('x', 2000);

        var modal = ModalRenderer.Render(card, "Title");

        modal.Submit.ShouldBeNull();
        BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
        modal.Warnings.ShouldContain(warning => warning.StartsWith("The inputs were left out", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_window_must_remember_goes_along_and_has_a_limit()
    {
        var modal = ModalRenderer.Render([], "Title");

        modal.With("""{"v":1}""")["private_metadata"]!.ToString().ShouldBe("""{"v":1}""");
        Should.Throw<ArgumentOutOfRangeException>(() => modal.With(new string('x', 3001)));
    }

    [Fact]
    public void A_card_that_cannot_be_read_becomes_an_empty_window()
    {
        var modal = ModalRenderer.Render(JsonNode.Parse("""{ "body": [ { "type": "TextBlock", "text": "a", "text": "b" } ] }""")!.AsObject(), "Title");

        BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
        modal.Warnings.ShouldHaveSingleItem().ShouldContain("could not be read");
    }
}
