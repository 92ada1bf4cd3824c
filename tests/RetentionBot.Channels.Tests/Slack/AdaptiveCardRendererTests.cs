using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class AdaptiveCardRendererTests
{
    /// <summary>One of the kinds a designer may use: the mapping of each has its approved file.</summary>
    private static readonly string[] Kinds =
    [
        "TextBlock", "RichTextBlock", "TextRun", "FactSet", "ColumnSet", "Container", "Table", "Image", "ImageSet", "Media", "ActionSet",
        "Action.OpenUrl", "Action.Submit", "Action.Execute", "Action.ShowCard", "Action.ToggleVisibility",
        "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet",
        "Chart.Line", "Chart.Pie", "Chart.Donut", "Chart.VerticalBar", "Chart.VerticalBar.Grouped", "Chart.HorizontalBar", "Chart.HorizontalBar.Stacked", "Chart.Gauge",
        "CodeBlock", "Badge", "ProgressBar", "Carousel",
    ];

    public static TheoryData<string> GoldenNames => new(Goldens.Messages);

    /// <summary>Each file holds a card, and the blocks and warnings that were approved for it.</summary>
    [Theory]
    [MemberData(nameof(GoldenNames))]
    [Trait("Conformance", "SL-68")]
    public void A_card_becomes_the_approved_blocks(string name)
    {
        var golden = Goldens.Message(name);

        var message = AdaptiveCardRenderer.Render("Summary", golden.Card());

        var warnings = new JsonArray([.. message.Warnings.Select(warning => (JsonNode)warning)]);
        JsonNode.DeepEquals(message.Blocks, golden["blocks"]).ShouldBeTrue(message.BlocksJson);
        JsonNode.DeepEquals(warnings, golden["warnings"]).ShouldBeTrue(warnings.ToJsonString(SlackJson.Compact));
        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-68")]
    public void Every_kind_of_element_and_action_is_in_an_approved_card()
    {
        var cards = string.Concat(Goldens.Messages.Select(name => Goldens.Message(name).Card().ToJsonString()));

        Kinds.Where(kind => !cards.Contains($"\"type\":\"{kind}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-69")]
    public void The_recommendation_question_offers_eleven_buttons_and_no_radio_group()
    {
        var message = AdaptiveCardRenderer.Render("How likely?", Goldens.Message("choice-row").Card());

        var buttons = message.Blocks.Last()!["elements"]!.AsArray().SkipLast(1).ToList();
        buttons.Select(button => button!["text"]!["text"]!.ToString()).ShouldBe(Enumerable.Range(0, 11).Select(score => $"{score}"));
        buttons.Select(button => button!["action_id"]!.ToString()).ShouldBe(Enumerable.Range(0, 11).Select(score => $"survey.answer#{score}"));
        JsonNode.Parse(buttons[9]!["value"]!.ToString())!["nps"]!.ToString().ShouldBe("9");
        message.BlocksJson.ShouldNotContain("radio_buttons");
    }

    [Fact]
    [Trait("Conformance", "SL-70")]
    public async Task Answers_reach_the_handler_as_they_would_from_Teams()
    {
        const string Card = """
            { "type": "AdaptiveCard", "body": [
                { "type": "Input.Number", "id": "seats", "label": "Seats" },
                { "type": "Input.Toggle", "id": "urgent", "title": "Urgent", "valueOn": "1", "valueOff": "0" } ],
              "actions": [ { "type": "Action.Execute", "title": "Save", "verb": "alert.resolve", "data": { "alertId": "7d1f" } } ] }
            """;
        var blocks = AdaptiveCardRenderer.Render("x", JsonNode.Parse(Card)!.AsObject()).Blocks;
        var state = new JsonObject();
        foreach (var (id, answer) in new (string, string)[]
        {
            ("seats", """{ "type": "number_input", "value": "25" }"""),
            ("urgent", """{ "type": "checkboxes", "selected_options": [] }"""),
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
        action.Data.ShouldBe(new Dictionary<string, string> { ["alertId"] = "7d1f", ["seats"] = "25", ["urgent"] = "0" }, ignoreOrder: true);
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

    [Fact]
    [Trait("Conformance", "SL-40")]
    public void A_workspace_without_the_newer_blocks_gets_tables_and_charts_in_words()
    {
        var card = JsonNode.Parse("""
            { "body": [
                { "type": "Table", "rows": [ { "cells": [ { "items": [ { "type": "TextBlock", "text": "Acme" } ] }, { "items": [ { "type": "TextBlock", "text": "58" } ] } ] } ] },
                { "type": "Chart.Pie", "data": [ { "legend": "Red", "value": 1 } ], "fallback": { "type": "TextBlock", "text": "One is red" } } ] }
            """)!.AsObject();

        AdaptiveCardRenderer.Render("x", card).Blocks.Select(block => block!["type"]!.ToString()).ShouldBe(["table", "data_visualization"]);
        var older = AdaptiveCardRenderer.Render("x", card, Surface.OlderMessage);

        older.Blocks.Select(block => block!["type"]!.ToString()).ShouldBe(["rich_text", "section"]);
        older.BlocksJson.ShouldContain("Acme  58");
        older.BlocksJson.ShouldContain("One is red");
    }

    [Fact]
    [Trait("Conformance", "SL-46")]
    public void A_date_is_shown_in_the_zone_of_each_reader_and_has_words_for_where_it_cannot_be()
    {
        var card = new JsonObject { ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = "{{DATE(2026-11-09T13:30:00Z, LONG)}} {{TIME(2026-11-09T13:30:00Z)}}" }) };

        var text = AdaptiveCardRenderer.Render("x", card).Blocks[0]!["text"]!["text"]!.ToString();

        text.ShouldBe("<!date^1794231000^{date_long}|2026-11-09> <!date^1794231000^{time}|13:30 UTC>");
    }

    [Theory]
    [InlineData("", """{ "fallbackText": "F", "speak": "S", "body": [ { "type": "TextBlock", "text": "T" } ] }""", "F")]
    [InlineData("", """{ "speak": "S", "body": [ { "type": "TextBlock", "text": "T" } ] }""", "S")]
    [InlineData("", """{ "body": [ { "type": "TextBlock", "text": "T" } ] }""", "T")]
    [InlineData("", "{}", "…")]
    [InlineData("Given", """{ "fallbackText": "F" }""", "Given")]
    public void The_text_is_never_empty(string text, string card, string shown) =>
        AdaptiveCardRenderer.Render(text, JsonNode.Parse(card)!.AsObject()).Text.ShouldBe(shown);
}
