using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

public sealed class CardPressTests
{
    [Fact]
    public void A_choice_in_the_menu_finds_its_verb_and_data_again()
    {
        var card = Goldens.Message("actions-secondary").Card();
        var menu = Elements(card).Single(element => element["type"]!.ToString() == "overflow");
        var options = menu["options"]!.AsArray().Select(option => option!["value"]!.ToString()).ToList();

        foreach (var (option, days) in options.Take(4).Zip(Enumerable.Range(1, 4)))
        {
            var press = Press(Stored(card), menu, option).ShouldBeOfType<CardPress.Send>();
            press.Verb.ShouldBe("alert.snooze");
            press.Data!["days"]!.GetValue<int>().ShouldBe(days);
        }

        // The fifth is a link, whose press asks nothing of us.
        ActionId.Token(menu["action_id"]!.ToString(), options[4]).ShouldBeNull();
    }

    [Fact]
    public void A_button_for_a_card_opens_that_card()
    {
        var card = Goldens.Message("action-show-card").Card();

        var open = Press(Stored(card), Elements(card).Single()).ShouldBeOfType<CardPress.Open>();

        open.Title.ShouldBe("Details");
        ModalRenderer.Render(open.Card, open.Title, open.Submit).View["blocks"]![0]!["text"]!["text"]!.ToString().ShouldBe("More about it");
    }

    [Fact]
    public void Required_inputs_are_asked_in_a_modal_that_sends_the_pressed_action()
    {
        var card = Goldens.Message("inputs-in-form").Card();
        var buttons = Elements(card).ToList();
        buttons.ShouldAllBe(button => button["type"]!.ToString() == "button");

        var open = Press(Stored(card), buttons[0]).ShouldBeOfType<CardPress.Open>();
        var modal = ModalRenderer.Render(open.Card, open.Title, open.Submit);

        modal.View["title"]!["text"]!.ToString().ShouldBe("Snooze…");
        modal.View["blocks"]!.AsArray().Select(block => block!["block_id"]?.ToString()).ShouldBe([null, "reason", "until", null]);
        modal.Submit!.Verb.ShouldBe("alert.snooze");
        modal.Submit.Data!["alert"]!.ToString().ShouldBe("7d1f");

        // The one that wants no inputs is sent as it is.
        ActionId.Verb(buttons[1]["action_id"]!.ToString()).ShouldBe("alert.show");
    }

    [Fact]
    [Trait("Conformance", "SL-69")]
    public void The_comment_of_a_question_of_one_press_is_asked_in_a_modal_beside_the_choice()
    {
        var card = Goldens.Message("choice-row").Card();
        var buttons = Elements(card).ToList();
        buttons.Count.ShouldBe(12);

        var open = Press(Stored(card), buttons[11]).ShouldBeOfType<CardPress.Open>();
        var modal = ModalRenderer.Render(open.Card, open.Title, open.Submit);

        open.Title.ShouldBe("Why?");
        modal.View["blocks"]!.AsArray().Select(block => block!["block_id"]?.ToString()).ShouldBe([null, "nps", "comment"]);
        modal.Submit!.Verb.ShouldBe("survey.answer");
    }

    [Fact]
    public void A_press_on_an_older_card_is_not_taken_for_what_stands_in_its_place_now()
    {
        var card = Goldens.Message("actions-secondary").Card();
        var menu = Elements(card).Single(element => element["type"]!.ToString() == "overflow");
        var option = menu["options"]![0]!["value"]!.ToString();
        var newer = Stored(card);
        newer["actions"]![0]!["verb"] = "alert.resolve";

        Press(newer, menu, option).ShouldBeNull();
    }

    [Fact]
    public void A_shown_toggle_target_changes_no_number()
    {
        var card = JsonNode.Parse("""
            { "body": [
                { "type": "Container", "id": "more", "isVisible": false, "items": [ { "type": "ActionSet", "actions": [ { "type": "Action.ShowCard", "title": "Deep", "card": { "body": [] } } ] } ] } ],
              "actions": [ { "type": "Action.ToggleVisibility", "title": "More", "targetElements": [ "more" ] }, { "type": "Action.ShowCard", "title": "Last", "card": { "body": [] } } ] }
            """)!.AsObject();

        Elements(card).Select(button => Press(Stored(card), button)).Cast<CardPress.Open>().Select(open => open.Title).ShouldBe(["Deep", "Last"]);
        card["body"]![0]!["isVisible"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0-00000000")]
    [InlineData("-1-afec4610")]
    [InlineData("99999999999-afec4610")]
    public void A_made_up_token_finds_nothing(string token) => CardPress.Find(Goldens.Message("choice-row").Card(), token).ShouldBeNull();

    [Fact]
    public void A_card_that_cannot_be_read_has_no_actions() =>
        CardPress.Find(JsonNode.Parse("""{ "body": [], "body": [] }""")!.AsObject(), "0-afec4610").ShouldBeNull();

    [Theory]
    [InlineData("card:open")]
    [InlineData("card:more")]
    [InlineData("link")]
    [InlineData("a#b")]
    public void No_verb_looks_like_what_carries_a_token(string verb)
    {
        var card = new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Execute", ["title"] = "x", ["verb"] = verb }) };

        ActionId.IsVerb(verb).ShouldBeFalse();
        AdaptiveCardRenderer.Render("x", card).BlocksJson.ShouldNotContain("button");
    }

    /// <summary>The card as it comes back from where it is kept: through JSON text.</summary>
    private static JsonObject Stored(JsonObject card) => JsonNode.Parse(card.ToJsonString())!.AsObject();

    private static IEnumerable<JsonObject> Elements(JsonObject card) => AdaptiveCardRenderer.Render("x", card).Blocks
        .Where(block => block!["type"]!.ToString() == "actions")
        .SelectMany(block => block!["elements"]!.AsArray())
        .Select(element => element!.AsObject());

    private static CardPress? Press(JsonObject posted, JsonObject element, string? option = null) =>
        CardPress.Find(posted, ActionId.Token(element["action_id"]!.ToString(), option).ShouldNotBeNull());
}
