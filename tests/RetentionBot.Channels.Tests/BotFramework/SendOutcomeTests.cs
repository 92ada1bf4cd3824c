using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What becomes of a send by what the Connector answers, for every row of its table.</summary>
public sealed class SendOutcomeTests : IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 16, 8, 15, 0, TimeSpan.Zero));
    private FakeBotConnector connector = null!;
    private FakeBotConnector gcc = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        connector = await FakeBotConnector.StartAsync();
        gcc = await FakeBotConnector.StartAsync("/gcc");
        teams = await TeamsApp.StartAsync("Development", clock, ("SendTimeout", "00:00:04"), ("GccServiceUrl", gcc.ServiceUrl));
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await gcc.DisposeAsync();
        await connector.DisposeAsync();
    }

    private OutgoingMessage Post => Outgoing.Post(Outgoing.Personal(connector.ServiceUrl), new MessageContent("x"));

    private OutgoingMessage Update => Outgoing.Update(Outgoing.Personal(connector.ServiceUrl), "17", new MessageContent("x"));

    [Theory, Trait("Conformance", "BF-56"), Trait("Conformance", "BF-58"), Trait("Conformance", "BF-59")]
    [InlineData("BadArgument", "HTTP 400 BadArgument", Loss.None)]
    [InlineData("BadSyntax", "HTTP 400 BadSyntax", Loss.None)]
    [InlineData("BotDisabledByAdmin", "HTTP 403 BotDisabledByAdmin", Loss.Workspace)]
    [InlineData("BotNotInConversationRoster", "HTTP 403 BotNotInConversationRoster", Loss.Conversation)]
    [InlineData("ConversationBlockedByUser", "HTTP 403 ConversationBlockedByUser", Loss.Conversation)]
    [InlineData("MessageWritesBlocked", "HTTP 403 MessageWritesBlocked", Loss.Conversation)]
    [InlineData("NotEnoughPermissions", "HTTP 403 NotEnoughPermissions", Loss.Conversation)]
    [InlineData("ForbiddenWithoutCode", "HTTP 403", Loss.Conversation)]
    [InlineData("ConversationNotFound", "HTTP 404 ConversationNotFound", Loss.Conversation)]
    [InlineData("ActivityNotFoundInConversation", "HTTP 404 ActivityNotFoundInConversation", Loss.Message)]
    public async Task What_can_never_succeed_is_refused_at_once_and_says_what_is_lost(string row, string reason, Loss loss)
    {
        connector.Rule = _ => ConnectorErrors.Named(row);

        (await SendAsync(Post)).ShouldBe(new SendOutcome.Refused(reason, loss));
        (await SendAsync(Update)).ShouldBe(new SendOutcome.Refused(reason, loss));
        connector.Requests.Count.ShouldBe(2);
    }

    [Theory, Trait("Conformance", "BF-59")]
    [InlineData(400, """{ "message": "plain", "error": null }""", "HTTP 400")]
    [InlineData(400, """{ "error": "plain" }""", "HTTP 400")]
    [InlineData(404, "<html>nothing here</html>", "HTTP 404")]
    [InlineData(403, """{ "errorCode": 209, "message": "{ broken" }""", "HTTP 403")]
    [InlineData(403, """{ "subCode": "MessageWritesBlocked" }""", "HTTP 403 MessageWritesBlocked")]
    public async Task An_error_of_any_shape_is_read_as_far_as_it_goes(int status, string body, string reason)
    {
        connector.Rule = _ => new ConnectorReply(status, body);

        (await SendAsync(Post)).ShouldBeOfType<SendOutcome.Refused>().Reason.ShouldBe(reason);
    }

    [Theory, Trait("Conformance", "BF-55")]
    [InlineData("PreconditionFailed", "HTTP 412 PreconditionFailed")]
    [InlineData("BadGateway", "HTTP 502")]
    [InlineData("Unavailable", "HTTP 503 ServiceError")]
    [InlineData("GatewayTimeout", "HTTP 504")]
    public async Task What_may_pass_is_tried_again_later(string row, string reason)
    {
        connector.Rule = _ => ConnectorErrors.Named(row);

        (await SendAsync(Post)).ShouldBe(new SendOutcome.TryAgain(reason));
        (await SendAsync(Update)).ShouldBe(new SendOutcome.TryAgain(reason));
        connector.Requests.Count.ShouldBe(2);
    }

    [Theory, Trait("Conformance", "BF-55")]
    [InlineData(null, null)]
    [InlineData("4", 4)]
    [InlineData("Mon, 16 Nov 2026 08:16:00 GMT", 60)]
    [InlineData("Mon, 16 Nov 2026 08:14:00 GMT", 0)]
    public async Task A_throttled_conversation_pauses_as_long_as_was_asked_in_seconds_or_by_date(string? retryAfter, int? seconds)
    {
        // It is 08:15 on that Monday.
        connector.Rule = _ => ConnectorErrors.Throttled(retryAfter);

        (await SendAsync(Post)).ShouldBe(
            new SendOutcome.TryAgain("HTTP 429 Throttled", seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, PauseScope.Conversation));
        connector.Requests.Count.ShouldBe(1);
    }

    [Fact, Trait("Conformance", "BF-57")]
    public async Task A_refused_token_is_replaced_exactly_once_and_then_everything_waits_for_the_operator()
    {
        connector.Replies.Enqueue(new ConnectorReply(401));
        (await SendAsync(Post)).ShouldBeOfType<SendOutcome.Sent>();
        connector.Requests.Select(r => r.Authorization).ShouldBe(["Bearer token-1", "Bearer token-2"]);

        connector.Rule = _ => ConnectorErrors.BotNotRegistered;
        (await SendAsync(Post)).ShouldBe(new SendOutcome.TryAgain("HTTP 401 BotNotRegistered", TimeSpan.FromMinutes(5), PauseScope.Workspace));
        connector.Requests.Count.ShouldBe(4);
        teams.Log.Lines.ShouldContain(line => line.Contains("Error") && line.Contains("no longer accepts"));
    }

    [Fact, Trait("Conformance", "BF-56")]
    public async Task A_tenant_of_the_government_cloud_is_asked_again_at_its_own_service_which_is_told()
    {
        connector.Rule = _ => ConnectorErrors.InvalidBotApiHost;
        var channel = Outgoing.Channel(connector.ServiceUrl);

        var posted = await SendAsync(Post);
        var started = await SendAsync(Outgoing.Post(channel, new MessageContent("x")));
        var toPerson = await SendAsync(Outgoing.Post(Outgoing.Person(connector.ServiceUrl), new MessageContent("x")));

        posted.ShouldBe(new SendOutcome.Sent(gcc.PostedIn("a:1personal").Single().Id) { ServiceUrl = gcc.ServiceUrl });
        started.ShouldBeOfType<SendOutcome.Sent>().ServiceUrl.ShouldBe(gcc.ServiceUrl);
        toPerson.ShouldBeOfType<SendOutcome.Sent>().ServiceUrl.ShouldBe(gcc.ServiceUrl);

        // Once per call; the chat opened there is written to there.
        connector.Requests.Count.ShouldBe(3);
    }

    [Fact, Trait("Conformance", "BF-56")]
    public async Task A_wrong_host_twice_is_refused_and_nothing_is_lost_by_it()
    {
        connector.Rule = gcc.Rule = _ => ConnectorErrors.InvalidBotApiHost;

        (await SendAsync(Post)).ShouldBe(new SendOutcome.Refused("HTTP 403 InvalidBotApiHost"));
        (await SendAsync(Outgoing.Post(Outgoing.Personal(gcc.ServiceUrl), new MessageContent("x")))).ShouldBeOfType<SendOutcome.Refused>();
        connector.Requests.Count.ShouldBe(1);
        gcc.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_an_answer_of_the_second_host_a_post_is_in_doubt()
    {
        connector.Rule = _ => ConnectorErrors.InvalidBotApiHost;
        gcc.Rule = _ => new ConnectorReply(0) { Aborts = true };

        (await SendAsync(Post)).ShouldBeOfType<SendOutcome.Unknown>();
    }

    [Fact, Trait("Conformance", "BF-56")]
    public async Task What_Teams_finds_too_large_is_sent_once_more_as_a_short_text()
    {
        connector.Replies.Enqueue(ConnectorErrors.MessageSizeTooBig);

        (await SendAsync(Post with { Content = Outgoing.Card("Health score drop") })).ShouldBeOfType<SendOutcome.Sent>();

        var posted = connector.PostedIn("a:1personal").Single();
        posted.Text.ShouldBe("Health score drop");
        posted.Card.ShouldBeNull();

        connector.Rule = _ => ConnectorErrors.MessageSizeTooBig;
        (await SendAsync(Post)).ShouldBe(new SendOutcome.Refused("HTTP 413 MessageSizeTooBig"));
        connector.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_internal_error_is_retried_only_for_what_may_be_repeated()
    {
        connector.Rule = _ => ConnectorErrors.InternalError;

        (await SendAsync(Post)).ShouldBe(new SendOutcome.Refused("HTTP 500 ServiceError"));
        (await SendAsync(Update)).ShouldBe(new SendOutcome.TryAgain("HTTP 500 ServiceError"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_answer_a_post_is_in_doubt_and_an_update_is_repeated(bool hangs)
    {
        connector.Rule = _ => new ConnectorReply(0) { Hangs = hangs, Aborts = !hangs };

        (await SendAsync(Post)).ShouldBeOfType<SendOutcome.Unknown>();
        (await SendAsync(Outgoing.Post(Outgoing.Channel(connector.ServiceUrl), new MessageContent("x")))).ShouldBeOfType<SendOutcome.Unknown>();
        (await SendAsync(Update)).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Fact]
    public async Task A_slow_answer_is_still_an_answer()
    {
        connector.Replies.Enqueue(new ConnectorReply(201, """{ "id": "17" }""") { Delay = TimeSpan.FromMilliseconds(200) });

        (await SendAsync(Post)).ShouldBe(new SendOutcome.Sent("17"));
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_posted()
    {
        var gone = await FakeBotConnector.StartAsync();
        var url = gone.ServiceUrl;
        await gone.DisposeAsync();

        (await SendAsync(Outgoing.Post(Outgoing.Personal(url), new MessageContent("x")))).ShouldBeOfType<SendOutcome.TryAgain>();
    }

    [Fact]
    public async Task Without_a_token_nothing_was_posted()
    {
        teams.Tokens.Fails = "invalid_client";

        (await SendAsync(Post)).ShouldBe(new SendOutcome.TryAgain("The bot could not get its own token: invalid_client."));
        connector.Requests.ShouldBeEmpty();
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => teams.Channel.SendAsync(message, CancellationToken.None);
}
