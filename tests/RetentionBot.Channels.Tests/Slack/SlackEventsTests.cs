using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackEventsTests
{
    [Fact]
    [Trait("Conformance", "SL-39")]
    [Trait("Conformance", "SL-45")]
    public async Task A_mention_becomes_a_message_turn_in_its_own_thread()
    {
        var turn = (await TurnsAsync(Payloads.Event(Payloads.Mention("<@U0RETBOT01> churn of Q&amp;A?")))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(TurnKind.Message);
        turn.Text.ShouldBe("churn of Q&A?");
        turn.DeliveryKey.ShouldBe("slack|C0CSALERTS|1795000000.000100");
        turn.MessageId.ShouldBe("1795000000.000100");
        turn.Conversation.ShouldBe(new ConversationRef
        {
            ChannelId = "slack",
            ConversationId = "C0CSALERTS",
            ThreadId = "1795000000.000100",
            Kind = ConversationKind.Channel,
            TenantId = "T0STAFF001",
            BotId = "U0RETBOT01",
        });
        turn.From.ShouldBe(new Person { ChannelId = "slack", UserId = "U0CSMANNA1", TenantId = "T0STAFF001", ActingTenantId = "T0STAFF001" });
    }

    [Fact]
    [Trait("Conformance", "SL-39")]
    public async Task A_mention_in_a_thread_is_answered_under_the_parent()
    {
        var turn = (await TurnsAsync(Payloads.Event(Payloads.Mention(thread: "\"thread_ts\": \"1794999000.000900\",")))).ShouldHaveSingleItem();

        turn.Conversation.ThreadId.ShouldBe("1794999000.000900");
    }

    [Fact]
    public async Task A_direct_message_is_personal_and_has_no_thread()
    {
        var turn = (await TurnsAsync(Payloads.Event(Payloads.Direct))).ShouldHaveSingleItem();

        turn.Conversation.Kind.ShouldBe(ConversationKind.Personal);
        turn.Conversation.ThreadId.ShouldBeNull();
        turn.Text.ShouldBe("wat was de churn vorige maand?");
    }

    [Fact]
    public async Task A_direct_message_in_a_thread_is_answered_in_it()
    {
        var inThread = Payloads.Direct.Replace("\"channel_type\"", "\"thread_ts\": \"1794999000.000900\", \"channel_type\"", StringComparison.Ordinal);
        var turn = (await TurnsAsync(Payloads.Event(inThread))).ShouldHaveSingleItem();

        turn.Conversation.ThreadId.ShouldBe("1794999000.000900");
    }

    [Fact]
    [Trait("Conformance", "SL-49")]
    public async Task Somebody_of_another_company_acts_in_their_own_workspace_on_our_installation()
    {
        var turn = (await TurnsAsync(Payloads.Event(Payloads.ExternalMention, team: "T0CUSTOM99"))).ShouldHaveSingleItem();

        turn.Conversation.TenantId.ShouldBe("T0STAFF001");
        turn.From.ShouldBe(new Person { ChannelId = "slack", UserId = turn.From.UserId, TenantId = "T0STAFF001", ActingTenantId = "T0CUSTOM99" });
    }

    [Fact]
    [Trait("Conformance", "SL-17")]
    public async Task Mention_and_message_of_one_ts_share_a_key_or_make_one_turn()
    {
        const string AsMessage = """
            { "type": "message", "channel_type": "channel", "channel": "C0CSALERTS", "user": "U0CSMANNA1", "text": "<@U0RETBOT01> churn", "ts": "1795000000.000100" }
            """;
        const string MentionInDirect = """
            { "type": "app_mention", "channel": "D0CSMANNA1", "user": "U0CSMANNA1", "text": "<@U0RETBOT01> churn", "ts": "1795000100.000200" }
            """;

        (await TurnsAsync(Payloads.Event(Payloads.Mention(), "Ev1"), Payloads.Event(AsMessage, "Ev2"))).Count.ShouldBe(1);
        var direct = await TurnsAsync(Payloads.Event(Payloads.Direct, "Ev3"), Payloads.Event(MentionInDirect, "Ev4"));
        direct.Select(turn => turn.DeliveryKey).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [Trait("Conformance", "SL-16")]
    [InlineData("""{ "type": "message", "channel_type": "im", "channel": "D1", "user": "U0RETBOT01", "text": "1.8 %", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "channel_type": "im", "channel": "D1", "user": "U2", "bot_id": "B2", "text": "hi", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "subtype": "bot_message", "channel_type": "im", "channel": "D1", "bot_id": "B2", "text": "hi", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "subtype": "message_changed", "channel_type": "im", "channel": "D1", "hidden": true, "message": { "user": "U1" }, "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "subtype": "message_deleted", "channel_type": "im", "channel": "D1", "user": "U1", "hidden": true, "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "subtype": "channel_join", "channel_type": "channel", "channel": "C1", "user": "U1", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "subtype": "message_deleted", "channel_type": "im", "channel": "D1", "user": "U1", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "hidden": true, "text": "hi", "ts": "1.1" }""")]
    [InlineData("""{ "type": "message", "channel_type": "im", "channel": "D1", "user": "USLACKBOT", "text": "hi", "ts": "1.1" }""")]
    [InlineData("""{ "type": "app_mention", "channel": "C1", "user": "U2", "bot_id": "B2", "text": "<@U0RETBOT01>", "ts": "1.1" }""")]
    public async Task Own_messages_other_bots_edits_and_notices_are_dropped(string inner) => (await TurnsAsync(Payloads.Event(inner))).ShouldBeEmpty();

    [Theory]
    [Trait("Conformance", "SL-18")]
    [InlineData("""{ "type": "channel_rename", "channel": { "id": "C1", "name": "x" } }""")]
    [InlineData("""{ "type": "never_heard_of" }""")]
    [InlineData("""{ "type": 7 }""")]
    [InlineData("null")]
    [InlineData("""{ "type": "app_mention", "user": "U1", "channel": { "id": "C1" }, "ts": 5 }""")]
    [InlineData("""{ "type": "app_uninstalled" }""")]
    [InlineData("""{ "type": "tokens_revoked", "tokens": { "oauth": [], "bot": ["U0RETBOT01"] } }""")]
    public async Task Unknown_and_odd_events_are_acknowledged_and_dropped(string inner) => (await TurnsAsync(Payloads.Event(inner))).ShouldBeEmpty();

    [Fact]
    [Trait("Conformance", "SL-18")]
    public async Task An_event_of_an_unknown_kind_is_in_the_log()
    {
        await using var host = await SlackTestHost.StartAsync();

        (await PostAsync(host, Payloads.Event("""{ "type": "never_heard_of" }""", "Ev79"))).ShouldBe(200);

        host.Log.Lines.ShouldContain(line => line.Text == "Slack event never_heard_of Ev79 ignored");
    }

    [Theory]
    [InlineData("""{ "type": "member_joined_channel", "user": "U0RETBOT01", "channel": "C1", "inviter": "U0CSMANNA1", "team": "T0STAFF001" }""", TurnKind.BotAdded)]
    [InlineData("""{ "type": "member_left_channel", "user": "U0RETBOT01", "channel": "C1", "team": "T0STAFF001" }""", TurnKind.BotRemoved)]
    [InlineData("""{ "type": "channel_left", "channel": "C1" }""", TurnKind.BotRemoved)]
    [InlineData("""{ "type": "channel_archive", "channel": "C1", "user": "U0CSMANNA1" }""", TurnKind.BotRemoved)]
    public async Task The_bots_coming_and_going_are_turns(string inner, TurnKind kind)
    {
        var turn = (await TurnsAsync(Payloads.Event(inner, "Ev77"))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(kind);
        turn.Conversation.ConversationId.ShouldBe("C1");
        turn.DeliveryKey.ShouldBe("slack|Ev77");
    }

    [Theory]
    [InlineData("""{ "type": "member_joined_channel", "user": "U0CUSTOMER", "channel": "C1", "team": "T0CUSTOM99" }""", "slack|T0STAFF001|U0CUSTOMER")]
    [InlineData("""{ "type": "member_left_channel", "user": "U0CSMANNA1", "channel": "C1" }""", "slack|T0STAFF001|U0CSMANNA1")]
    [InlineData("""{ "type": "channel_shared", "connected_team_id": "T0CUSTOM99", "channel": "C1" }""", "slack|T0STAFF001|U0RETBOT01")]
    [InlineData("""{ "type": "channel_unshared", "previously_connected_team_id": "T0CUSTOM99", "channel": "C1", "is_ext_shared": false }""", "slack|T0STAFF001|U0RETBOT01")]
    public async Task Who_can_read_a_channel_may_have_changed(string inner, string from)
    {
        var turn = (await TurnsAsync(Payloads.Event(inner, "Ev78"))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(TurnKind.AudienceChanged);
        turn.Conversation.Key.ShouldBe("slack|T0STAFF001|C1");
        turn.DeliveryKey.ShouldBe("slack|Ev78");
        turn.From.Key.ShouldBe(from);
    }

    [Fact]
    [Trait("Conformance", "SL-61")]
    public async Task A_channel_with_a_new_id_says_what_it_was_called_before()
    {
        var turn = (await TurnsAsync(Payloads.Event("""{ "type": "channel_id_changed", "old_channel_id": "G0CSALERTS", "new_channel_id": "C0CSALERTS" }""", "Ev80"))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(TurnKind.PlaceMoved);
        turn.DeliveryKey.ShouldBe("slack|Ev80");
        turn.Conversation.Key.ShouldBe("slack|T0STAFF001|C0CSALERTS");
        turn.MovedFrom!.Key.ShouldBe("slack|T0STAFF001|G0CSALERTS");
    }

    [Fact]
    public async Task Opening_the_home_page_is_a_turn_in_a_conversation_of_its_own()
    {
        var turn = (await TurnsAsync(Payloads.Event("""{ "type": "app_home_opened", "user": "U0CSMANNA1", "channel": "D0CSMANNA1", "tab": "home" }"""))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(TurnKind.HomeOpened);
        turn.Conversation.Key.ShouldBe("slack|T0STAFF001|home:U0CSMANNA1");
        turn.Conversation.Kind.ShouldBe(ConversationKind.Personal);
        turn.From.Key.ShouldBe("slack|T0STAFF001|U0CSMANNA1");
    }

    [Fact]
    public async Task Opening_the_messages_tab_is_no_turn() =>
        (await TurnsAsync(Payloads.Event("""{ "type": "app_home_opened", "user": "U0CSMANNA1", "channel": "D0CSMANNA1", "tab": "messages" }"""))).ShouldBeEmpty();

    [Theory]
    [InlineData("reaction_added", true)]
    [InlineData("reaction_removed", false)]
    public async Task A_sign_under_a_message_of_the_bot_is_a_turn(string type, bool isAdded)
    {
        var turn = (await TurnsAsync(Payloads.Event(Reaction(type)))).ShouldHaveSingleItem();

        turn.Kind.ShouldBe(TurnKind.Reaction);
        turn.Reactions.ShouldBe([new MessageReaction("white_check_mark", isAdded)]);
        turn.MessageId.ShouldBe("1795000200.000400");
        turn.Conversation.Key.ShouldBe("slack|T0STAFF001|C0CSALERTS");
        turn.From.UserId.ShouldBe("U0CSMANNA1");
    }

    [Theory]
    [InlineData("U0CSMANNA1", "U0CSLEAD01")]
    [InlineData("U0RETBOT01", "U0RETBOT01")]
    public async Task Signs_of_the_bot_and_signs_under_other_messages_are_not(string user, string author) =>
        (await TurnsAsync(Payloads.Event(Reaction("reaction_added", user, author)))).ShouldBeEmpty();

    [Fact]
    public async Task The_people_mentioned_come_along_once_each_and_without_the_bot()
    {
        var turn = (await TurnsAsync(Payloads.Event(Payloads.Mention("<@U0RETBOT01> <@U0CSLEAD01|lead> and <@W0GRID> and <@U0CSLEAD01> <#C1|x> <!here>")))).ShouldHaveSingleItem();

        turn.Mentions.ShouldBe([
            new Person { ChannelId = "slack", UserId = "U0CSLEAD01", TenantId = "T0STAFF001", Name = "lead" },
            new Person { ChannelId = "slack", UserId = "W0GRID", TenantId = "T0STAFF001" }]);
        turn.Text.ShouldBe("@lead and @W0GRID and @U0CSLEAD01 #x @here");
    }

    [Fact]
    [Trait("Conformance", "SL-11")]
    public async Task A_store_that_hangs_is_answered_503_in_time_so_that_the_event_comes_again()
    {
        await using var host = await SlackTestHost.StartAsync();
        using var released = new ManualResetEventSlim();
        host.Receiver.Lock = released;

        (await PostAsync(host, Payloads.Event(Payloads.Direct))).ShouldBe(503);

        released.Set();
    }

    [Fact]
    [Trait("Conformance", "SL-10")]
    [Trait("Conformance", "SL-54")]
    public async Task Another_app_or_installation_is_acknowledged_and_dropped()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var host = await SlackTestHost.StartAsync(slack);
        var foreign = Payloads.Event(Payloads.Direct).Replace("T0STAFF001", "T0OTHER001", StringComparison.Ordinal);

        (await PostAsync(host, Payloads.Event(Payloads.Direct, app: "A0OTHER"))).ShouldBe(200);
        (await PostAsync(host, """{"type":"app_rate_limited","team_id":"T0STAFF001","api_app_id":"A0OTHER"}""")).ShouldBe(200);
        host.Receiver.Turns.ShouldBeEmpty();
        host.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);

        // Once Slack has said which workspace the token is for, others are dropped as well.
        await host.Channel.ProveAsync(new Person { ChannelId = "slack", UserId = "U0CSMANNA1" }, TestMessages.Channel, CancellationToken.None);
        (await PostAsync(host, foreign)).ShouldBe(200);
        host.Receiver.Turns.ShouldBeEmpty();
        (await PostAsync(host, Payloads.Event(Payloads.Direct))).ShouldBe(200);
        host.Receiver.Turns.ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "SL-15")]
    public async Task Being_limited_is_acknowledged_counted_and_warned_of()
    {
        await using var host = await SlackTestHost.StartAsync();

        (await PostAsync(host, """{"type":"app_rate_limited","team_id":"T0STAFF001","minute_rate_limited":1795000680,"api_app_id":"A0RETBOT01"}""")).ShouldBe(200);

        host.Receiver.Turns.ShouldBeEmpty();
        host.Log.Lines.ShouldContain(line => line.Level == LogLevel.Warning && line.Text.Contains("hourly limit"));
        (host.EventLimits.Times, host.EventLimits.LastAt).ShouldBe((1, host.Clock.Now));
    }

    [Fact]
    [Trait("Conformance", "SL-14")]
    public async Task A_delivery_that_cannot_be_committed_is_answered_503_so_that_it_comes_again()
    {
        await using var host = await SlackTestHost.StartAsync();
        host.Receiver.IsBroken = true;

        (await PostAsync(host, Payloads.Event(Payloads.Direct))).ShouldBe(503);
    }

    [Fact]
    [Trait("Conformance", "SL-13")]
    public async Task A_retry_whose_first_try_never_came_is_received()
    {
        await using var host = await SlackTestHost.StartAsync();
        var request = host.Signer.Event(Payloads.Event(Payloads.Direct));
        request.Headers.Add("X-Slack-Retry-Num", "1");
        request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");

        var answer = await host.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        host.Receiver.Turns.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_people_write_is_in_no_log()
    {
        await using var host = await SlackTestHost.StartAsync();

        await PostAsync(host, Payloads.Event(Payloads.Direct));

        host.Log.Lines.ShouldNotContain(line => line.Text.Contains("vorige maand"));
    }

    private static string Reaction(string type, string user = "U0CSMANNA1", string author = "U0RETBOT01") => $$"""
        { "type": "{{type}}", "user": "{{user}}", "reaction": "white_check_mark", "item_user": "{{author}}",
          "item": { "type": "message", "channel": "C0CSALERTS", "ts": "1795000200.000400" }, "event_ts": "1795000300.000100" }
        """;

    private static async Task<IReadOnlyList<InboundTurn>> TurnsAsync(params string[] events)
    {
        await using var host = await SlackTestHost.StartAsync();
        foreach (var json in events)
        {
            (await PostAsync(host, json)).ShouldBe(200);
        }

        return host.Receiver.Turns;
    }

    private static async Task<int> PostAsync(SlackTestHost host, string json) => (int)(await host.Client.SendAsync(host.Signer.Event(json))).StatusCode;
}
