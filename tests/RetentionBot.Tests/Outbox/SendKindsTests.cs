using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using static RetentionBot.Tests.Outbox.ScriptedChannel;

namespace RetentionBot.Tests.Outbox;

/// <summary>What the channel is handed for each kind of row, and what is kept of its answer.</summary>
public sealed class SendKindsTests
{
    private readonly ScriptedChannel channel = new();

    [Fact]
    public async Task An_answer_overtakes_cards_that_wait_and_a_room_keeps_its_order()
    {
        var end = new TaskCompletionSource();
        channel.Hang = m => m.Content.Text == "bulk 0" ? end.Task : Task.CompletedTask;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "bulk 0"), Row(Room("a"), "bulk 1"), Row(Room("a"), "bulk 2"));
        await Eventually.ShouldBeAsync(() => !channel.Asked.IsEmpty, "the first is under way");
        await AddAsync(
            bot, Row(Room("a"), "deed", OutboxPriority.Deed, SendKind.Update, target: "m0"), Row(Room("a"), "answer 1", OutboxPriority.Answer), Row(Room("a"), "answer 2", OutboxPriority.Answer));
        end.SetResult();

        await ShouldBecomeAsync(bot, "bulk 2", OutboxState.Sent);
        channel.Texts.ShouldBe(["bulk 0", "answer 1", "answer 2", "deed", "bulk 1", "bulk 2"]);
    }

    [Fact]
    public async Task An_update_without_a_subject_rewrites_the_message_it_names()
    {
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "form", OutboxPriority.Answer, SendKind.Update, target: "m77"), Row(Room("a"), "nothing named", kind: SendKind.Update));

        (await ShouldBecomeAsync(bot, "form", OutboxState.Sent)).SentMessageId.ShouldBe("m1");
        (await ShouldBecomeAsync(bot, "nothing named", OutboxState.Dropped)).LastError.ShouldBe("there is no message to change");
        channel.Asked.ShouldHaveSingleItem().MessageId.ShouldBe("m77");
    }

    [Fact]
    public async Task A_sign_and_a_private_message_say_under_what_and_for_whom()
    {
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        var sign = Row(Room("a"), "done", OutboxPriority.Answer, SendKind.React, target: "m5");
        var whisper = Row(Room("a"), "for you", OutboxPriority.Answer, SendKind.Private, recipientId: "U7");
        await AddAsync(bot, sign, whisper);

        (await ShouldBecomeAsync(bot, "for you", OutboxState.Sent)).SentMessageId.ShouldBeNull();
        channel.Asked.Select(m => (m.Kind, m.MessageId, m.Sign, m.RecipientId)).ShouldBe([
            (SendKind.React, "m5", ReactionSign.Done, null),
            (SendKind.Private, null, null, "U7")]);
    }

    [Fact]
    public async Task A_sign_of_which_nobody_knows_is_simply_given_again()
    {
        var isLost = true;
        channel.Rule = _ => isLost ? new SendOutcome.Unknown("no answer") : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "done", OutboxPriority.Answer, SendKind.React, target: "m5"));
        await Eventually.ShouldBeAsync(() => !channel.Asked.IsEmpty, "it was tried");
        isLost = false;

        (await ShouldBecomeAsync(bot, "done", OutboxState.Sent)).WasResent.ShouldBeFalse();
        (await bot.AllAsync<AuditEvent>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_conversation_that_was_opened_for_a_person_is_kept_and_what_follows_goes_there()
    {
        channel.Rule = m => m.Conversation.PersonId is null ? null : new SendOutcome.Sent("m1") { ConversationId = "D9" };
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        var person = Room("U9") with { PersonId = "U9", Kind = ConversationKind.Personal };
        await AddAsync(
            bot,
            new Identity { PersonKey = "odd|T1|U9", UserId = "U9" },
            Row(person, "one", subject: "alert:1", recipientKey: "odd|T1|U9"),
            Row(person, "two", recipientKey: "odd|T1|U9"));

        await ShouldBecomeAsync(bot, "two", OutboxState.Sent);
        (await bot.AllAsync<Identity>()).Single(i => i.UserId == "U9").PersonalConversationKey.ShouldBe("odd|T1|D9");
        var place = (await bot.AllAsync<Conversation>()).Single(c => c.Key == "odd|T1|D9");
        (place.IsActive, place.Reference.Kind, place.Reference.PersonId).ShouldBe((true, ConversationKind.Personal, null));
        channel.Asked.Select(m => (m.Conversation.ConversationId, m.Conversation.PersonId)).ShouldBe([("U9", "U9"), ("D9", null)]);
        (await bot.AllAsync<PostedMessage>()).ShouldHaveSingleItem().ConversationKey.ShouldBe("odd|T1|D9");
    }

    [Fact]
    public async Task The_service_address_that_worked_is_used_from_then_on()
    {
        channel.Rule = m => m.Content.Text == "one" ? new SendOutcome.Sent("m1") { ServiceUrl = "https://gcc.example.com/" } : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await ConnectAsync(bot, Room("a"));
        await AddAsync(bot, Row(Room("a"), "one"), Row(Room("a"), "two"));

        await ShouldBecomeAsync(bot, "two", OutboxState.Sent);
        channel.Asked.Select(m => m.Conversation.ServiceUrl).ShouldBe([null, "https://gcc.example.com/"]);
    }

    [Fact]
    public async Task The_card_under_a_message_is_the_last_that_everybody_sees()
    {
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        var cards = bot.Services.GetRequiredService<IPostedCards>();
        channel.Rule = _ => new SendOutcome.Sent("m1");
        await AddAsync(bot, Row(Room("a"), "post", subject: "alert:1", card: """{"body":"open"}"""));
        await ShouldBecomeAsync(bot, "post", OutboxState.Sent);
        (await cards.FindAsync(Room("a"), "m1", CancellationToken.None))!.ToJsonString().ShouldBe("""{"body":"open"}""");

        await AddAsync(
            bot,
            Row(Room("a"), "update", OutboxPriority.Deed, SendKind.Update, "alert:1", card: """{"body":"taken"}"""),
            Row(Room("a"), "form", OutboxPriority.Deed, SendKind.Update, target: "m1", card: """{"body":"form"}"""));
        await ShouldBecomeAsync(bot, "form", OutboxState.Sent);
        (await cards.FindAsync(Room("a") with { ThreadId = "t" }, "m1", CancellationToken.None))!.ToJsonString().ShouldBe("""{"body":"taken"}""");
        (await cards.FindAsync(Room("a"), "m2", CancellationToken.None)).ShouldBeNull();
        (await cards.FindAsync(Room("b"), "m1", CancellationToken.None)).ShouldBeNull();
    }
}
