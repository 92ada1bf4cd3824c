using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackInteractionsTests
{
    [Fact]
    [Trait("Conformance", "SL-20")]
    public async Task A_press_becomes_a_card_action_and_the_answer_is_empty()
    {
        await using var host = await SlackTestHost.StartAsync();

        var answer = await host.Client.SendAsync(host.Signer.Interaction(Payloads.Press()));

        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var turn = host.Receiver.Turns.ShouldHaveSingleItem();
        turn.Kind.ShouldBe(TurnKind.CardAction);
        turn.DeliveryKey.ShouldBe("slack|C0CSALERTS|1795000200.000400|U0CSMANNA1|alert.acknowledge|1795000260.123456");
        turn.Conversation.Key.ShouldBe("slack|T0STAFF001|C0CSALERTS");
        turn.Conversation.ThreadId.ShouldBe("1795000100.000900");
        turn.From.Key.ShouldBe("slack|T0STAFF001|U0CSMANNA1");
        turn.Action!.Verb.ShouldBe("alert.acknowledge");
        turn.Action.MessageId.ShouldBe("1795000200.000400");
        turn.IsInvoke.ShouldBeTrue();
        turn.Action.Data.ShouldBe(new Dictionary<string, string> { ["alertId"] = "7d1f", ["days"] = "3", ["isUrgent"] = "true" }, ignoreOrder: true);
    }

    [Fact]
    [Trait("Conformance", "SL-25")]
    public void Every_kind_of_input_is_read_whatever_the_culture()
    {
        const string State = """
            {
              "choice": { "value": { "type": "static_select", "selected_option": { "text": { "type": "plain_text", "text": "Nine" }, "value": "9" } } },
              "external": { "value": { "type": "external_select", "selected_option": { "value": "x" } } },
              "radio": { "value": { "type": "radio_buttons", "selected_option": { "value": "4" } } },
              "menu": { "value": { "type": "overflow", "selected_option": { "value": "m" } } },
              "externals": { "value": { "type": "multi_external_select", "selected_options": [ { "value": "x" }, { "value": "y" } ] } },
              "rooms": { "value": { "type": "multi_conversations_select", "selected_conversations": [ "C1", "D1" ] } },
              "channels": { "value": { "type": "multi_channels_select", "selected_channels": [ "C2", "C3" ] } },
              "many": { "value": { "type": "multi_static_select", "selected_options": [ { "value": "a" }, { "value": "b" } ] } },
              "boxes": { "value": { "type": "checkboxes", "selected_options": [ { "value": "support" } ] } },
              "date": { "value": { "type": "datepicker", "selected_date": "2026-12-01" } },
              "time": { "value": { "type": "timepicker", "selected_time": "13:30" } },
              "instant": { "value": { "type": "datetimepicker", "selected_date_time": 1795000000 } },
              "text": { "value": { "type": "plain_text_input", "value": "calling at 15:00" } },
              "mail": { "value": { "type": "email_text_input", "value": "kim@example.com" } },
              "page": { "value": { "type": "url_text_input", "value": "https://example.com" } },
              "number": { "value": { "type": "number_input", "value": "1234.5" } },
              "user": { "value": { "type": "users_select", "selected_user": "U1" } },
              "room": { "value": { "type": "conversations_select", "selected_conversation": "C1" } },
              "channel": { "value": { "type": "channels_select", "selected_channel": "C2" } },
              "users": { "value": { "type": "multi_users_select", "selected_users": [ "U1", "U2" ] } },
              "rich": { "value": { "type": "rich_text_input", "rich_text_value": { "type": "rich_text", "elements": [ { "type": "rich_text_section", "elements": [ { "type": "text", "text": "so " }, { "type": "text", "text": "it is" } ] } ] } } },
              "on": { "toggle#no": { "type": "checkboxes", "selected_options": [ { "value": "yes" } ] } },
              "off": { "toggle#no": { "type": "checkboxes", "selected_options": [] } },
              "noChoice": { "value": { "type": "static_select", "selected_option": null } },
              "noMany": { "value": { "type": "multi_static_select", "selected_options": [] } },
              "noDate": { "value": { "type": "datepicker", "selected_date": null } },
              "noInstant": { "value": { "type": "datetimepicker", "selected_date_time": null } },
              "noText": { "value": { "type": "plain_text_input", "value": null } },
              "emptyText": { "value": { "type": "plain_text_input", "value": "" } },
              "noNumber": { "value": { "type": "number_input", "value": null } },
              "wrongNumber": { "value": { "type": "number_input", "value": "1.234,5" } },
              "newKind": { "value": { "type": "hologram", "value": "?" } },
              "odd": 5
            }
            """;
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nl-NL");
        try
        {
            using var state = JsonDocument.Parse(State);
            SlackInputs.Read(state.RootElement).ToDictionary(input => input.Id, input => input.Answer).ShouldBe(
                new Dictionary<string, string>
                {
                    ["choice"] = "9",
                    ["external"] = "x",
                    ["radio"] = "4",
                    ["menu"] = "m",
                    ["externals"] = "x,y",
                    ["rooms"] = "C1,D1",
                    ["channels"] = "C2,C3",
                    ["many"] = "a,b",
                    ["boxes"] = "support",
                    ["date"] = "2026-12-01",
                    ["time"] = "13:30",
                    ["instant"] = "1795000000",
                    ["text"] = "calling at 15:00",
                    ["mail"] = "kim@example.com",
                    ["page"] = "https://example.com",
                    ["number"] = "1234.5",
                    ["user"] = "U1",
                    ["room"] = "C1",
                    ["channel"] = "C2",
                    ["users"] = "U1,U2",
                    ["rich"] = "so it is",
                    ["on"] = "yes",
                    ["off"] = "no",
                },
                ignoreOrder: true);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task What_follows_the_hash_of_an_action_id_is_not_part_of_the_verb()
    {
        var turn = (await TurnsAsync(Payloads.Press("""{ "type": "button", "action_id": "survey.answer#9", "value": "{\"nps\":\"9\"}", "action_ts": "1.1" }"""))).ShouldHaveSingleItem();

        turn.Action!.Verb.ShouldBe("survey.answer");
        turn.Action.Data["nps"].ShouldBe("9");
    }

    [Theory]
    [Trait("Conformance", "SL-29")]
    [InlineData("""{ "type": "button", "action_id": "link#1", "action_ts": "1.1" }""")]
    [InlineData("""{ "type": "button", "action_id": "alert.open", "url": "https://example.com", "action_ts": "1.1" }""")]
    public async Task A_link_button_is_acknowledged_without_noise(string action)
    {
        await using var host = await SlackTestHost.StartAsync();

        ((int)(await host.Client.SendAsync(host.Signer.Interaction(Payloads.Press(action)))).StatusCode).ShouldBe(200);

        host.Receiver.Turns.ShouldBeEmpty();
        host.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Theory]
    [Trait("Conformance", "SL-18")]
    [InlineData("""{ "type": "view_submission", "api_app_id": "A0RETBOT01", "view": { "callback_id": "x" } }""")]
    [InlineData("""{ "type": "view_closed" }""")]
    [InlineData("""{ "type": "shortcut", "callback_id": "x" }""")]
    [InlineData("""{ "type": "message_action" }""")]
    [InlineData("""{ "type": "brand_new" }""")]
    [InlineData("""{ "type": "block_actions", "api_app_id": "A0RETBOT01", "actions": [ { "type": "static_select", "action_id": "x" } ] }""")]
    [InlineData("""{ "type": "block_actions", "api_app_id": "A0RETBOT01", "actions": [] }""")]
    [InlineData("""{ "type": "block_actions", "api_app_id": "A0RETBOT01", "actions": 5 }""")]
    public async Task Other_interactions_are_acknowledged_with_nothing(string payload)
    {
        await using var host = await SlackTestHost.StartAsync();

        var answer = await host.Client.SendAsync(host.Signer.Interaction(payload));

        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        host.Receiver.Turns.ShouldBeEmpty();
        host.Log.Lines.ShouldContain(line => line.Text.StartsWith("Slack ") && (line.Text.EndsWith("ignored") || line.Text.EndsWith("dropped")));
    }

    [Fact]
    public async Task The_choice_of_a_menu_brings_its_data_and_a_select_its_state()
    {
        const string Menu = """
            { "type": "overflow", "action_id": "alert.snooze", "action_ts": "1.1", "selected_option": { "text": { "type": "plain_text", "text": "A week" }, "value": "{\"days\":7}" } }
            """;
        const string Select = """{ "type": "static_select", "action_id": "alert.assign", "block_id": "owner", "action_ts": "1.2", "selected_option": { "value": "U0CSLEAD01" } }""";
        const string State = """{ "owner": { "alert.assign": { "type": "static_select", "selected_option": { "value": "U0CSLEAD01" } } } }""";

        (await TurnsAsync(Payloads.Press(Menu))).ShouldHaveSingleItem().Action!.Data.ShouldBe(new Dictionary<string, string> { ["days"] = "7" });
        (await TurnsAsync(Payloads.Press(Select, State))).ShouldHaveSingleItem().Action!.Data.ShouldBe(new Dictionary<string, string> { ["owner"] = "U0CSLEAD01" });
    }

    [Theory]
    [Trait("Conformance", "SL-18")]
    [InlineData("""{ "type": "static_select", "action_id": "value", "action_ts": "1.1" }""")]
    [InlineData("""{ "type": "checkboxes", "action_id": "toggle#no", "action_ts": "1.1" }""")]
    [InlineData("""{ "type": "hologram", "action_id": "alert.acknowledge", "action_ts": "1.1" }""")]
    public async Task Filling_in_an_input_and_elements_of_an_unknown_kind_are_no_press(string action) => (await TurnsAsync(Payloads.Press(action))).ShouldBeEmpty();

    [Fact]
    public async Task What_comes_of_a_press_on_the_home_page_is_said_in_the_persons_own_chat()
    {
        var press = Payloads.Press(container: """{ "type": "view", "view_id": "V1" }""", message: "null")
            .Replace("\"channel\": { \"id\": \"C0CSALERTS\", \"name\": \"cs-alerts\" }", "\"view\": { \"type\": \"home\" }", StringComparison.Ordinal);

        var turn = (await TurnsAsync(press)).ShouldHaveSingleItem();

        turn.Conversation.ShouldBe(new ConversationRef
        {
            ChannelId = "slack",
            ConversationId = "U0CSMANNA1",
            PersonId = "U0CSMANNA1",
            Kind = ConversationKind.Personal,
            TenantId = "T0STAFF001",
        });
        turn.Action!.MessageId.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_for_one_person_is_not_named_since_it_cannot_be_rewritten()
    {
        var turn = (await TurnsAsync(Payloads.Press(
            container: """{ "type": "message", "message_ts": "1795000200.000400", "channel_id": "C0CSALERTS", "is_ephemeral": true }"""))).ShouldHaveSingleItem();

        turn.Action!.MessageId.ShouldBeNull();
    }

    [Fact]
    [Trait("Conformance", "SL-48")]
    public async Task The_workspace_the_presser_acts_in_is_told_beside_their_name()
    {
        var turn = (await TurnsAsync(Payloads.Press(user: """{ "id": "U0CUSTOMER", "team_id": "T0CUSTOM99" }"""))).ShouldHaveSingleItem();

        turn.From.Key.ShouldBe("slack|T0STAFF001|U0CUSTOMER");
        turn.From.ActingTenantId.ShouldBe("T0CUSTOM99");
        turn.Conversation.TenantId.ShouldBe("T0STAFF001");
    }

    [Fact]
    public async Task A_slash_command_is_a_private_message_and_shows_nothing_by_itself()
    {
        await using var host = await SlackTestHost.StartAsync();

        var answer = await host.Client.SendAsync(host.Signer.Command(Payloads.Command));

        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var turn = host.Receiver.Turns.ShouldHaveSingleItem();
        turn.Text.ShouldBe("churn last month & NPS");
        turn.DeliveryKey.ShouldBe("slack|command|1.2.d");
        turn.Conversation.Kind.ShouldBe(ConversationKind.Channel);
        turn.From.Key.ShouldBe("slack|T0STAFF001|U0CSMANNA1");
        turn.From.Name.ShouldBeNull();
        turn.IsPrivate.ShouldBeTrue();
    }

    [Fact]
    [Trait("Conformance", "SL-45")]
    public async Task What_follows_a_slash_command_arrives_as_it_was_meant()
    {
        await using var host = await SlackTestHost.StartAsync();

        await host.Client.SendAsync(host.Signer.Command(Payloads.Command.Replace("+%26+NPS", "+of+R%26amp%3BD+at+%3Chttps%3A%2F%2Fexample.com%7CAcme%3E", StringComparison.Ordinal)));

        host.Receiver.Turns.ShouldHaveSingleItem().Text.ShouldBe("churn last month of R&D at Acme");
    }

    [Fact]
    public async Task A_slash_command_in_a_direct_message_is_personal()
    {
        await using var host = await SlackTestHost.StartAsync();

        await host.Client.SendAsync(host.Signer.Command(Payloads.Command.Replace("cs-alerts", "directmessage", StringComparison.Ordinal)));

        var conversation = host.Receiver.Turns.ShouldHaveSingleItem().Conversation;
        conversation.Kind.ShouldBe(ConversationKind.Personal);
        (conversation.ConversationId, conversation.PersonId).ShouldBe(("U0CSMANNA1", "U0CSMANNA1"));
    }

    [Theory]
    [Trait("Conformance", "SL-19")]
    [InlineData("/slack/commands")]
    [InlineData("/slack/interactions")]
    public async Task The_certificate_probe_is_answered(string path)
    {
        await using var host = await SlackTestHost.StartAsync();

        var answer = await host.Client.SendAsync(host.Signer.Request(path, "ssl_check=1&token=deprecated", "application/x-www-form-urlencoded"));

        ((int)answer.StatusCode).ShouldBe(200);
        host.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Conformance", "SL-10")]
    [InlineData("A0RETBOT01", "A0OTHER", 0)]
    [InlineData("T0STAFF001", "T0OTHER001", 0)]
    [InlineData("A0RETBOT01", "A0RETBOT01", 3)]
    public async Task What_is_for_another_app_or_installation_is_acknowledged_and_dropped(string ours, string theirs, int turns)
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var host = await SlackTestHost.StartAsync(slack);
        await host.Channel.ProveAsync(new Person { ChannelId = "slack", UserId = "U0CSMANNA1" }, TestMessages.Channel, CancellationToken.None);
        var form = Payloads.Submission("""{ "Verb": "alert.plan", "Channel": "C0CSALERTS" }""");
        HttpRequestMessage[] requests = [
            host.Signer.Interaction(Payloads.Press().Replace(ours, theirs, StringComparison.Ordinal)),
            host.Signer.Interaction(form.Replace(ours, theirs, StringComparison.Ordinal)),
            host.Signer.Command(Payloads.Command.Replace(ours, theirs, StringComparison.Ordinal))];

        foreach (var request in requests)
        {
            var answer = await host.Client.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(200);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        host.Receiver.Turns.Count.ShouldBe(turns);
    }

    private static async Task<IReadOnlyList<InboundTurn>> TurnsAsync(string payload)
    {
        await using var host = await SlackTestHost.StartAsync();
        ((int)(await host.Client.SendAsync(host.Signer.Interaction(payload))).StatusCode).ShouldBe(200);
        return host.Receiver.Turns;
    }
}
