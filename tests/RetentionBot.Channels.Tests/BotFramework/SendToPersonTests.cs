using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>A message to somebody whose chat with the bot must be opened first.</summary>
public sealed class SendToPersonTests : IAsyncLifetime
{
    private FakeBotConnector connector = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        connector = await FakeBotConnector.StartAsync();
        teams = await TeamsApp.StartAsync(("SendTimeout", "00:00:05"));
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await connector.DisposeAsync();
    }

    private OutgoingMessage Message => Outgoing.Post(Outgoing.Person(connector.ServiceUrl), new MessageContent("How likely…?"));

    [Fact, Trait("Conformance", "BF-30")]
    public async Task The_chat_is_opened_with_the_one_person_and_then_written_to()
    {
        var outcome = await SendAsync(Message);

        connector.Requests.Select(r => $"{r.Method} {r.Path}").ShouldBe(["POST /v3/conversations", "POST /v3/conversations/a%3A11AnoukExampleMriKq0vTz7/activities"]);
        JsonNode.DeepEquals(connector.Requests[0].Json, JsonNode.Parse($$"""
            { "isGroup": false, "bot": { "id": "{{Payloads.Bot}}" }, "members": [ { "id": "{{Payloads.Anouk}}" } ],
              "tenantId": "{{Payloads.Tenant}}", "channelData": { "tenant": { "id": "{{Payloads.Tenant}}" } } }
            """)).ShouldBeTrue(connector.Requests[0].Body);
        var posted = connector.PostedIn("a:11AnoukExampleMriKq0vTz7").Single();
        posted.Text.ShouldBe("How likely…?");
        outcome.ShouldBe(new SendOutcome.Sent(posted.Id) { ConversationId = "a:11AnoukExampleMriKq0vTz7" });
    }

    [Fact, Trait("Conformance", "BF-30")]
    public async Task The_chat_that_was_named_is_written_to_without_opening_it_again()
    {
        var chat = ((SendOutcome.Sent)await SendAsync(Message)).ConversationId!;

        await SendAsync(Message with { Conversation = Message.Conversation with { ConversationId = chat, PersonId = null } });

        connector.Requests.Count(r => r.Path == "/v3/conversations").ShouldBe(1);
        connector.PostedIn(chat).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_private_message_may_open_the_chat_too() =>
        (await SendAsync(Message with { Kind = SendKind.Private, RecipientId = Payloads.Anouk })).ShouldBeOfType<SendOutcome.Sent>().ConversationId.ShouldNotBeNull();

    [Fact]
    public async Task When_the_chat_opens_and_the_message_fails_its_own_outcome_counts()
    {
        connector.Rule = r => r.Path == "/v3/conversations" ? null : ConnectorErrors.MessageWritesBlocked;
        (await SendAsync(Message)).ShouldBe(new SendOutcome.Refused("HTTP 403 MessageWritesBlocked", Loss.Conversation));

        connector.Rule = r => r.Path == "/v3/conversations" ? null : new ConnectorReply(0) { Aborts = true };
        (await SendAsync(Message)).ShouldBeOfType<SendOutcome.Unknown>();
    }

    [Fact]
    public async Task Opening_may_be_repeated_so_it_is_never_in_doubt()
    {
        foreach (var reply in new[] { new ConnectorReply(0) { Aborts = true }, new ConnectorReply(0) { Hangs = true }, ConnectorErrors.InternalError, new ConnectorReply(202) })
        {
            connector.Replies.Enqueue(reply);
            (await SendAsync(Message)).ShouldBeOfType<SendOutcome.TryAgain>();
        }

        connector.Replies.Enqueue(ConnectorErrors.BotNotInConversationRoster);
        (await SendAsync(Message)).ShouldBe(new SendOutcome.Refused("HTTP 403 BotNotInConversationRoster", Loss.Conversation));
        connector.Requests.Count.ShouldBe(5);
    }

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => teams.Channel.SendAsync(message, CancellationToken.None);
}
