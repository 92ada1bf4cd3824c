using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class AdaptiveCardRendererTests
{
    public static TheoryData<string> GoldenNames()
    {
        var names = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(TestFiles.Folder(), "Golden"), "*.json").Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileNameWithoutExtension(file));
        }

        return names;
    }

    /// <summary>Each file holds a card, and the blocks and warnings that were approved for it.</summary>
    [Theory]
    [MemberData(nameof(GoldenNames))]
    [Trait("SL", "68")]
    public void A_card_becomes_the_approved_blocks(string name)
    {
        var golden = JsonNode.Parse(TestFiles.Read("Golden", name + ".json"))!.AsObject();

        var message = AdaptiveCardRenderer.Render("Summary", golden["card"]!.AsObject());

        var warnings = new JsonArray([.. message.Warnings.Select(warning => (JsonNode)warning)]);
        var actual = new JsonObject { ["blocks"] = message.Blocks, ["warnings"] = warnings };
        var expected = new JsonObject { ["blocks"] = golden["blocks"]?.DeepClone(), ["warnings"] = golden["warnings"]?.DeepClone() };
        JsonNode.DeepEquals(actual, expected).ShouldBeTrue(actual.ToJsonString(SlackJson.Compact));
        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
    }

    [Fact]
    [Trait("SL", "69")]
    public void The_recommendation_question_offers_eleven_buttons_and_no_radio_group()
    {
        var golden = JsonNode.Parse(TestFiles.Read("Golden", "choice-row.json"))!;

        var message = AdaptiveCardRenderer.Render("How likely?", golden["card"]!.AsObject());

        var buttons = message.Blocks.Last()!["elements"]!.AsArray();
        buttons.Select(button => button!["text"]!["text"]!.ToString()).ShouldBe(Enumerable.Range(0, 11).Select(score => $"{score}"));
        buttons.Select(button => button!["action_id"]!.ToString()).ShouldBe(Enumerable.Range(0, 11).Select(score => $"survey.answer#{score}"));
        JsonNode.Parse(buttons[9]!["value"]!.ToString())!["nps"]!.ToString().ShouldBe("9");
        message.BlocksJson.ShouldNotContain("radio_buttons");
    }

    [Fact]
    [Trait("SL", "70")]
    public async Task Answers_reach_the_handler_as_they_would_from_Teams()
    {
        const string Card = """
            { "type": "AdaptiveCard", "body": [
                { "type": "Input.Text", "id": "note", "label": "Note" },
                { "type": "Input.Number", "id": "seats", "label": "Seats" },
                { "type": "Input.Toggle", "id": "urgent", "title": "Urgent", "valueOn": "1", "valueOff": "0" },
                { "type": "Input.ChoiceSet", "id": "topics", "label": "Topics", "isMultiSelect": true, "choices": [ { "title": "A", "value": "a" }, { "title": "B", "value": "b" } ] } ],
              "actions": [ { "type": "Action.Execute", "title": "Save", "verb": "alert.resolve", "data": { "alertId": "7d1f" } } ] }
            """;
        var blocks = AdaptiveCardRenderer.Render("x", JsonNode.Parse(Card)!.AsObject()).Blocks;
        var state = new JsonObject();
        foreach (var (id, answer) in new (string, string)[]
        {
            ("note", """{ "type": "plain_text_input", "value": "hi" }"""),
            ("seats", """{ "type": "number_input", "value": "25" }"""),
            ("urgent", """{ "type": "checkboxes", "selected_options": [] }"""),
            ("topics", """{ "type": "multi_static_select", "selected_options": [ { "value": "a" }, { "value": "b" } ] }"""),
        })
        {
            var element = blocks.Single(block => block!["block_id"]?.ToString() == id)!["element"]!;
            state[id] = new JsonObject { [element["action_id"]!.ToString()] = JsonNode.Parse(answer) };
        }

        var button = blocks.Last()!["elements"]![0]!.DeepClone().AsObject();
        button["action_ts"] = "1.1";
        await using var host = await SlackTestHost.StartAsync();
        await host.Client.SendAsync(host.Signer.Interaction(Payloads.Press(button.ToJsonString(), state.ToJsonString())));

        var action = host.Receiver.Turns.ShouldHaveSingleItem().Action!;
        action.Verb.ShouldBe("alert.resolve");
        action.Data.ShouldBe(
            new Dictionary<string, string> { ["alertId"] = "7d1f", ["note"] = "hi", ["seats"] = "25", ["urgent"] = "0", ["topics"] = "a,b" }, ignoreOrder: true);
    }

    public static TheoryData<string> NastyTexts() => new(
        new string('x', 4000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 900)),
        "e" + new string('\u0301', 5000),
        string.Concat(Enumerable.Repeat("&<>", 2000)),
        string.Concat(Enumerable.Repeat("شركة ", 1000)),
        string.Concat(Enumerable.Repeat("[a](https://example.com/?q=1&r=2)", 500)),
        string.Concat(Enumerable.Repeat("**_*~~", 2000)),
        new string('[', 9000),
        "\ud83d broken \udc00 pair \0",
        "",
        "   ",
        "[ ](https://example.com)",
        "<!channel> <@U1> <https://evil.example.com|x> @channel");

    [Theory]
    [MemberData(nameof(NastyTexts))]
    [Trait("SL", "37")]
    [Trait("SL", "43")]
    [Trait("SL", "44")]
    public async Task Nothing_put_into_a_card_makes_Slack_refuse_it(string nasty)
    {
        var message = AdaptiveCardRenderer.Render(nasty, NastyCard(nasty));

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Text.Length.ShouldBeInRange(1, 4000);
        Encoding.UTF8.GetByteCount(message.BlocksJson).ShouldBeLessThanOrEqualTo(13_000);
        foreach (var markup in Markups(message.Blocks))
        {
            markup["verbatim"]!.GetValue<bool>().ShouldBeTrue();
            var text = markup["text"]!.ToString();
            text.ShouldNotContain("<!channel");
            text.ShouldNotContain("<@");
            text.ShouldNotContain("<https://evil");
            text.Replace("&amp;", "").Replace("&lt;", "").Replace("&gt;", "").ShouldNotContain("&");
        }

        // And the strict double takes it over the wire.
        await using var slack = await FakeSlack.StartAsync();
        await using var host = await SlackTestHost.StartAsync(slack);
        var sent = TestMessages.Of() with { Content = new(nasty, NastyCard(nasty)) };
        (await host.Channel.SendAsync(sent, CancellationToken.None)).ShouldBeOfType<RetentionBot.Channels.Turns.SendOutcome.Sent>();
        slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("SL", "37")]
    public void Five_hundred_facts_leave_the_buttons_and_say_that_something_is_missing()
    {
        var facts = new JsonArray([.. Enumerable.Range(0, 500).Select(i => new JsonObject { ["title"] = $"Customer {i}", ["value"] = "€ 1.000" })]);
        var card = new JsonObject
        {
            ["body"] = new JsonArray(new JsonObject { ["type"] = "FactSet", ["facts"] = facts }),
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Execute", ["title"] = "Go", ["verb"] = "a.b" }),
        };

        var message = AdaptiveCardRenderer.Render("x", card);

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.Last()!["type"]!.ToString().ShouldBe("actions");
        message.Warnings.ShouldContain(warning => warning.Contains("left out"));
    }

    [Theory]
    [InlineData("""{ "body": "no list", "actions": 5 }""")]
    [InlineData("""{ "body": [ null, 5, "x", [], { "type": 7 }, { "type": "TextBlock", "text": { "a": 1 } } ] }""")]
    [InlineData("""{ "body": [ { "type": "TextBlock", "text": "a", "text": "b" } ] }""")]
    [InlineData("""{ "body": [ { "type": "Table", "rows": [ { "cells": 5 }, {} ] }, { "type": "FactSet" }, { "type": "ColumnSet" }, { "type": "Image" } ] }""")]
    [InlineData("""{ "actions": [ { "type": "Action.Execute" }, { "type": "Action.OpenUrl" }, { "type": "Action.Submit", "data": "text" } ] }""")]
    public void A_card_that_is_no_card_still_becomes_a_message(string json)
    {
        var message = AdaptiveCardRenderer.Render("The summary", JsonNode.Parse(json)!.AsObject());

        message.Text.ShouldBe("The summary");
        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("SL", "37")]
    public void Many_buttons_make_rows_and_a_large_table_is_cut()
    {
        var actions = Enumerable.Range(0, 30).Select(i => new JsonObject { ["type"] = "Action.Execute", ["title"] = $"{i}", ["verb"] = "a.b" });
        JsonObject Cell() => new() { ["items"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = "1" }) };
        var rows = Enumerable.Range(0, 150).Select(_ => new JsonObject { ["cells"] = new JsonArray([.. Enumerable.Range(0, 25).Select(_ => Cell())]) });
        var card = new JsonObject
        {
            ["body"] = new JsonArray(new JsonObject { ["type"] = "Table", ["rows"] = new JsonArray([.. rows]) }),
            ["actions"] = new JsonArray([.. actions]),
        };

        var message = AdaptiveCardRenderer.Render("x", card);

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.Select(block => block!["type"]!.ToString()).ShouldBe(["table", "actions", "actions"]);
        message.Blocks[1]!["elements"]!.AsArray().Count.ShouldBe(25);
        message.Blocks[2]!["elements"]!.AsArray().Count.ShouldBe(5);
        message.Warnings.ShouldBe(["A table was cut to what Slack takes."]);
    }

    [Fact]
    public void A_long_text_is_spread_over_sections_and_loses_nothing()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i:0000} "));

        var blocks = AdaptiveCardRenderer.Render("x", new JsonObject { ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }) }).Blocks;

        // 1000 words of five signs are 5000, less the last space: sections of 3000 and 1999.
        blocks.Select(block => block!["text"]!["text"]!.ToString().Length).ShouldBe([3000, 1999]);
        string.Concat(blocks.Select(block => block!["text"]!["text"]!.ToString())).ShouldBe(text.TrimEnd());
    }

    [Fact]
    public void Data_too_long_for_a_button_drops_the_button_with_a_warning()
    {
        var card = new JsonObject
        {
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Action.Execute",
                ["title"] = "Go",
                ["verb"] = "a.b",
                ["data"] = new JsonObject { ["id"] = new string('x', 2000) },
            }),
        };

        var message = AdaptiveCardRenderer.Render("x", card);

        message.BlocksJson.ShouldNotContain("button");
        message.Warnings.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", """{ "fallbackText": "F", "speak": "S", "body": [ { "type": "TextBlock", "text": "T" } ] }""", "F")]
    [InlineData("", """{ "speak": "S", "body": [ { "type": "TextBlock", "text": "T" } ] }""", "S")]
    [InlineData("", """{ "body": [ { "type": "TextBlock", "text": "T" } ] }""", "T")]
    [InlineData("", "{}", "…")]
    [InlineData("Given", """{ "fallbackText": "F" }""", "Given")]
    public void The_text_is_never_empty(string text, string card, string shown) =>
        AdaptiveCardRenderer.Render(text, JsonNode.Parse(card)!.AsObject()).Text.ShouldBe(shown);

    private static JsonObject NastyCard(string nasty)
    {
        JsonObject Of(string type, params (string Name, JsonNode? Value)[] members) => new([new("type", type), .. members.Select(m => KeyValuePair.Create(m.Name, m.Value))]);
        JsonArray List(params JsonNode?[] items) => new(items);
        JsonArray Choices(int count) => new([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["title"] = nasty, ["value"] = $"{i}" })]);
        return new JsonObject
        {
            ["body"] = List(
                Of("TextBlock", ("text", nasty), ("style", "heading")),
                Of("TextBlock", ("text", nasty), ("weight", "bolder")),
                Of("TextBlock", ("text", nasty), ("isSubtle", true)),
                Of("FactSet", ("facts", List(new JsonObject { ["title"] = nasty, ["value"] = nasty }, new JsonObject { ["value"] = nasty }))),
                Of("ColumnSet", ("columns", List(
                    Of("Column", ("items", List(Of("TextBlock", ("text", nasty))))),
                    Of("Column", ("items", List(Of("TextBlock", ("text", nasty)))))))),
                Of("ColumnSet", ("columns", List(
                    Of("Column", ("items", List(Of("TextBlock", ("text", nasty))))),
                    Of("Column", ("items", List(Of("Image", ("url", "https://example.com/a.png"), ("altText", nasty)))))))),
                Of("Table", ("rows", List(Of("TableRow", ("cells", List(Of("TableCell", ("items", List(Of("TextBlock", ("text", nasty)))))))))), ("columns", List())),
                Of("Image", ("url", nasty), ("altText", nasty)),
                Of("Input.Text", ("id", "a"), ("label", nasty), ("placeholder", nasty), ("value", nasty), ("maxLength", 99999)),
                Of("Input.Toggle", ("id", "b"), ("title", nasty)),
                Of("Input.ChoiceSet", ("id", "c"), ("label", nasty), ("style", "expanded"), ("choices", Choices(4)), ("value", "1")),
                Of("Input.Text", ("id", nasty))),
            ["actions"] = List(
                Of("Action.Execute", ("title", nasty), ("verb", "a.b"), ("tooltip", nasty), ("data", new JsonObject { ["id"] = "1" })),
                Of("Action.Execute", ("title", nasty), ("verb", nasty)),
                Of("Action.OpenUrl", ("title", nasty), ("url", nasty))),
        };
    }

    private static IEnumerable<JsonObject> Markups(JsonNode? node) => node switch
    {
        JsonObject json when json["type"]?.ToString() == "mrkdwn" => [json],
        JsonObject json => json.SelectMany(member => Markups(member.Value)),
        JsonArray list => list.SelectMany(Markups),
        _ => [],
    };
}
