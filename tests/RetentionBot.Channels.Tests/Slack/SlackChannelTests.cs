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
    [Trait("Conformance", "SL-56")]
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

    [Fact]
    [Trait("Conformance", "SL-39")]
    public async Task What_Slack_called_a_message_is_what_it_is_called_by_later()
    {
        var posted = (SendOutcome.Sent)await SendAsync(TestMessages.Of());
        await SendAsync(TestMessages.Of(thread: posted.MessageId));
        await SendAsync(TestMessages.Of(SendKind.Update, messageId: posted.MessageId));

        var (parent, reply) = (_slack.Messages[0], _slack.Messages[1]);
        parent.Ts.ShouldEndWith("00");
        reply.ThreadTs.ShouldBe(parent.Ts);
        _slack.CallsTo("chat.update").ShouldHaveSingleItem().Fields["ts"].ShouldBe(parent.Ts);
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
    [InlineData("invalid_blocks")]
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
    public async Task A_table_and_a_chart_that_are_refused_are_said_in_older_blocks_and_then_it_is_the_end()
    {
        const string Newer = """
            { "type": "AdaptiveCard", "body": [
                { "type": "Table", "rows": [ { "cells": [ { "items": [ { "type": "TextBlock", "text": "Acme" } ] }, { "items": [ { "type": "TextBlock", "text": "58" } ] } ] } ] },
                { "type": "Chart.Pie", "data": [ { "legend": "Red", "value": 1 } ], "fallback": { "type": "TextBlock", "text": "One is red" } } ] }
            """;
        _slack.FailNext("chat.postMessage", "invalid_blocks");
        (await SendAsync(TestMessages.Of(card: Newer))).ShouldBeOfType<SendOutcome.Sent>();

        _slack.Messages.ShouldHaveSingleItem().Blocks!.Select(block => block!["type"]!.ToString()).ShouldBe(["rich_text", "section"]);
        _slack.FailNext("chat.postMessage", "invalid_blocks");
        _slack.FailNext("chat.postMessage", "invalid_blocks");
        (await SendAsync(TestMessages.Of(card: Newer))).ShouldBeOfType<SendOutcome.Refused>();
        _slack.CallsTo("chat.postMessage").Count.ShouldBe(4);
    }

    [Fact]
    [Trait("Conformance", "SL-38")]
    [Trait("Conformance", "SL-40")]
    public async Task An_update_whose_blocks_are_refused_takes_the_old_blocks_away()
    {
        var posted = (SendOutcome.Sent)await SendAsync(TestMessages.Of(card: Card));
        _slack.FailNext("chat.update", "invalid_blocks");

        await SendAsync(TestMessages.Of(SendKind.Update, "Taken", Card, posted.MessageId));

        _slack.Messages.ShouldHaveSingleItem().Blocks!.ShouldBeEmpty();
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
