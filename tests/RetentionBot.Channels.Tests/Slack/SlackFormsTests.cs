using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackFormsTests : IAsyncLifetime
{
    private const string FormCard = """
        { "type": "AdaptiveCard",
          "body": [
            { "type": "TextBlock", "text": "What is the plan?" },
            { "type": "Input.Text", "id": "note", "label": "Note", "isRequired": true },
            { "type": "Input.Date", "id": "until", "label": "Until" } ],
          "actions": [
            { "type": "Action.Execute", "title": "Cancel", "verb": "form.cancel" },
            { "type": "Action.Execute", "title": "Save", "verb": "alert.plan", "data": { "alertId": "7d1f", "days": 3 } } ] }
        """;

    private const string PostedCard = """
        { "type": "AdaptiveCard",
          "body": [ { "type": "Input.Text", "id": "note", "label": "Note", "isRequired": true } ],
          "actions": [
            { "type": "Action.Execute", "title": "Save", "verb": "alert.plan", "data": { "alertId": "7d1f" } },
            { "type": "Action.ShowCard", "title": "More", "card": { "type": "AdaptiveCard", "body": [ { "type": "TextBlock", "text": "All of it" } ] } } ] }
        """;

    private const string CardWithMenu = """
        { "type": "AdaptiveCard",
          "actions": [
            { "type": "Action.Execute", "title": "Mute", "mode": "secondary", "verb": "alert.mute", "data": { "alertId": "7d1f" } },
            { "type": "Action.Execute", "title": "Plan", "mode": "secondary", "verb": "alert.plan", "data": { "alertId": "7d1f" } } ] }
        """;

    private FakeSlack _slack = null!;
    private SlackTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _host = await SlackTestHost.StartAsync(_slack);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "SL-20")]
    [Trait("Conformance", "SL-26")]
    public async Task A_form_opens_as_a_modal_and_the_answer_to_the_press_stays_empty()
    {
        _host.Receiver.Answer = new TurnAnswer(
            IsFinished: true, Notice: "Say when", Form: Form() with { Values = new Dictionary<string, string> { ["note"] = "call them" } });

        (await PressAsync()).ShouldBe((200, ""));

        _slack.Calls[0].Method.ShouldBe("views.open");
        var view = _slack.Views.Open.ShouldHaveSingleItem();
        view.User.ShouldBe("U0CSMANNA1");
        ((string?)view.View["title"]!["text"]).ShouldBe("Plan");
        ((string?)view.View["submit"]!["text"]).ShouldBe("Save");
        var inputs = view.View["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").ToList();
        inputs.Select(input => (string?)input!["block_id"]).ShouldBe(["note", "until"]);
        ((string?)inputs[0]!["element"]!["initial_value"]).ShouldBe("call them");
    }

    [Fact]
    public async Task In_a_crowd_the_press_is_acknowledged_first_and_its_form_opens_when_it_is_known()
    {
        var later = _host.Receiver.Later = new TaskCompletionSource<TurnAnswer>();
        (await PressAsync()).ShouldBe((200, ""));
        _slack.CallsTo("views.open").ShouldBeEmpty();

        later.SetResult(new TurnAnswer(IsFinished: true, Form: Form()));
        for (var look = 0; _slack.CallsTo("views.open").Count == 0 && look < 500; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }

        _slack.CallsTo("views.open").ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "SL-24")]
    [Trait("Conformance", "SL-25")]
    public async Task A_sent_form_is_a_card_action_of_the_place_it_was_opened_from_and_closes_with_an_empty_answer()
    {
        (await SubmitAsync(await OpenedAsync())).ShouldBe((200, ""));

        var turn = _host.Receiver.Turns[^1];
        turn.Kind.ShouldBe(TurnKind.CardAction);
        turn.IsInvoke.ShouldBeTrue();
        turn.Conversation.ShouldBe(_host.Receiver.Turns[0].Conversation);
        turn.From.Key.ShouldBe("slack|T0STAFF001|U0CSMANNA1");
        turn.Action!.Verb.ShouldBe("alert.plan");
        turn.Action.IsForm.ShouldBeTrue();
        turn.Action.MessageId.ShouldBe("1795000200.000400");
        turn.Action.Data.ShouldBe(
            new Dictionary<string, string> { ["alertId"] = "7d1f", ["days"] = "3", ["note"] = "calling at 15:00", ["until"] = "2026-12-01" }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_form_twice_has_one_key_and_a_corrected_one_another()
    {
        var metadata = await OpenedAsync();

        await SubmitAsync(metadata);
        await SubmitAsync(metadata);
        await SubmitAsync(metadata, note: "calling at 16:00");

        var keys = _host.Receiver.Turns.Skip(1).Select(turn => turn.DeliveryKey).ToList();
        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0]);
    }

    [Fact]
    [Trait("Conformance", "SL-23")]
    public async Task What_is_wrong_stands_beside_its_input_and_what_concerns_none_beside_the_first()
    {
        var metadata = await OpenedAsync();
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: Form() with
        {
            Errors = new Dictionary<string, string> { ["until"] = "That day is over.", [""] = "Somebody was faster.", ["gone"] = "Say which." },
        });

        var (status, body) = await SubmitAsync(metadata);

        status.ShouldBe(200);
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(
            """{ "response_action": "errors", "errors": { "until": "That day is over.", "note": "Somebody was faster. Say which." } }""")).ShouldBeTrue(body);
    }

    [Fact]
    [Trait("Conformance", "SL-24")]
    public async Task A_form_that_leads_to_another_shows_it_in_the_same_modal()
    {
        var metadata = await OpenedAsync();
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: Form() with { Title = "And then?" });

        var answer = JsonNode.Parse((await SubmitAsync(metadata)).Body)!;

        ((string?)answer["response_action"]).ShouldBe("update");
        FakeSlackViews.Faults(answer["view"]!.AsObject(), "modal").ShouldBeEmpty();
        ((string?)answer["view"]!["title"]!["text"]).ShouldBe("And then?");
        ((string?)answer["view"]!["private_metadata"]).ShouldBe(metadata);
    }

    [Fact]
    [Trait("Conformance", "SL-24")]
    public async Task A_notice_after_a_form_is_said_to_the_person_alone_and_not_in_the_answer()
    {
        var metadata = await OpenedAsync();
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Notice: "Saved & noted");

        (await SubmitAsync(metadata)).ShouldBe((200, ""));

        var said = _slack.Messages.ShouldHaveSingleItem();
        (said.Channel, said.OnlyFor, said.Text).ShouldBe(("C0CSALERTS", "U0CSMANNA1", "Saved &amp; noted"));
    }

    [Theory]
    [Trait("Conformance", "SL-26")]
    [InlineData("expired_trigger_id")]
    [InlineData("exchanged_trigger_id")]
    [InlineData("trigger_expired")]
    [InlineData("trigger_exchanged")]
    public async Task A_form_that_came_too_late_is_not_tried_twice_and_the_person_is_asked_to_press_again(string error)
    {
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: Form());
        _slack.FailNext("views.open", error);

        (await PressAsync()).ShouldBe((200, ""));

        _slack.CallsTo("views.open").Count.ShouldBe(1);
        var hint = _slack.Messages.ShouldHaveSingleItem();
        (hint.OnlyFor, hint.Text).ShouldBe(("U0CSMANNA1", "Het formulier kon niet worden geopend. Druk nog een keer."));
    }

    [Fact]
    [Trait("Conformance", "SL-26")]
    public async Task The_hint_is_in_English_for_whoever_has_another_language()
    {
        _slack.AddUser("""{ "id": "U0CSMANNA1", "team_id": "T0STAFF001", "locale": "fr-FR" }""");
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: Form());
        var late = _slack.Views.MintTrigger("U0CSMANNA1");
        _host.Clock.Now += TimeSpan.FromSeconds(4);

        await PressAsync(trigger: late);

        _slack.Messages.ShouldHaveSingleItem().Text.ShouldBe("The form could not be opened. Please press again.");
    }

    [Theory]
    [Trait("Conformance", "SL-11")]
    [InlineData("a press that opens a form")]
    [InlineData("a button that only opens")]
    [InlineData("a press on a card that is gone")]
    [InlineData("a sent form that is answered with a notice")]
    public async Task Slack_keeps_no_acknowledgement_waiting(string deed)
    {
        var metadata = await OpenedAsync();
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Notice: "Saved", Form: deed == "a press that opens a form" ? Form() : null);
        _host.Cards.Card = deed == "a button that only opens" ? PostedCard : null;
        _host.Patience = TimeSpan.FromMinutes(5);
        foreach (var method in (string[])["views.open", "chat.postEphemeral", "users.info"])
        {
            _slack.Next(method, new FakeSlackAnswer(Delay: TimeSpan.FromMinutes(5)));
        }

        var answer = deed switch
        {
            "a press that opens a form" => await PressAsync(),
            "a sent form that is answered with a notice" => await SubmitAsync(metadata),
            _ => await PressAsync(Press(PostedCard, "Save")),
        };

        answer.ShouldBe((200, ""));
    }

    [Theory]
    [Trait("Conformance", "SL-11")]
    [InlineData("press")]
    [InlineData("form")]
    [InlineData("command")]
    public async Task What_cannot_be_committed_in_time_is_answered_503(string kind)
    {
        using var released = new ManualResetEventSlim();
        var metadata = await OpenedAsync();
        _host.Receiver.Lock = released;

        var status = kind switch
        {
            "press" => (await PressAsync()).Status,
            "form" => (await SubmitAsync(metadata)).Status,
            _ => (int)(await _host.Client.SendAsync(_host.Signer.Command(Payloads.Command))).StatusCode,
        };

        status.ShouldBe(503);
        released.Set();
    }

    [Fact]
    [Trait("Conformance", "SL-11")]
    public void What_is_waited_for_leaves_room_in_the_three_seconds_that_Slack_waits() =>
        SlackInbox.AckLimit.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5));

    [Theory]
    [Trait("Conformance", "SL-30")]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("""{ "Verb": 5, "Channel": "C0CSALERTS" }""")]
    [InlineData("""{ "Verb": "alert.plan" }""")]
    [InlineData("""[ "alert.plan" ]""")]
    public async Task A_form_that_does_not_say_what_it_is_for_has_no_effect_and_is_noted(string metadata)
    {
        (await SubmitAsync(metadata)).ShouldBe((200, ""));

        _host.Receiver.Turns.ShouldBeEmpty();
        _host.Log.Lines.ShouldContain(line => line.Text.Contains("does not say what it is for"));
    }

    [Fact]
    [Trait("Conformance", "SL-30")]
    public async Task Whose_workspace_it_is_and_who_sent_it_are_not_read_from_the_form()
    {
        await SubmitAsync("""{ "Verb": "alert.plan", "Channel": "C0CSALERTS", "Team": "T0OTHER001", "TenantId": "T0OTHER001", "User": "U0CSLEAD01", "Data": { "alertId": "other" } }""");

        var turn = _host.Receiver.Turns.ShouldHaveSingleItem();
        turn.Conversation.TenantId.ShouldBe("T0STAFF001");
        turn.From.UserId.ShouldBe("U0CSMANNA1");
    }

    [Theory]
    [Trait("Conformance", "SL-53")]
    [InlineData("T0CUSTOM99", "T0STAFF001")]
    [InlineData("T0STAFF001", null)]
    public async Task A_form_of_somebody_of_another_company_belongs_to_the_installation_it_was_opened_by(string team, string? installedIn)
    {
        // Our installation is known from here on, and other ones' requests are dropped.
        await _host.Channel.ProveAsync(new Person { ChannelId = "slack", UserId = "U0CUSTOMER" }, TestMessages.Channel, CancellationToken.None);
        var payload = JsonNode.Parse(Payloads.Submission("""{ "Verb": "survey.answer", "Channel": "D0CUSTOMER" }""", user: """{ "id": "U0CUSTOMER", "team_id": "T0CUSTOM99" }"""))!;
        payload["team"]!["id"] = team;
        payload["view"]!["app_installed_team_id"] = installedIn;

        (await SendAsync(payload.ToJsonString())).ShouldBe((200, ""));

        var turn = _host.Receiver.Turns.ShouldHaveSingleItem();
        turn.Conversation.TenantId.ShouldBe("T0STAFF001");
        turn.From.ShouldBe(new Person { ChannelId = "slack", UserId = "U0CUSTOMER", TenantId = "T0STAFF001", ActingTenantId = "T0CUSTOM99" });
    }

    [Fact]
    public async Task A_form_with_more_data_than_a_modal_carries_is_not_opened()
    {
        var card = FormCard.Replace("7d1f", new string('x', 3000), StringComparison.Ordinal);
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: new CardForm("Plan", new MessageContent("Plan", JsonNode.Parse(card)!.AsObject())));

        (await PressAsync()).ShouldBe((200, ""));

        _slack.CallsTo("views.open").ShouldBeEmpty();
        _slack.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBe("U0CSMANNA1");
    }

    [Fact]
    public async Task A_button_that_only_opens_shows_the_posted_cards_form_without_any_turn()
    {
        _host.Cards.Card = PostedCard;

        (await PressAsync(Press(PostedCard, "Save"))).ShouldBe((200, ""));

        _host.Receiver.Turns.ShouldBeEmpty();
        var metadata = (string?)_slack.Views.Open.ShouldHaveSingleItem().View["private_metadata"];
        await SubmitAsync(metadata!);
        var action = _host.Receiver.Turns.ShouldHaveSingleItem().Action!;
        (action.Verb, action.Data["alertId"], action.Data["note"]).ShouldBe(("alert.plan", "7d1f", "calling at 15:00"));
    }

    [Fact]
    public async Task A_nested_card_opens_as_a_modal_of_its_own()
    {
        _host.Cards.Card = PostedCard;

        await PressAsync(Press(PostedCard, "More"));

        var view = _slack.Views.Open.ShouldHaveSingleItem().View;
        view["submit"].ShouldBeNull();
        view.ToJsonString().ShouldContain("All of it");
    }

    [Fact]
    public async Task An_entry_of_the_menu_is_pressed_in_the_place_of_its_action()
    {
        _host.Cards.Card = CardWithMenu;

        await PressAsync(Press(CardWithMenu, "Plan"));

        var action = _host.Receiver.Turns.ShouldHaveSingleItem().Action!;
        (action.Verb, action.Data["alertId"], action.MessageId).ShouldBe(("alert.plan", "7d1f", "1795000200.000400"));
    }

    [Theory]
    [InlineData(null, "card:open#0-12345678")]
    [InlineData(PostedCard, "card:open#0-12345678")]
    [InlineData(PostedCard, "card:open#x")]
    public async Task A_card_or_action_that_is_gone_is_said_to_be(string? card, string element)
    {
        _host.Cards.Card = card;

        (await PressAsync($$"""{ "type": "button", "action_id": "{{element}}", "action_ts": "1.1" }""")).ShouldBe((200, ""));

        _host.Receiver.Turns.ShouldBeEmpty();
        _slack.Messages.ShouldHaveSingleItem().Text.ShouldBe("Deze kaart is verouderd. Vraag hem opnieuw op.");
    }

    [Fact]
    [Trait("Conformance", "SL-29")]
    public async Task A_link_in_the_menu_is_acknowledged_without_noise()
    {
        (await PressAsync("""{ "type": "overflow", "action_id": "card:more", "action_ts": "1.1", "selected_option": { "value": "link#2", "url": "https://example.com" } }"""))
            .ShouldBe((200, ""));

        _host.Receiver.Turns.ShouldBeEmpty();
        _slack.Messages.ShouldBeEmpty();
        _host.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    [Trait("Conformance", "SL-11")]
    public async Task A_posted_card_that_is_not_found_in_time_is_answered_503()
    {
        _host.Cards.Card = PostedCard;
        _host.Cards.Pause = TimeSpan.FromMinutes(5);

        (await PressAsync(Press(PostedCard, "Save"))).Status.ShouldBe(503);
    }

    private static CardForm Form() => new("Plan", new MessageContent("Plan", JsonNode.Parse(FormCard)!.AsObject()));

    /// <returns>What the modal that a press opened carries along.</returns>
    private async Task<string> OpenedAsync()
    {
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true, Form: Form());
        await PressAsync();
        _host.Receiver.Answer = new TurnAnswer(IsFinished: true);
        return (string)_slack.Views.Open.ShouldHaveSingleItem().View["private_metadata"]!;
    }

    /// <summary>Without a response_url, so that what is said privately goes the ordinary way.</summary>
    private Task<(int Status, string Body)> PressAsync(
        string action = """{ "type": "button", "action_id": "alert.plan", "action_ts": "1.1" }""", string? trigger = null) =>
        SendAsync(Payloads.Press(action, trigger: trigger ?? _slack.Views.MintTrigger("U0CSMANNA1"), responseUrl: ""));

    private Task<(int Status, string Body)> SubmitAsync(string metadata, string note = "calling at 15:00") => SendAsync(Payloads.Submission(metadata, note));

    private async Task<(int Status, string Body)> SendAsync(string payload)
    {
        var answer = await _host.Client.SendAsync(_host.Signer.Interaction(payload));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A press on what the card shows under this title: a button, or an entry of a menu.</summary>
    private static string Press(string card, string title)
    {
        var elements = AdaptiveCardRenderer.Render("", JsonNode.Parse(card)!.AsObject()).Blocks.SelectMany(block => block!["elements"] as JsonArray ?? []);
        var press = elements.Select(element => element!.AsObject()).SelectMany(element => (element["options"] as JsonArray ?? [null]).Select(option => new JsonObject
        {
            ["type"] = element["type"]!.DeepClone(),
            ["action_id"] = element["action_id"]!.DeepClone(),
            ["action_ts"] = "1.1",
            ["value"] = element["value"]?.DeepClone(),
            ["selected_option"] = option?.DeepClone(),
            ["text"] = (option ?? element)["text"]!.DeepClone(),
        }));
        return press.Single(p => (string?)p["text"]!["text"] == title).ToJsonString();
    }
}
