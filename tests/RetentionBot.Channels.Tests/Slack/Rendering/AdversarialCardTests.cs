using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

/// <summary>Slack refuses a whole message for one field that is too long: whatever is put into a card, what comes out keeps within the limits.</summary>
public sealed class AdversarialCardTests
{
    public static TheoryData<string> NastyTexts() => new(
        new string('x', 4000),
        new string('x', 151),
        new string('x', 76),
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
        "<!channel> <@U1> <https://evil.example.com|x> @channel",
        "[<!channel> <@U1>](https://example.com) [<!here>](javascript:alert) <at>R&D</at>");

    [Theory]
    [MemberData(nameof(NastyTexts))]
    [Trait("Conformance", "SL-37")]
    [Trait("Conformance", "SL-43")]
    [Trait("Conformance", "SL-44")]
    public async Task Nothing_put_into_a_card_makes_Slack_refuse_it(string nasty)
    {
        var message = AdaptiveCardRenderer.Render(nasty, NastyCard(nasty));

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Text.Length.ShouldBeInRange(1, 4000);
        Encoding.UTF8.GetByteCount(message.BlocksJson).ShouldBeLessThanOrEqualTo(13_000);
        var modal = ModalRenderer.Render(NastyCard(nasty), nasty);
        BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
        modal.Submit.ShouldNotBeNull();
        var markups = Markups(message.Blocks).Concat(Markups(modal.View)).ToList();
        markups.ShouldAllBe(markup => markup["verbatim"]!.GetValue<bool>());
        foreach (var text in markups.Select(markup => markup["text"]!.ToString()).Append(message.Text))
        {
            text.ShouldNotContain("<!channel");
            text.ShouldNotContain("<!here");
            text.ShouldNotContain("<@");
            text.ShouldNotContain("<https://evil");
            text.Replace("&amp;", "").Replace("&lt;", "").Replace("&gt;", "").ShouldNotContain("&");
        }

        // And the strict double takes it over the wire.
        await using var slack = await FakeSlack.StartAsync();
        await using var host = await SlackTestHost.StartAsync(slack);
        var sent = TestMessages.Of() with { Content = new(nasty, NastyCard(nasty)) };
        (await host.Channel.SendAsync(sent, CancellationToken.None)).ShouldBeOfType<RetentionBot.Channels.Turns.SendOutcome.Sent>();
        slack.Calls.ShouldHaveSingleItem().Fields.Keys.ShouldNotContain("link_names");
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
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

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void Sixty_short_sections_are_cut_to_fifty_blocks_and_leave_the_buttons()
    {
        var sections = Enumerable.Range(0, 60).Select(i => Json("Container", ("items", new JsonArray(Json("TextBlock", ("text", $"{i}"))))));
        var card = new JsonObject
        {
            ["body"] = new JsonArray([.. sections]),
            ["actions"] = new JsonArray(Json("Action.Execute", ("title", "Go"), ("verb", "a.b"))),
        };

        var message = AdaptiveCardRenderer.Render("x", card);

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.Count.ShouldBe(50);
        message.Blocks.Last()!["type"]!.ToString().ShouldBe("actions");
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void One_more_than_Slack_takes_of_rows_charts_slices_and_listed_choices_is_one_too_many()
    {
        JsonArray Many(int count, Func<int, JsonNode> one) => new([.. Enumerable.Range(0, count).Select(one)]);
        JsonObject Pie(int slices) => Json(
            "Chart.Pie",
            ("data", Many(slices, i => new JsonObject { ["legend"] = $"S{i}", ["value"] = 1 })),
            ("fallback", Json("TextBlock", ("text", "In words"))));
        JsonObject Row(int i) => new() { ["cells"] = Many(1, _ => new JsonObject { ["items"] = Many(1, _ => Json("TextBlock", ("text", $"{i}"))) }) };
        var choices = Many(11, i => new JsonObject { ["title"] = $"{i}", ["value"] = $"{i}" });
        var card = new JsonObject
        {
            ["body"] = new JsonArray(
                Json("Table", ("rows", Many(101, Row))), Pie(7), Pie(6), Pie(6), Pie(6), Json("Input.ChoiceSet", ("id", "c"), ("style", "expanded"), ("choices", choices))),
            ["actions"] = new JsonArray(Json("Action.Execute", ("title", "Go"), ("verb", "a.b"))),
        };

        var message = AdaptiveCardRenderer.Render("x", card);

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.Select(block => block!["type"]!.ToString()).ShouldBe(["table", "section", "data_visualization", "data_visualization", "section", "input", "actions"]);
        message.Blocks[0]!["rows"]!.AsArray().Count.ShouldBe(100);
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
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
    [Trait("Conformance", "SL-37")]
    public void Cards_nobody_would_design_become_messages_and_modals_that_Slack_takes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            // As it comes out of the outbox, where a card is kept as text.
            var card = JsonNode.Parse(new RandomCard(seed).Next().ToJsonString())!.AsObject();
            var message = AdaptiveCardRenderer.Render("Summary", card);
            var modal = ModalRenderer.Render(card, "Title");

            BlockKitRules.Faults(message.Blocks).ShouldBeEmpty($"seed {seed}");
            BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty($"seed {seed}");
            Encoding.UTF8.GetByteCount(message.BlocksJson).ShouldBeLessThanOrEqualTo(13_000);
            foreach (var token in Tokens(message.Blocks))
            {
                CardPress.Find(card, token).ShouldNotBeNull($"seed {seed}");
            }
        }
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void Sixty_secondary_actions_fill_menus_of_five()
    {
        var actions = Enumerable.Range(0, 60).Select(i => Json("Action.Execute", ("title", $"{i}"), ("verb", "a.b"), ("mode", "secondary")));

        var message = AdaptiveCardRenderer.Render("x", new JsonObject { ["actions"] = new JsonArray([.. actions]) });

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
        message.Blocks.ShouldHaveSingleItem()!["elements"]!.AsArray().Select(menu => menu!["options"]!.AsArray().Count).ShouldBe(Enumerable.Repeat(5, 12));
        message.Warnings.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void Five_hundred_choices_and_a_hundred_and_fifty_inputs_are_cut_to_what_a_modal_takes()
    {
        var choices = new JsonArray([.. Enumerable.Range(0, 500).Select(i => new JsonObject { ["title"] = $"Customer {i}", ["value"] = $"{i}" })]);
        var inputs = Enumerable.Range(0, 150).Select(i => Json("Input.ChoiceSet", ("id", $"i{i}"), ("choices", choices.DeepClone())));
        var card = new JsonObject { ["body"] = new JsonArray([.. inputs]), ["actions"] = new JsonArray(Json("Action.Execute", ("title", "Send"), ("verb", "a.b"))) };

        var modal = ModalRenderer.Render(card, "Title");

        BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
        modal.View["blocks"]!.AsArray().First()!["element"]!["options"]!.AsArray().Count.ShouldBe(100);
        modal.Warnings.ShouldContain(warning => warning.Contains("there was no room"));
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void Containers_a_thousand_deep_stop_somewhere()
    {
        var inner = Json("TextBlock", ("text", "deepest"));
        for (var i = 0; i < 1000; i++)
        {
            inner = Json("Container", ("items", new JsonArray(inner)));
        }

        var message = AdaptiveCardRenderer.Render("The summary", new JsonObject { ["body"] = new JsonArray(inner) });

        message.BlocksJson.ShouldContain("The summary");
        message.Warnings.ShouldContain("Elements nested too deeply were left out.");
    }

    [Theory]
    [InlineData(30, 4)]
    [InlineData(2, 21)]
    [Trait("Conformance", "SL-37")]
    public void A_chart_of_too_many_series_or_points_gives_way_to_its_fallback(int series, int points)
    {
        var data = Enumerable.Range(0, series).Select(i => new JsonObject
        {
            ["legend"] = $"S{i}",
            ["values"] = new JsonArray([.. Enumerable.Range(0, points).Select(x => new JsonObject { ["x"] = $"{x}", ["y"] = x })]),
        });
        var chart = Json("Chart.Line", ("data", new JsonArray([.. data])), ("fallback", Json("TextBlock", ("text", "In words"))));

        var message = AdaptiveCardRenderer.Render("x", new JsonObject { ["body"] = new JsonArray(chart) });

        message.Blocks.ShouldHaveSingleItem()!["text"]!["text"]!.ToString().ShouldBe("In words");
    }

    private static JsonObject Json(string type, params (string Name, JsonNode? Value)[] members) =>
        new([new("type", type), .. members.Select(member => KeyValuePair.Create(member.Name, member.Value))]);

    private static IEnumerable<string> Tokens(JsonArray blocks) =>
        from block in blocks
        from element in (block!["elements"] as JsonArray ?? []).Append(block["accessory"]).OfType<JsonObject>()
        where element["action_id"] is not null
        from option in element["options"] is JsonArray options ? options.Select(option => (string?)option!["value"]!.ToString()) : [null]
        let token = ActionId.Token(element["action_id"]!.ToString(), option)
        where token is not null
        select token;

    private static JsonObject NastyCard(string nasty)
    {
        JsonArray List(params JsonNode?[] items) => new(items);
        JsonArray Choices(int count) => new([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["title"] = nasty, ["value"] = $"{i}" })]);
        return new JsonObject
        {
            ["body"] = List(
                Json("TextBlock", ("text", nasty), ("style", "heading")),
                Json("TextBlock", ("text", nasty), ("weight", "bolder")),
                Json("TextBlock", ("text", nasty), ("isSubtle", true)),
                Json("FactSet", ("facts", List(new JsonObject { ["title"] = nasty, ["value"] = nasty }, new JsonObject { ["value"] = nasty }))),
                Json("ColumnSet", ("columns", List(
                    Json("Column", ("items", List(Json("TextBlock", ("text", nasty))))),
                    Json("Column", ("items", List(Json("TextBlock", ("text", nasty)))))))),
                Json("ColumnSet", ("columns", List(
                    Json("Column", ("items", List(Json("TextBlock", ("text", nasty))))),
                    Json("Column", ("items", List(Json("Image", ("url", "https://example.com/a.png"), ("altText", nasty)))))))),
                Json("Table", ("rows", List(Json("TableRow", ("cells", List(Json("TableCell", ("items", List(Json("TextBlock", ("text", nasty)))))))))), ("columns", List())),
                Json("Image", ("url", nasty), ("altText", nasty)),
                Json("Input.Text", ("id", "a"), ("label", nasty), ("placeholder", nasty), ("value", nasty), ("maxLength", 99999)),
                Json("Input.Toggle", ("id", "b"), ("title", nasty)),
                Json("Input.ChoiceSet", ("id", "c"), ("label", nasty), ("style", "expanded"), ("choices", Choices(4)), ("value", "1")),
                Json("Input.Text", ("id", nasty))),
            ["actions"] = List(
                Json("Action.Execute", ("title", nasty), ("verb", "a.b"), ("tooltip", nasty), ("data", new JsonObject { ["id"] = "1" })),
                Json("Action.Execute", ("title", nasty), ("verb", nasty)),
                Json("Action.OpenUrl", ("title", nasty), ("url", nasty))),
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
