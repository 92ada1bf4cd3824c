using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Crash;

/// <summary>Nothing committed is lost and nothing is done twice, even when the process is killed between two steps.</summary>
public sealed class KilledTests
{
    private static readonly ConnectorReply PostsAndNeverAnswers = new(200) { CarriesOut = true, Hangs = true };

    [Fact, Trait("Conformance", "BF-62")]
    public async Task A_card_that_waited_behind_a_hanging_post_arrives_exactly_once()
    {
        await using var bot = await StartAsync();
        await bot.Teams.SayAsync("anouk", "connect here alerts en");
        await bot.Teams.ShouldShowAsync("Connected for alerts");
        await bot.Company.AddCustomersAsync();

        // The answer to this hangs, so what the drop raises has to wait for it.
        bot.Teams.Connector.Rule = r => r.Method == "POST" ? PostsAndNeverAnswers : null;
        await bot.Teams.SayAsync("vera", "help");
        await bot.Teams.ShouldShowAsync("(your role: viewer)");
        await bot.Company.DropHealthAsync();
        await bot.KillAsync();
        (await bot.AllAsync<OutboxMessage>()).OrderBy(m => m.Id).Select(m => m.State)
            .ShouldBe([OutboxState.Sent, OutboxState.Sending, OutboxState.Pending]);
        (await CountAsync(bot, $"Health drop: {Company.Failing}")).ShouldBe(0);

        bot.Teams.Connector.Rule = _ => null;
        await bot.StartAsync();
        await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "everything is sent");
        (await CountAsync(bot, $"Health drop: {Company.Failing}")).ShouldBe(1);

        // What had arrived before is left as it is.
        (await CountAsync(bot, "Connected for alerts")).ShouldBe(1);

        // The hanging one may have arrived, and it had: an answer is sent once more, marked and noted.
        (await CountAsync(bot, "(your role: viewer)")).ShouldBe(2);
        (await bot.AllAsync<OutboxMessage>()).Select(m => m.WasResent).ShouldBe([false, true, false]);
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "outbox.resend").ShouldBe(1);
    }

    [Fact, Trait("Conformance", "BF-62")]
    public async Task A_survey_that_may_have_arrived_is_held_and_not_asked_again()
    {
        await using var bot = await BotProcess.CreateAsync();
        await using (var db = bot.OpenDb())
        {
            db.Outbox.Add(Survey(bot));
            await db.SaveChangesAsync();
        }

        bot.Teams.Connector.Rule = r => r.Method == "POST" ? PostsAndNeverAnswers : null;
        await bot.StartAsync();
        await bot.Teams.ShouldShowAsync("How likely", bot.Teams.PrivateRoomOf("vera"));
        await bot.KillAsync();
        (await bot.AllAsync<OutboxMessage>()).Single().State.ShouldBe(OutboxState.Sending);

        bot.Teams.Connector.Rule = _ => null;
        await bot.StartAsync();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Single().State == OutboxState.Unknown, "it is held");
        (await bot.AllAsync<AuditEvent>()).ShouldHaveSingleItem().Deed.ShouldBe("outbox.hold");
        (await bot.Teams.ShownAsync(bot.Teams.PrivateRoomOf("vera"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_question_that_was_committed_and_not_handled_is_answered_once()
    {
        await using var bot = await StartAsync();
        var room = bot.Teams.PrivateRoomOf("vera");
        bot.Teams.Connector.Rule = r => r.Method == "GET" ? new ConnectorReply(200) { Hangs = true } : null;
        await bot.Teams.SayAsync("vera", "help", room);
        await bot.KillAsync();
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Accepted);
        (await bot.AllAsync<OutboxMessage>()).ShouldBeEmpty();

        bot.Teams.Connector.Rule = _ => null;
        await bot.StartAsync();
        await bot.Teams.ShouldShowAsync("(your role: viewer)", room);
        var done = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        (done.State, done.Payload).ShouldBe((DeliveryState.Done, null));
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
        (await bot.Teams.ShownAsync(room)).ShouldHaveSingleItem();
    }

    [Fact, Trait("Conformance", "SL-14")]
    public async Task A_Slack_question_that_was_acknowledged_and_not_handled_is_answered_once()
    {
        await using var bot = await StartAsync();
        bot.Slack.AddPerson("vera");
        var room = bot.Slack.PrivateRoomOf("vera");
        bot.Slack.Fake.Next("users.info", new FakeSlackAnswer(Delay: TimeSpan.FromMinutes(5)));
        await bot.Slack.SayAsync("vera", "help", room);
        await bot.KillAsync();
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Accepted);
        (await bot.AllAsync<OutboxMessage>()).ShouldBeEmpty();

        await bot.StartAsync();
        await bot.Slack.ShouldShowAsync("(your role: viewer)", room);
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
        (await bot.Slack.ShownAsync(room)).ShouldHaveSingleItem();
    }

    [Fact, Trait("Conformance", "BF-62")]
    public async Task What_was_answered_before_the_kill_is_not_answered_again_when_it_is_delivered_again()
    {
        await using var bot = await StartAsync();
        var question = bot.Teams.Message("vera", "help");
        using var first = await bot.Teams.SendAsync(question);
        await bot.Teams.ShouldShowAsync("(your role: viewer)");
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "the answer is noted as sent");
        await bot.KillAsync();

        await bot.StartAsync();
        using var second = await bot.Teams.SendAsync(question);
        second.IsSuccessStatusCode.ShouldBeTrue();
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
        (await CountAsync(bot, "(your role: viewer)")).ShouldBe(1);
    }

    private static async Task<BotProcess> StartAsync()
    {
        var bot = await BotProcess.CreateAsync();
        bot.Teams.AddColleague("anouk");
        bot.Teams.AddColleague("vera");
        await bot.StartAsync();
        await bot.Company.AddStaffAsync();
        return bot;
    }

    private static async Task<int> CountAsync(BotProcess bot, string words) =>
        (await bot.Teams.ShownAsync()).Count(m => m.Everything.Contains(words, StringComparison.Ordinal));

    private static OutboxMessage Survey(BotProcess bot)
    {
        var chat = new ConversationRef
        {
            ChannelId = ChannelIds.Teams,
            ConversationId = bot.Teams.PrivateRoomOf("vera"),
            Kind = ConversationKind.Personal,
            ServiceUrl = bot.Teams.Connector.ServiceUrl,
            TenantId = TeamsSide.Tenant,
        };
        var now = TimeProvider.System.GetUtcNow();
        return new OutboxMessage
        {
            ConversationKey = chat.Key,
            Conversation = chat,
            Kind = SendKind.Post,
            Text = "How likely is it that you recommend us?",
            Policy = UnknownPolicy.Hold,
            CreatedAt = now,
            DueAt = now,
        };
    }
}
