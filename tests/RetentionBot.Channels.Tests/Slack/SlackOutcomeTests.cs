using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>What a send came to, by what Slack answered or did not.</summary>
public sealed class SlackOutcomeTests : IAsyncLifetime
{
    private const string Uninstalled = """{ "type": "app_uninstalled" }""";
    private const string Revoked = """{ "type": "tokens_revoked", "tokens": { "oauth": [], "bot": ["U0RETBOT01"] } }""";

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
    [Trait("Conformance", "SL-59")]
    [InlineData(Uninstalled)]
    [InlineData(Revoked)]
    [InlineData(Uninstalled, Revoked)]
    [InlineData(Revoked, Uninstalled, Uninstalled)]
    public async Task After_an_uninstall_nothing_is_sent_until_the_pause_is_over(params string[] news)
    {
        await SendAsync(TestMessages.Of());
        _host.Clock.Now += TimeSpan.FromMinutes(1);
        foreach (var one in news)
        {
            await ReportAsync(one, _host.Clock.Now);
        }

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>().Pauses.ShouldBe(PauseScope.Workspace);
        _slack.Calls.Count.ShouldBe(1);

        // A new install revives it, and without one it is still dead at the next try.
        _host.Clock.Now += TimeSpan.FromMinutes(5);
        _slack.FailNext("chat.postMessage", "token_revoked");
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.TryAgain>();
        _host.Clock.Now += TimeSpan.FromMinutes(5);
        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
    }

    [Theory]
    [Trait("Conformance", "SL-59")]
    [InlineData(Uninstalled)]
    [InlineData(Revoked)]
    public async Task Late_news_of_an_earlier_install_do_not_silence_a_token_that_Slack_has_taken_since(string news)
    {
        var uninstalledAt = _host.Clock.Now;
        _host.Clock.Now += TimeSpan.FromMinutes(10);
        await SendAsync(TestMessages.Of());

        await ReportAsync(news, uninstalledAt);

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
        _host.Log.Lines.ShouldNotContain(line => line.Text.Contains("can no longer speak there"));
    }

    [Fact]
    [Trait("Conformance", "SL-59")]
    public async Task That_a_person_took_their_own_token_back_is_nothing_to_the_bot()
    {
        await ReportAsync("""{ "type": "tokens_revoked", "tokens": { "oauth": ["U0CSMANNA1"], "bot": [] } }""", _host.Clock.Now);

        (await SendAsync(TestMessages.Of())).ShouldBeOfType<SendOutcome.Sent>();
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
    [Trait("Conformance", "SL-35")]
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

    private async Task ReportAsync(string inner, DateTimeOffset at)
    {
        var envelope = Payloads.Event(inner).Replace("1795000000", $"{at.ToUnixTimeSeconds()}", StringComparison.Ordinal);
        using var answer = await _host.Client.SendAsync(_host.Signer.Event(envelope));
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => _host.Channel.SendAsync(message, CancellationToken.None);
}
