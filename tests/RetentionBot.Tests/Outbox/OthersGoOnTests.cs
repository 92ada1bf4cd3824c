using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using static RetentionBot.Tests.Outbox.ScriptedChannel;

namespace RetentionBot.Tests.Outbox;

/// <summary>What fails, hangs or must rest in one place delays no other.</summary>
public sealed class OthersGoOnTests
{
    private readonly ScriptedChannel channel = new();

    [Fact, Trait("Conformance", "BF-55"), Trait("Conformance", "BF-61")]
    public async Task A_conversation_that_is_throttled_waits_as_long_as_asked_and_nineteen_others_go_on()
    {
        channel.Rule = m => m.Conversation.ConversationId == "room0" ? new SendOutcome.TryAgain("HTTP 429", TimeSpan.FromHours(1), PauseScope.Conversation) : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, [.. Enumerable.Range(0, 200).Select(i => Row(Room($"room{i % 20}"), $"{i}"))]);

        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Count(m => m.State == OutboxState.Sent) == 190, "the others have all theirs");
        await AddAsync(bot, Row(Room("room0"), "answer", OutboxPriority.Answer), Row(Room("room1"), "last"));
        await ShouldBecomeAsync(bot, "last", OutboxState.Sent);

        // Asked once in the hour, and not even for an answer; longer than any wait of our own.
        channel.Asked.Where(m => m.Conversation.ConversationId == "room0").ShouldHaveSingleItem();
        var row = (await bot.AllAsync<OutboxMessage>()).Single(m => m.Text == "0");
        (row.DueAt - row.CreatedAt).ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(1.2));
    }

    [Fact, Trait("Conformance", "BF-61")]
    public async Task Sends_that_hang_in_one_workspace_do_not_stop_another()
    {
        var end = new TaskCompletionSource();
        channel.Hang = m => m.Conversation.TenantId == "T1" ? end.Task : Task.CompletedTask;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, [.. Enumerable.Range(0, 40).Select(i => Row(Room($"room{i}"), $"hangs {i}"))]);
        await Eventually.ShouldBeAsync(() => channel.Asked.Count == 16, "the share of T1 is used up");

        await AddAsync(bot, [.. Enumerable.Range(0, 100).Select(i => Row(Room($"room{i % 10}", "T2"), $"goes {i}"))]);
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).Count(m => m.State == OutboxState.Sent && m.ConversationKey.StartsWith("odd|T2|", StringComparison.Ordinal)) == 100,
            "T2 has all its messages");
        channel.Asked.Count(m => m.Conversation.TenantId == "T1").ShouldBe(16);

        end.SetResult();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State == OutboxState.Sent), "T1 goes on");
    }

    [Fact, Trait("Conformance", "SL-33")]
    public async Task A_kind_that_must_rest_in_a_workspace_rests_there_alone()
    {
        channel.Rule = m => m is { Kind: SendKind.Post, Conversation.TenantId: "T1" }
            ? new SendOutcome.TryAgain("ratelimited", TimeSpan.FromHours(1), PauseScope.KindInWorkspace)
            : null;
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "first"));
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Single().LastError == "ratelimited", "the workspace asks for a rest");

        await AddAsync(
            bot,
            Row(Room("b"), "post", OutboxPriority.Answer),
            Row(Room("c"), "update", OutboxPriority.Deed, SendKind.Update, target: "m0"),
            Row(Room("b", "T2"), "elsewhere"));
        await ShouldBecomeAsync(bot, "elsewhere", OutboxState.Sent);
        await ShouldBecomeAsync(bot, "update", OutboxState.Sent);
        channel.Texts.ShouldNotContain("post");
    }

    [Fact]
    public async Task A_workspace_that_refuses_the_token_is_asked_by_one_message_only_and_health_says_so()
    {
        channel.Rule = _ => new SendOutcome.TryAgain("invalid_auth", TimeSpan.FromMinutes(5), PauseScope.Workspace);
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await AddAsync(bot, Row(Room("a"), "first"));
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).Single().LastError == "invalid_auth", "the token is refused");
        await AddAsync(bot, Row(Room("b"), "second", OutboxPriority.Answer));

        using var health = await bot.Http.GetAsync("/healthz");
        var page = await health.Content.ReadAsStringAsync();
        page.ShouldContain("odd: invalid_auth");
        page.ShouldContain("\"status\":\"Degraded\"");
        page.ShouldNotContain("T1");
        channel.Texts.ShouldBe(["first"]);
    }
}
