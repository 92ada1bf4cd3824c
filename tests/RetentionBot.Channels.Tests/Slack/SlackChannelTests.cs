using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackChannelTests : IAsyncLifetime
{
    private const string Card = """
        { "type": "AdaptiveCard", "body": [ { "type": "TextBlock", "text": "Acme & Co" } ],
          "actions": [ { "type": "Action.Execute", "title": "Acknowledge", "verb": "alert.acknowledge", "data": { "alertId": "7d1f" } } ] }
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
    [Trait("Conformance", "SL-37")]
    public async Task A_post_carries_text_and_blocks_and_unfurls_nothing()
    {
        var outcome = await SendAsync(TestMessages.Of(text: "Acme & Co fell", card: Card));

        var message = _slack.Messages.ShouldHaveSingleItem();
        outcome.ShouldBe(new SendOutcome.Sent(message.Ts));
        message.Text.ShouldBe("Acme &amp; Co fell");
        message.Blocks!.Count.ShouldBe(2);
        var fields = _slack.CallsTo("chat.postMessage").ShouldHaveSingleItem().Fields;
        fields["unfurl_links"].ShouldBe("false");
        fields["unfurl_media"].ShouldBe("false");
        fields.Keys.ShouldNotContain("link_names");
        fields.Keys.ShouldNotContain("thread_ts");
    }

    [Theory]
    [InlineData("1795000100.000900", null)]
    [InlineData("1795000200.000400", "1795000100.000900")]
    public async Task What_one_person_alone_sees_stands_in_no_thread_that_has_yet_to_begin(string answered, string? thread)
    {
        await SendAsync(TestMessages.Of(SendKind.Private, thread: "1795000100.000900") with { ReplyToId = answered });

        _slack.CallsTo("chat.postEphemeral").ShouldHaveSingleItem().Fields.GetValueOrDefault("thread_ts").ShouldBe(thread);
    }

    [Fact]
    [Trait("Conformance", "SL-31")]
    public async Task The_token_is_in_the_authorization_header_and_nowhere_else()
    {
        await SendAsync(TestMessages.Of());
        _slack.FailNext("chat.postMessage", "invalid_auth");
        await SendAsync(TestMessages.Of());

        foreach (var call in _slack.Calls)
        {
            call.Authorization.ShouldBe("Bearer " + SlackTestHost.Token);
            call.Url.ShouldNotContain(SlackTestHost.Token);
            call.Fields.Values.ShouldNotContain(value => value.Contains(SlackTestHost.Token));
        }

        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains(SlackTestHost.Token) || line.Text.Contains(SlackTestHost.Secret));
    }

    [Fact]
    [Trait("Conformance", "SL-39")]
    public async Task A_reply_names_its_parent_to_the_last_digit()
    {
        await SendAsync(TestMessages.Of(thread: "1795000000.000100"));

        _slack.Messages.ShouldHaveSingleItem().ThreadTs.ShouldBe("1795000000.000100");
    }

    [Theory]
    [Trait("Conformance", "SL-38")]
    [InlineData(null)]
    [InlineData(Card)]
    public async Task An_update_always_sends_text_and_blocks(string? card)
    {
        var posted = (SendOutcome.Sent)await SendAsync(TestMessages.Of(card: Card));

        var outcome = await SendAsync(TestMessages.Of(SendKind.Update, "Taken by Anna", card, posted.MessageId));

        outcome.ShouldBe(new SendOutcome.Sent(posted.MessageId));
        var call = _slack.CallsTo("chat.update").ShouldHaveSingleItem();
        call.Text.ShouldBe("Taken by Anna");
        call.Blocks!.ShouldNotBeEmpty();
        _slack.Messages.ShouldHaveSingleItem().Text.ShouldBe("Taken by Anna");
    }

    [Fact]
    public async Task A_private_message_is_for_one_person_and_cannot_be_updated()
    {
        var outcome = await SendAsync(TestMessages.Of(SendKind.Private, "Not allowed"));

        outcome.ShouldBe(new SendOutcome.Sent(null));
        _slack.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBe("U0CSMANNA1");
    }

    [Theory]
    [Trait("Conformance", "SL-35")]
    [InlineData("channel_not_found", true)]
    [InlineData("not_in_channel", true)]
    [InlineData("is_archived", true)]
    [InlineData("restricted_action", true)]
    [InlineData("restricted_action_read_only_channel", true)]
    [InlineData("messages_tab_disabled", true)]
    [InlineData("missing_scope", false)]
    [InlineData("no_permission", false)]
    [InlineData("cannot_reply_to_message", false)]
    [InlineData("user_not_found", false)]
    [InlineData("some_new_code", false)]
    public async Task What_will_never_succeed_is_refused(string error, bool isGone)
    {
        _slack.FailNext("chat.postMessage", error);

        var refused = (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Refused>();

        refused.Loss.ShouldBe(isGone ? Loss.Conversation : Loss.None);
        refused.Reason.ShouldContain(error);
        _slack.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [Trait("Conformance", "SL-35")]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("token_revoked")]
    [InlineData("token_expired")]
    [InlineData("account_inactive")]
    [InlineData("org_login_required")]
    [InlineData("team_access_not_granted")]
    public async Task A_bad_token_is_the_operators_to_mend_and_no_conversation_is_gone_for_it(string error)
    {
        _slack.FailNext("chat.postMessage", error);

        (await SendAsync(TestMessages.Of())).ShouldBe(
            new SendOutcome.TryAgain($"Slack: {error} to chat.postMessage.", TimeSpan.FromMinutes(5), PauseScope.Workspace));

        _host.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains(error));
    }

    [Theory]
    [Trait("Conformance", "SL-35")]
    [InlineData("service_unavailable", PauseScope.Message)]
    [InlineData("ratelimited", PauseScope.KindInWorkspace)]
    [InlineData("rate_limited", PauseScope.Conversation)]
    public async Task Passing_trouble_is_tried_again_and_pauses_no_more_than_it_concerns(string error, PauseScope pauses)
    {
        _slack.FailNext("chat.postMessage", error);

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().Pauses.ShouldBe(pauses);
    }

    [Fact]
    [Trait("Conformance", "SL-35")]
    public async Task A_channel_that_got_too_much_rests_for_a_second_and_a_bit()
    {
        _slack.FailNext("chat.postMessage", "rate_limited");

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().After!.Value.TotalSeconds.ShouldBeInRange(1, 2);
    }

    [Theory]
    [Trait("Conformance", "SL-35")]
    [InlineData("invalid_blocks_format")]
    [InlineData("msg_blocks_too_long")]
    [InlineData("no_text")]
    [InlineData("invalid_arguments")]
    [InlineData("invalid_form_data")]
    [InlineData("invalid_charset")]
    [InlineData("too_many_attachments")]
    [InlineData("metadata_too_large")]
    public async Task What_was_built_wrongly_is_said_in_plain_text_once_and_then_refused(string error)
    {
        _slack.FailNext("chat.postMessage", error);
        (await SendAsync(TestMessages.Of(card: Card))).ShouldBeOfType<SendOutcome.Sent>();

        _slack.FailNext("chat.postMessage", error);
        _slack.FailNext("chat.postMessage", error);
        (await SendAsync(TestMessages.Of(card: Card))).ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.None);

        _slack.CallsTo("chat.postMessage").Count.ShouldBe(4);
    }

    [Theory]
    [Trait("Conformance", "SL-35")]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task A_message_that_can_be_rewritten_no_more_is_lost_and_the_conversation_is_not(string error)
    {
        _slack.FailNext("chat.update", error);

        (await SendAsync(TestMessages.Of(SendKind.Update, messageId: "1795000001.000100"))).ShouldBe(
            new SendOutcome.Refused($"Slack: {error} to chat.update.", Loss.Message));
    }

    [Fact]
    [Trait("Conformance", "SL-35")]
    public async Task A_dead_token_is_tried_once_a_pause_and_lives_again_when_Slack_takes_it()
    {
        _slack.FailNext("chat.postMessage", "token_revoked");
        _slack.FailNext("chat.postMessage", "token_revoked");
        await SendAsync(TestMessages.Of());

        _host.Clock.Now += TimeSpan.FromMinutes(4);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().After.ShouldBe(TimeSpan.FromMinutes(1));
        _slack.Calls.Count.ShouldBe(1);

        _host.Clock.Now += TimeSpan.FromMinutes(1);
        await SendAsync(TestMessages.Of());
        await SendAsync(TestMessages.Of());
        _slack.Calls.Count.ShouldBe(2);

        _host.Clock.Now += TimeSpan.FromMinutes(5);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Theory]
    [InlineData("""{ "type": "app_uninstalled" }""")]
    [InlineData("""{ "type": "tokens_revoked", "tokens": { "oauth": [], "bot": ["U0RETBOT01"] } }""")]
    public async Task After_an_uninstall_nothing_is_sent_until_the_pause_is_over(string inner)
    {
        await _host.Client.SendAsync(_host.Signer.Event(Payloads.Event(inner)));

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().Pauses.ShouldBe(PauseScope.Workspace);
        _slack.Calls.ShouldBeEmpty();

        _host.Clock.Now += TimeSpan.FromMinutes(5);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    public async Task A_person_is_written_to_by_their_id_and_the_conversation_that_opened_is_told()
    {
        var person = TestMessages.Channel with { ConversationId = "U0CSMANNA1", PersonId = "U0CSMANNA1", Kind = ConversationKind.Personal };

        var sent = (await SendAsync(TestMessages.Of() with { Conversation = person })).ShouldBeOfType<SendOutcome.Sent>();

        sent.ConversationId.ShouldBe("D0CSMANNA1");
        _slack.Messages.ShouldHaveSingleItem().Channel.ShouldBe("D0CSMANNA1");
        _slack.FailNext("chat.postMessage", "user_not_found");
        (await SendAsync(TestMessages.Of() with { Conversation = person })).ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.Conversation);
    }

    [Theory]
    [InlineData(ReactionSign.Seen, "eyes")]
    [InlineData(ReactionSign.Done, "white_check_mark")]
    public async Task A_sign_is_put_under_the_message_and_may_stand_there_already(ReactionSign sign, string name)
    {
        var message = TestMessages.Of(SendKind.React, messageId: "1795000000.000100") with { Sign = sign, RecipientId = "U0CSMANNA1" };

        (await SendAsync(message)).ShouldBe(new SendOutcome.Sent(null));
        (await SendAsync(message)).ShouldBe(new SendOutcome.Sent(null));

        _slack.Reactions.ShouldBe([$"C0CSALERTS|1795000000.000100|{name}"]);
        _slack.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("missing_scope")]
    [InlineData("not_reactable")]
    public async Task Where_no_sign_can_be_put_the_sentence_is_said_to_the_person_alone(string error)
    {
        _slack.FailNext("reactions.add", error);

        var outcome = await SendAsync(
            TestMessages.Of(SendKind.React, "Done", messageId: "1795000000.000100") with { Sign = ReactionSign.Done, RecipientId = "U0CSMANNA1" });

        outcome.ShouldBeOfType<SendOutcome.Sent>();
        var said = _slack.Messages.ShouldHaveSingleItem();
        (said.Text, said.OnlyFor).ShouldBe(("Done", "U0CSMANNA1"));
    }

    [Fact]
    public async Task A_sign_that_meets_passing_trouble_is_tried_again()
    {
        _slack.Next("reactions.add", new FakeSlackAnswer(500));

        (await SendAsync(TestMessages.Of(SendKind.React, messageId: "1.1") with { Sign = ReactionSign.Seen, RecipientId = "U0CSMANNA1" }))
            .ShouldBeOfType<SendOutcome.TryAgain>();
        _slack.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SendKind.Post)]
    [InlineData(SendKind.Update)]
    public async Task What_is_sent_to_a_home_page_replaces_it(SendKind kind)
    {
        var home = TestMessages.Channel with { ConversationId = "home:U0CSMANNA1", Kind = ConversationKind.Personal };
        await SendAsync(TestMessages.Of(text: "Nothing yet") with { Conversation = home });

        var outcome = await SendAsync(TestMessages.Of(kind, card: Card) with { Conversation = home });

        outcome.ShouldBe(new SendOutcome.Sent(null));
        var page = _slack.Views.Homes["U0CSMANNA1"].ToJsonString();
        page.ShouldContain("alert.acknowledge");
        page.ShouldNotContain("Nothing yet");
    }

    [Fact]
    public async Task A_home_page_whose_blocks_are_refused_shows_the_text()
    {
        var home = TestMessages.Channel with { ConversationId = "home:U0CSMANNA1", Kind = ConversationKind.Personal };
        _slack.FailNext("views.publish", "invalid_arguments");

        await SendAsync(TestMessages.Of(text: "2 open alerts", card: Card) with { Conversation = home });

        _slack.Views.Homes["U0CSMANNA1"].ToJsonString().ShouldContain("2 open alerts");
    }

    [Fact]
    public async Task A_private_message_in_a_direct_conversation_is_a_message_like_any_other()
    {
        var direct = TestMessages.Channel with { ConversationId = "D0CSMANNA1", Kind = ConversationKind.Personal };

        (await SendAsync(TestMessages.Of(SendKind.Private) with { Conversation = direct })).ShouldBeOfType<SendOutcome.Sent>().MessageId.ShouldNotBeNull();

        _slack.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBeNull();
    }

    [Fact]
    [Trait("Conformance", "SL-32")]
    public async Task A_service_that_takes_nothing_is_passing_trouble()
    {
        _slack.Next("chat.postMessage", new FakeSlackAnswer(503, "{\"ok\":true}"));

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Theory]
    [Trait("Conformance", "SL-32")]
    [InlineData(200, "<html>busy</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"ok":false}""")]
    [InlineData(200, """{"ok":false,"error":"internal_error"}""")]
    [InlineData(200, """{"ok":false,"error":"fatal_error"}""")]
    [InlineData(200, """{"ok":false,"error":"request_timeout"}""")]
    [InlineData(500, "")]
    [InlineData(502, "<html>bad gateway</html>")]
    public async Task An_answer_that_does_not_say_what_happened_leaves_a_post_unknown_and_an_update_to_be_repeated(int status, string body)
    {
        foreach (var method in (string[])["chat.postMessage", "chat.postEphemeral", "chat.update"])
        {
            _slack.Next(method, new FakeSlackAnswer(status, body));
        }

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Unknown>();
        (await SendAsync(TestMessages.Of(SendKind.Private))).ShouldBeOfType<SendOutcome.Unknown>();
        (await SendAsync(TestMessages.Of(SendKind.Update, messageId: "1795000001.000100"))).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Another_status_is_refused(int status)
    {
        _slack.Next("chat.postMessage", new FakeSlackAnswer(status, ""));

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    [Trait("Conformance", "SL-33")]
    public async Task A_limited_method_is_left_alone_as_long_as_asked_and_others_go_on()
    {
        _slack.LimitNext("chat.postMessage", 3);

        (await SendAsync(TestMessages.Of())).ShouldBe(
            new SendOutcome.TryAgain("Slack: http_429 to chat.postMessage.", TimeSpan.FromSeconds(3), PauseScope.KindInWorkspace));
        _host.Clock.Now += TimeSpan.FromSeconds(2);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().After.ShouldBe(TimeSpan.FromSeconds(1));
        _slack.CallsTo("chat.postMessage").Count.ShouldBe(1);
        (await SendAsync(TestMessages.Of(SendKind.Private))).ShouldBeOfType<SendOutcome.Sent>();

        _host.Clock.Now += TimeSpan.FromSeconds(1);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Fact]
    [Trait("Conformance", "SL-40")]
    public async Task Refused_blocks_lead_to_exactly_one_plain_text()
    {
        _slack.FailNext("chat.postMessage", "invalid_blocks");

        (await SendAsync(TestMessages.Of(card: Card))).ShouldBeOfType<SendOutcome.Sent>();

        _slack.CallsTo("chat.postMessage").Count.ShouldBe(2);
        _slack.Messages.ShouldHaveSingleItem().Blocks.ShouldBeNull();
    }

    [Fact]
    [Trait("Conformance", "SL-40")]
    public async Task Plain_text_refused_as_well_is_the_end()
    {
        _slack.FailNext("chat.postMessage", "invalid_blocks");
        _slack.FailNext("chat.postMessage", "invalid_blocks");

        (await SendAsync(TestMessages.Of(card: Card))).ShouldBeOfType<SendOutcome.Refused>();

        _slack.CallsTo("chat.postMessage").Count.ShouldBe(2);
    }

    [Fact]
    [Trait("Conformance", "SL-40")]
    public async Task An_update_whose_blocks_are_refused_takes_the_old_blocks_away()
    {
        var posted = (SendOutcome.Sent)await SendAsync(TestMessages.Of(card: Card));
        _slack.FailNext("chat.update", "invalid_blocks");

        await SendAsync(TestMessages.Of(SendKind.Update, "Taken", Card, posted.MessageId));

        _slack.Messages.ShouldHaveSingleItem().Blocks!.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Conformance", "SL-36")]
    [InlineData(SendKind.Post, "chat.postMessage")]
    [InlineData(SendKind.Private, "chat.postEphemeral")]
    public async Task A_post_whose_answer_is_lost_is_unknown_and_not_sent_twice(SendKind kind, string method)
    {
        _slack.Next(method, new FakeSlackAnswer(ActsThenHangsUp: true));

        (await SendAsync(TestMessages.Of(kind))).ShouldBeOfType<SendOutcome.Unknown>();

        _slack.Messages.Count.ShouldBe(1);
    }

    [Theory]
    [Trait("Conformance", "SL-36")]
    [InlineData(SendKind.Post, "chat.postMessage", typeof(SendOutcome.Unknown))]
    [InlineData(SendKind.Private, "chat.postEphemeral", typeof(SendOutcome.Unknown))]
    [InlineData(SendKind.Update, "chat.update", typeof(SendOutcome.TryAgain))]
    public async Task A_silence_after_sending_leaves_a_post_unknown_and_an_update_to_be_repeated(SendKind kind, string method, Type outcome)
    {
        _slack.Next(method, new FakeSlackAnswer(Delay: TimeSpan.FromMinutes(5)));
        _host.Patience = TimeSpan.FromSeconds(1.5);

        (await SendAsync(TestMessages.Of(kind, messageId: "1795000001.000100"))).ShouldBeOfType(outcome);

        _slack.CallsTo(method).Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "SL-36")]
    public async Task An_update_whose_answer_is_lost_is_tried_again()
    {
        var posted = (SendOutcome.Sent)await SendAsync(TestMessages.Of());
        _slack.Next("chat.update", new FakeSlackAnswer(ActsThenHangsUp: true));

        (await SendAsync(TestMessages.Of(SendKind.Update, messageId: posted.MessageId))).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Fact]
    [Trait("Conformance", "SL-36")]
    public async Task A_post_that_reached_nobody_is_tried_again()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var host = await SlackTestHost.StartAsync(null, ("Slack:ApiBaseUrl", $"http://127.0.0.1:{port}/api/"));

        (await host.Channel.SendAsync(TestMessages.Of(), CancellationToken.None)).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Fact]
    public async Task Without_a_configuration_a_send_is_refused_with_a_plain_reason()
    {
        await using var host = await SlackTestHost.StartBareAsync(("Slack:ApiBaseUrl", _slack.ApiBaseUrl));

        var refused = (await host.Channel.SendAsync(TestMessages.Of(), CancellationToken.None)).ShouldBeOfType<SendOutcome.Refused>();

        refused.Reason.ShouldContain("not configured");
        _slack.Calls.ShouldBeEmpty();
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => _host.Channel.SendAsync(message, CancellationToken.None);
}
