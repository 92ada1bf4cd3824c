using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What an activity becomes.</summary>
public sealed class TurnMapperTests
{
    /// <summary>What is worked out from other members (the room, the keys) is not stored.</summary>
    private static readonly JsonSerializerOptions StoredJson = new() { IgnoreReadOnlyProperties = true };

    [Fact, Trait("Conformance", "BF-37")]
    public void A_message_in_a_channel_names_its_room_thread_person_and_text()
    {
        var turn = Map(Payloads.InChannel("message", $$"""
            { "text": "<at>RetentionBot</at>&nbsp;wat was de churn vorige maand?\n",
              "entities": [ { "type": "mention", "text": "<at>RetentionBot</at>", "mentioned": { "id": "{{Payloads.Bot}}", "name": "RetentionBot" } } ] }
            """))!;

        turn.ShouldBe(new InboundTurn
        {
            DeliveryKey = $"msteams|{Payloads.Channel};messageid={Payloads.Root}|1795162542999",
            Kind = TurnKind.Message,
            Conversation = new ConversationRef
            {
                ChannelId = "msteams",
                ConversationId = Payloads.Channel,
                ThreadId = Payloads.Root,
                Kind = ConversationKind.Channel,
                ServiceUrl = Payloads.ServiceUrl,
                TenantId = Payloads.Tenant,
                BotId = Payloads.Bot,
                Name = "Churn watch",
            },
            From = new Person
            {
                ChannelId = "msteams",
                UserId = Payloads.Anouk,
                TenantId = Payloads.Tenant,
                AadObjectId = "a4f0c7d1-93e8-4b15-8c2a-0f6e5d3b7a21",
                Name = "Anouk de Wit",
            },
            Text = "wat was de churn vorige maand?",
            Locale = "nl-NL",
            MessageId = "1795162542999",
        });
    }

    [Theory, Trait("Conformance", "BF-37"), Trait("Conformance", "BF-38")]
    [InlineData("please <at>RetentionBot</at> assign Fabrikam &amp; Sons to <at>Tom Bakker</at> thanks <AT>retentionbot</AT>", "please assign Fabrikam & Sons to Tom Bakker thanks")]
    [InlineData("<at>RetentionBot</at>&nbsp;\u00a0 churn\r\n last\tmonth ", "churn last month")]
    [InlineData("<at>RetentionBot</at>", "")]
    [InlineData("mrr &lt; 5 &gt; 3 caf&eacute;", "mrr < 5 > 3 café")]
    [InlineData("<at id=\"1\">Somebody</at> said churn", "Somebody said churn")]
    public void Own_mentions_go_and_other_peoples_names_stay(string text, string expected)
    {
        var activity = Payloads.InChannel("message", $$"""
            { "entities": [
                { "type": "Mention", "text": "<at>RetentionBot</at>", "mentioned": { "id": "{{Payloads.Bot}}", "name": "RetentionBot" } },
                { "type": "mention", "text": "<at>Tom Bakker</at>", "mentioned": { "id": "29:1Tom", "name": "Tom Bakker" } },
                { "type": "clientInfo", "locale": "en-US" }, null ] }
            """);
        activity["text"] = text;

        Map(activity)!.Text.ShouldBe(expected);
    }

    [Fact, Trait("Conformance", "BF-38")]
    public void Who_is_mentioned_is_read_from_the_entities_alone()
    {
        // Somebody else carries the bot's name in the text; no entity says it is the bot.
        var turn = Map(Payloads.InChannel("message", """{ "text": "<at>RetentionBot</at> churn", "entities": [ { "type": "mention", "mentioned": { "id": "29:1Tom", "name": "RetentionBot" } } ] }"""))!;

        turn.Text.ShouldBe("RetentionBot churn");
    }

    [Fact, Trait("Conformance", "BF-37")]
    public void A_mention_without_its_text_is_found_by_its_name()
    {
        var turn = Map(Payloads.InChannel("message", $$"""{ "text": "<at>RetentionBot</at> churn", "entities": [ { "type": "mention", "mentioned": { "id": "{{Payloads.Bot}}", "name": "RetentionBot" } } ] }"""))!;

        turn.Text.ShouldBe("churn");
    }

    [Theory]
    [InlineData("""{ "id": "a:1", "conversationType": "personal" }""", "{}", ConversationKind.Personal)]
    [InlineData("""{ "id": "19:x@thread.v2", "conversationType": "groupChat" }""", "{}", ConversationKind.Group)]
    [InlineData("""{ "id": "19:x@thread.v2", "isGroup": true }""", "{}", ConversationKind.Group)]
    [InlineData("""{ "id": "19:x@thread.v2" }""", "{}", ConversationKind.Group)]
    [InlineData("""{ "id": "19:x", "isGroup": true }""", """{ "channel": { "id": "19:x" } }""", ConversationKind.Channel)]
    [InlineData("""{ "id": "a:1" }""", "\"no object\"", ConversationKind.Personal)]
    [InlineData("""{ "id": "a:1" }""", """{ "channel": "no object" }""", ConversationKind.Personal)]
    public void What_sort_of_room_it_is_is_said_or_seen(string conversation, string channelData, ConversationKind kind) =>
        Map(Payloads.InPerson("message", $$"""{ "conversation": {{conversation}}, "channelData": {{channelData}} }"""))!.Conversation.Kind.ShouldBe(kind);

    [Fact]
    public void The_tenant_is_the_conversations_and_else_the_channel_datas()
    {
        var shared = Payloads.InChannel("message", """{ "conversation": { "id": "19:x", "tenantId": "host" }, "channelData": { "tenant": { "id": "other" } } }""");
        var older = Payloads.InChannel("message", """{ "conversation": { "id": "19:x" }, "channelData": { "tenant": { "id": "other" } } }""");

        Map(shared)!.Conversation.TenantId.ShouldBe("host");
        Map(older)!.Conversation.TenantId.ShouldBe("other");
    }

    [Fact, Trait("Conformance", "BF-47")]
    public void Submit_and_Execute_of_one_button_come_out_alike()
    {
        const string Data = """{ "verb": "survey.nps.submit", "score": 9, "reason": "Snel", "mayContact": "true", "ok": true, "empty": "", "none": null, "many": [ "a", "b" ], "msteams": { "feedback": { "hide": true } } }""";
        var submit = Map(Payloads.InPerson("message", $$"""{ "replyToId": "1795163800111", "value": {{Data}} }"""))!;
        var execute = Map(Payloads.InPerson("invoke", $$"""{ "name": "adaptiveCard/action", "replyToId": "1795163800111", "value": { "action": { "type": "Action.Execute", "verb": "survey.nps.submit", "data": {{Data}} } } }"""))!;

        foreach (var turn in new[] { submit, execute })
        {
            turn.Kind.ShouldBe(TurnKind.CardAction);
            turn.Action!.Verb.ShouldBe("survey.nps.submit");
            turn.Action.MessageId.ShouldBe("1795163800111");
            turn.Action.IsRefresh.ShouldBeFalse();
            turn.Action.Data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}")
                .ShouldBe(["many=a,b", "mayContact=true", "ok=true", "reason=Snel", "score=9"]);
            turn.MessageId.ShouldBe("1795163800111");
        }

        submit.IsInvoke.ShouldBeFalse();
        execute.IsInvoke.ShouldBeTrue();
    }

    [Fact]
    public void Data_sent_back_as_text_is_read_too() =>
        Map(Payloads.InPerson("message", """{ "value": "{ \"verb\": \"alert.snooze\", \"days\": \"3\" }" }"""))!.Action!.Data["days"].ShouldBe("3");

    [Theory]
    [InlineData("""{ "days": "3" }""")]
    [InlineData("\"no json\"")]
    [InlineData("[ 1 ]")]
    public void Data_without_a_verb_is_nobodys_button(string value) => Map(Payloads.InPerson("message", $$"""{ "value": {{value}} }""")).ShouldBeNull();

    [Fact]
    public void Text_beside_data_is_a_message() =>
        Map(Payloads.InPerson("message", """{ "text": "churn", "value": { "verb": "alert.snooze" } }"""))!.Kind.ShouldBe(TurnKind.Message);

    [Theory, Trait("Conformance", "BF-48")]
    [InlineData("\"automatic\"", true)]
    [InlineData("\"manual\"", false)]
    [InlineData("null", false)]
    public void An_automatic_trigger_is_a_refresh(string trigger, bool isRefresh) =>
        Map(Payloads.Execute($$"""{ "action": { "type": "Action.Execute", "verb": "alert.refresh" }, "trigger": {{trigger}} }"""))!.Action!.IsRefresh.ShouldBe(isRefresh);

    [Theory, Trait("Conformance", "BF-52")]
    [InlineData("add", TurnKind.BotAdded)]
    [InlineData("add-upgrade", TurnKind.BotAdded)]
    [InlineData("remove", TurnKind.BotRemoved)]
    [InlineData("remove-upgrade", TurnKind.BotRemoved)]
    public void Installing_and_removing_are_told(string action, TurnKind kind) =>
        Map(Payloads.InPerson("installationUpdate", $$"""{ "action": "{{action}}" }"""))!.Kind.ShouldBe(kind);

    [Fact, Trait("Conformance", "BF-52")]
    public void Both_activities_of_one_install_speak_of_the_chosen_channel()
    {
        const string Data = $$"""{ "tenant": { "id": "{{Payloads.Tenant}}" }, "team": { "id": "{{Payloads.Team}}" }, "settings": { "selectedChannel": { "id": "{{Payloads.Channel}}", "name": "Churn watch" } } }""";
        const string InTeam = $$"""{ "id": "{{Payloads.Team}}", "isGroup": true, "conversationType": "channel", "tenantId": "{{Payloads.Tenant}}" }""";

        var installed = Map(Payloads.InChannel("installationUpdate", $$"""{ "id": "f:1", "action": "add", "channelData": {{Data}} }"""))!;
        var added = Map(Payloads.InChannel("conversationUpdate", $$"""{ "id": "f:2", "conversation": {{InTeam}}, "membersAdded": [ { "id": "{{Payloads.Bot}}" } ], "channelData": {{Data}} }"""))!;

        added.Kind.ShouldBe(TurnKind.BotAdded);
        added.Conversation.ConversationId.ShouldBe(Payloads.Channel);
        added.Conversation.Name.ShouldBe("Churn watch");
        added.Conversation.Key.ShouldBe(installed.Conversation.Key);
        installed.Conversation.ThreadId.ShouldBeNull();
        added.DeliveryKey.ShouldNotBe(installed.DeliveryKey);
    }

    [Fact, Trait("Conformance", "BF-52")]
    public void The_bot_among_the_removed_members_is_a_removal() =>
        Map(Payloads.InChannel("conversationUpdate", $$"""{ "membersRemoved": [ { "id": "29:1Tom" }, { "id": "{{Payloads.Bot}}" } ] }"""))!.Kind.ShouldBe(TurnKind.BotRemoved);

    [Theory]
    [InlineData("teamMemberAdded", """{ "membersAdded": [ { "id": "29:1Tom" } ] }""")]
    [InlineData("teamMemberRemoved", """{ "membersRemoved": [ { "id": "29:1Tom" } ] }""")]
    [InlineData("channelShared", "{}")]
    [InlineData("channelUnshared", "{}")]
    [InlineData("channelMemberAdded", """{ "membersAdded": [ { "id": "29:1Tom" } ] }""")]
    [InlineData("ChannelMemberRemoved", "{}")]
    [InlineData(null, """{ "membersAdded": [ null, { "id": "29:1Tom" } ] }""")]
    public void Other_people_in_the_room_are_news_of_its_audience(string? eventType, string more)
    {
        var activity = Payloads.InChannel("conversationUpdate", more);
        activity["conversation"]!["id"] = Payloads.Team;
        activity["channelData"]!["eventType"] = eventType;

        var turn = Map(activity)!;

        turn.Kind.ShouldBe(TurnKind.AudienceChanged);
        turn.DeliveryKey.ShouldBe($"msteams|{Payloads.Team}|1795162542999");
        turn.Conversation.ConversationId.ShouldBe(Payloads.Channel);
        turn.Conversation.ThreadId.ShouldBeNull();
    }

    [Theory, Trait("Conformance", "BF-5")]
    [InlineData("channelRenamed")]
    [InlineData("teamArchived")]
    [InlineData("neverSeenBefore")]
    public void Other_news_of_a_team_are_dropped(string eventType) =>
        Map(Payloads.InChannel("conversationUpdate", $$"""{ "channelData": { "eventType": "{{eventType}}" } }""")).ShouldBeNull();

    [Fact, Trait("Conformance", "BF-52")]
    public void A_deleted_team_is_a_removal() =>
        Map(Payloads.InChannel("conversationUpdate", """{ "channelData": { "eventType": "teamDeleted" } }"""))!.Kind.ShouldBe(TurnKind.BotRemoved);

    [Theory, Trait("Conformance", "BF-5")]
    [InlineData("deliveryMode", "\"neverSeenBefore\"")]
    [InlineData("entities", """[ { "type": "odd" } ]""")]
    [InlineData("channelData", """{ "eventType": "neverSeenBefore" }""")]
    [InlineData("action", "\"neverSeenBefore\"")]
    [InlineData("reactionsAdded", """[ { "type": "neverSeenBefore" } ]""")]
    public void A_message_is_heard_whatever_unknown_comes_with_it(string member, string unknown) =>
        Map(Payloads.InChannel("message", $$"""{ "text": "hello", "{{member}}": {{unknown}} }"""))!.Text.ShouldBe("hello");

    [Fact, Trait("Conformance", "BF-54")]
    public void Signs_are_told_with_the_message_they_stand_under()
    {
        var turn = Map(Payloads.InChannel("messageReaction", """
            { "replyToId": "1795160000123", "reactionsAdded": [ { "type": "like" }, { "type": "1f680_rocket", "new": 1 } ], "reactionsRemoved": [ { "type": "sad" } ] }
            """))!;

        turn.Kind.ShouldBe(TurnKind.Reaction);
        turn.MessageId.ShouldBe("1795160000123");
        turn.From.UserId.ShouldBe(Payloads.Anouk);
        turn.Reactions.ShouldBe([new MessageReaction("like", true), new MessageReaction("1f680_rocket", true), new MessageReaction("sad", false)]);
    }

    [Theory, Trait("Conformance", "BF-54")]
    [InlineData("""{ "reactionsAdded": [ { "type": "like" } ] }""")]
    [InlineData("""{ "reactionsAdded": [ { "type": "like" } ], "replyToId": "" }""")]
    [InlineData("""{ "replyToId": "17" }""")]
    public void Signs_under_nothing_and_no_signs_are_dropped(string more) => Map(Payloads.InChannel("messageReaction", more)).ShouldBeNull();

    [Fact, Trait("Conformance", "BF-38")]
    public void The_people_mentioned_come_in_the_order_of_the_text_each_once_and_without_the_bot()
    {
        var turn = Map(Payloads.InChannel("message", $$"""
            { "text": "<at>RetentionBot</at> <at>Vera</at> asks <at>Tom Bakker</at> and <at>Churn watch</at>, says <at>Nobody</at>",
              "entities": [
                { "type": "mention", "text": "<at>Tom Bakker</at>", "mentioned": { "id": "29:1Tom", "name": "Tom Bakker", "aadObjectId": "d2b85e63" } },
                { "type": "mention", "text": "<at>RetentionBot</at>", "mentioned": { "id": "{{Payloads.Bot}}", "name": "RetentionBot" } },
                { "type": "mention", "mentioned": { "id": "29:1Vera", "name": "Vera" } },
                { "type": "mention", "text": "<at>Tom Bakker</at>", "mentioned": { "id": "29:1Tom", "name": "Tom Bakker" } },
                { "type": "mention", "text": "<at>Churn watch</at>", "mentioned": { "id": "{{Payloads.Channel}}", "name": "Churn watch" } },
                { "type": "mention", "text": "<at>Other bot</at>", "mentioned": { "id": "28:other", "name": "Other bot" } },
                { "type": "mention", "text": "<at>x</at>" }, null ] }
            """))!;

        turn.Mentions.ShouldBe(
        [
            new Person { ChannelId = "msteams", UserId = "29:1Vera", TenantId = Payloads.Tenant, Name = "Vera" },
            new Person { ChannelId = "msteams", UserId = "29:1Tom", TenantId = Payloads.Tenant, Name = "Tom Bakker", AadObjectId = "d2b85e63" },
        ]);
        turn.Text.ShouldBe("Vera asks Tom Bakker and Churn watch, says Nobody");
    }

    [Theory]
    [InlineData("id")]
    [InlineData("from")]
    [InlineData("conversation")]
    public void Without_its_ids_an_activity_is_dropped(string missing) =>
        Map(Payloads.InPerson("message", $$"""{ "text": "hello", "{{missing}}": null }""")).ShouldBeNull();

    [Fact]
    public void Without_a_locale_the_clients_own_is_taken() =>
        Map(Payloads.InPerson("message", """{ "text": "hello", "locale": null, "entities": [ { "type": "clientInfo", "locale": "en-GB" } ] }"""))!.Locale.ShouldBe("en-GB");

    [Fact, Trait("Conformance", "BF-4"), Trait("Conformance", "BF-7")]
    public void Unknown_members_survive_at_every_level_and_bad_dates_harm_nobody()
    {
        var activity = Payloads.InChannel("message", """
            { "text": "hello", "timestamp": "not a date", "localTimestamp": "2026-11-16T09:15:42.3174567+05:45", "x-new": { "deep": [ 1, null ] },
              "from": { "id": "29:1", "role": "user" }, "conversation": { "id": "19:x", "shiny": true },
              "attachments": [ { "contentType": "text/html", "content": "<div/>", "contentUrl": "u" } ], "entities": [ { "type": "odd", "weight": 2 } ],
              "reactionsAdded": [ { "type": "like", "new": 1 } ], "channelData": { "odd": 1, "channel": { "id": "19:x", "name": "Churn watch", "odd": 2 } } }
            """);

        var read = Read(activity);

        var turn = TurnMapper.Map(read)!;
        (turn.Text, turn.Conversation.Name).ShouldBe(("hello", "Churn watch"));
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(read, WireJson.Default.Activity), activity).ShouldBeTrue();
    }

    [Theory, Trait("Conformance", "BF-7")]
    [InlineData("2026-11-16T08:15:42Z")]
    [InlineData("2026-11-16T08:15:42.3Z")]
    [InlineData("2026-11-16T08:15:42.3174567Z")]
    [InlineData("2026-11-16T09:15:42+05:45")]
    [InlineData("2026-11-16T09:15:42.317-11:00")]
    [InlineData("16 november")]
    [InlineData("")]
    public void A_date_may_have_any_fraction_and_offset_and_may_be_none(string date) =>
        Map(Payloads.InChannel("message", $$"""{ "text": "hello", "timestamp": "{{date}}", "localTimestamp": "{{date}}" }"""))!.Text.ShouldBe("hello");

    [Fact]
    public void A_turn_survives_json()
    {
        var turn = Map(Payloads.Execute("""{ "action": { "type": "Action.Execute", "verb": "alert.acknowledge", "data": { "alertId": "al-42" } } }"""))!;

        var back = JsonSerializer.Deserialize<InboundTurn>(JsonSerializer.Serialize(turn, StoredJson))!;

        back.Conversation.ShouldBe(turn.Conversation);
        back.From.ShouldBe(turn.From);
        back.Action!.Verb.ShouldBe("alert.acknowledge");
        back.Action.Data["alertId"].ShouldBe("al-42");
    }

    private static InboundTurn? Map(JsonObject activity) => TurnMapper.Map(Read(activity));

    private static Activity Read(JsonObject activity) => activity.Deserialize(WireJson.Default.Activity)!;
}
