using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Tests.DirectLine;

public sealed class DirectLineChannelTests : IAsyncLifetime
{
    private WebChatWorld world = null!;

    public async Task InitializeAsync() => world = await WebChatWorld.StartAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task A_text_is_posted_as_a_message_of_the_bot()
    {
        var sent = await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("Churn was **2 %**.")), default);

        sent.ShouldBe(new SendOutcome.Sent("room-daan|m1"));
        var entry = (await world.Log.ReadAsync("room-daan", 0, 10, default)).ShouldHaveSingleItem();
        entry.Activity.ToJsonString().ShouldBe(
            """{"type":"message","id":"room-daan|m1","timestamp":"2026-11-02T09:00:00.000Z","channelId":"directline","conversation":{"id":"room-daan"}"""
            + ""","from":{"id":"bot","role":"bot"},"text":"Churn was **2 %**.","textFormat":"markdown"}""");
    }

    [Fact]
    public async Task A_card_is_posted_as_a_lowered_attachment_with_its_summary()
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Execute", ["title"] = "Take it", ["verb"] = "alert.acknowledge" }),
        };

        await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("Health fell", card)), default);

        var activity = (await world.Log.FindAsync("room-daan", "room-daan|m1", default))!;
        activity["summary"]!.GetValue<string>().ShouldBe("Health fell");
        activity.ContainsKey("text").ShouldBeFalse();
        activity["attachments"]![0]!["contentType"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        activity["attachments"]![0]!["content"]!["actions"]![0]!["data"]!.ToJsonString().ShouldBe("""{"verb":"alert.acknowledge","_m":"room-daan|m1"}""");
    }

    [Fact]
    public async Task An_update_comes_again_under_the_same_id_and_in_the_same_place()
    {
        await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("one")), default);
        var seen = (await world.Log.ReadAsync("room-daan", 0, 10, default))[^1].Sequence;
        world.Clock.Now += TimeSpan.FromHours(1);

        var sent = await world.Channel.SendAsync(Message(SendKind.Update, new MessageContent("two")) with { MessageId = "room-daan|m1" }, default);

        sent.ShouldBe(new SendOutcome.Sent("room-daan|m1"));
        var entry = (await world.Log.ReadAsync("room-daan", seen, 10, default)).ShouldHaveSingleItem();
        entry.Activity["id"]!.GetValue<string>().ShouldBe("room-daan|m1");
        entry.Activity["text"]!.GetValue<string>().ShouldBe("two");
        entry.Activity["timestamp"]!.GetValue<string>().ShouldBe("2026-11-02T09:00:00.000Z");
        (await world.Log.ReadAsync("room-daan", 0, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_takes_the_place_of_the_pressed_card_and_comes_back_with_its_errors()
    {
        var card = JsonNode.Parse("""{"type":"AdaptiveCard","body":[{"type":"Input.Text","id":"note"}],"actions":[{"type":"Action.Execute","verb":"alert.resolve"}]}""")!.AsObject();
        var form = new CardForm("Resolve", new MessageContent("Resolve", card)) { Errors = new Dictionary<string, string> { ["note"] = "Say what was done." } };
        await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("Health fell")), default);

        await world.Channel.SendAsync(Message(SendKind.Update, FormCard.Show(form)) with { MessageId = "room-daan|m1" }, default);

        var shown = (await world.Log.ReadAsync("room-daan", 0, 10, default)).ShouldHaveSingleItem().Activity["attachments"]![0]!["content"]!;
        shown["body"]![1]!["text"]!.GetValue<string>().ShouldBe("**!** Say what was done.");
        shown["actions"]![0]!["data"]!["_m"]!.GetValue<string>().ShouldBe("room-daan|m1");
    }

    [Fact]
    public async Task A_message_to_a_person_goes_to_their_one_conversation()
    {
        var cleo = Message(SendKind.Post, new MessageContent("psst")) with { Conversation = ToPerson("cleo") };

        (await world.Channel.SendAsync(cleo, default)).ShouldBe(new SendOutcome.Sent("room-cleo|m1") { ConversationId = "room-cleo" });
        (await world.Channel.SendAsync(cleo with { Conversation = ToPerson("nobody") }, default)).ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.Conversation);
        (await world.Log.ReadAsync("room-cleo", 0, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_under_a_message_is_refused_as_the_channel_says_of_itself()
    {
        world.Channel.Abilities.ShouldBe(new ChannelAbilities(CanSayPrivately: false, CanReact: false, OpensForms: false));

        (await world.Channel.SendAsync(Message(SendKind.React, new MessageContent("seen")) with { MessageId = "room-daan|1", Sign = ReactionSign.Seen }, default))
            .ShouldBeOfType<SendOutcome.Refused>();
        (await world.Log.ReadAsync("room-daan", 0, 10, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("room-daan|never")]
    [InlineData(null)]
    public async Task An_update_of_a_message_that_is_not_there_is_refused(string? messageId)
    {
        var sent = await world.Channel.SendAsync(Message(SendKind.Update, new MessageContent("two")) with { MessageId = messageId }, default);

        sent.ShouldBeOfType<SendOutcome.Refused>().Loss.ShouldBe(Loss.Message);
    }

    [Fact]
    public async Task The_same_post_sent_twice_is_there_once()
    {
        await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("one")), default);
        await world.Channel.SendAsync(Message(SendKind.Post, new MessageContent("one")), default);

        (await world.Log.ReadAsync("room-daan", 0, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_private_message_is_a_post_in_a_personal_conversation_and_refused_elsewhere()
    {
        var message = Message(SendKind.Private, new MessageContent("psst")) with { RecipientId = "daan" };
        var group = message with { Conversation = message.Conversation with { Kind = ConversationKind.Group } };

        (await world.Channel.SendAsync(message, default)).ShouldBeOfType<SendOutcome.Sent>();
        (await world.Channel.SendAsync(group, default)).ShouldBeOfType<SendOutcome.Refused>();
        (await world.Log.ReadAsync("room-daan", 0, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task People_are_proven_as_the_application_says_and_only_in_their_own_conversation()
    {
        (await world.Channel.ProveAsync(WebChatWorld.Daan.Person, WebChatWorld.Daan.Conversation, default)).IsColleague.ShouldBeTrue();
        (await world.Channel.ProveAsync(WebChatWorld.Cleo.Person, WebChatWorld.Cleo.Conversation, default)).IsColleague.ShouldBeFalse();
        (await world.Channel.ProveAsync(WebChatWorld.Daan.Person, WebChatWorld.Cleo.Conversation, default)).ShouldBe(PersonProof.Unproven);
        (await world.Channel.ProveAsync(WebChatWorld.Daan.Person, Room("room-broken"), default)).ShouldBe(PersonProof.Unproven);
    }

    [Theory]
    [InlineData("room-daan", Audience.InternalOnly)]
    [InlineData("room-cleo", Audience.WithOutsiders)]
    [InlineData("room-both", Audience.WithOutsiders)]
    [InlineData("room-unknown", Audience.Unknown)]
    [InlineData("room-broken", Audience.Unknown)]
    public async Task An_audience_is_internal_only_when_everybody_in_it_is(string room, Audience expected) =>
        (await world.Channel.AudienceAsync(Room(room), default)).ShouldBe(expected);

    private static ConversationRef ToPerson(string id) => Room(id) with { PersonId = id };

    private static ConversationRef Room(string id) => WebChatWorld.Daan.Conversation with { ConversationId = id };

    private static OutgoingMessage Message(SendKind kind, MessageContent content) =>
        new() { Id = "m1", Kind = kind, Conversation = WebChatWorld.Daan.Conversation, Content = content };
}
