using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Outbox;

/// <summary>Which rows may leave, and that finding them does not depend on how many wait or were sent.</summary>
public sealed class DueTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private BuiltHost host = null!;

    private RetentionDb Db => host.Get<RetentionDb>();

    public async Task InitializeAsync() => host = await BuiltHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_is_due_is_found_without_a_walk_through_what_was_sent_long_ago()
    {
        await Db.Database.OpenConnectionAsync();
        await using var command = OutboxOrder.Due(Db, Now).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";

        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                steps.Add(reader.GetString(3));
            }
        }

        // One walk through what has not left, and from there by the row's number.
        steps.Where(s => s.StartsWith("SCAN", StringComparison.Ordinal) && s.Contains(" USING ", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldEndWith("USING INDEX IX_outbox_messages_conversation_key_priority_id");
        steps.ShouldContain(s => s.EndsWith("USING INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal));
        steps.ShouldContain(s => s.EndsWith("IX_outbox_messages_subject_conversation_key_id (subject=? AND conversation_key=? AND id<?)", StringComparison.Ordinal));
        var index = await Db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = 'IX_outbox_messages_conversation_key_priority_id'").SingleAsync();
        index.ShouldEndWith("WHERE state < 3");
    }

    [Fact]
    public async Task However_many_wait_in_one_room_the_others_are_found()
    {
        Db.Outbox.AddRange(Enumerable.Range(0, 3000).Select(_ => Row("busy")));
        Db.Outbox.Add(Row("quiet"));

        (await DueAsync()).ShouldBe([1, 3001]);
    }

    [Fact, Trait("Conformance", "BF-60")]
    public async Task The_more_urgent_overtakes_and_the_less_urgent_waits()
    {
        // 1 bulk, 2 answer, 3 deed, 4 bulk: the answer may overtake, the deed and the second bulk wait for what is earlier and as urgent.
        Db.Outbox.AddRange(Row("a"), Row("a", OutboxPriority.Answer), Row("a", OutboxPriority.Deed), Row("a"));

        (await DueAsync()).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task An_update_that_rests_after_trouble_of_its_own_is_in_nobodys_way()
    {
        // 2 may overtake 1; 4 shows what 1 is to show first; 6 may overtake 5.
        Db.Outbox.AddRange(
            Row("a", dueIn: 60, subject: "alert:1", kind: SendKind.Update), Row("a"), Row("b"), Row("a", OutboxPriority.Deed, subject: "alert:1", kind: SendKind.Update),
            Row("c", OutboxPriority.Deed, dueIn: 60, kind: SendKind.Update), Row("c"));

        (await DueAsync()).ShouldBe([2, 3, 6]);
    }

    [Fact, Trait("Conformance", "BF-60")]
    public async Task What_is_said_keeps_its_order_and_holds_up_what_is_no_more_urgent()
    {
        Db.Outbox.AddRange(
            Row("a", OutboxPriority.Answer, dueIn: 60), Row("a", OutboxPriority.Answer), Row("a"),
            Row("b", dueIn: 60), Row("b"));

        (await DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_that_waits_for_its_post_holds_up_no_other()
    {
        // 2 waits for 1; 3 rewrites a card that stands there already.
        Db.Outbox.AddRange(
            Row("a", subject: "alert:1"),
            Row("a", OutboxPriority.Deed, subject: "alert:1", kind: SendKind.Update),
            Row("a", OutboxPriority.Deed, subject: "alert:2", kind: SendKind.Update));

        (await DueAsync()).ShouldBe([3, 1]);
    }

    [Fact]
    public async Task An_update_overtakes_other_cards_but_never_the_post_it_rewrites()
    {
        Db.Outbox.AddRange(
            Row("a", subject: "alert:1"),
            Row("a", OutboxPriority.Deed, subject: "alert:1", kind: SendKind.Update),
            Row("b", subject: "alert:2"),
            Row("b", OutboxPriority.Deed, subject: "alert:1", kind: SendKind.Update));

        (await DueAsync()).ShouldBe([4, 1, 3]);
    }

    [Fact, Trait("Conformance", "BF-60")]
    public async Task What_is_being_sent_is_still_ahead_and_what_is_decided_is_not()
    {
        Db.Outbox.AddRange(
            Row("a", state: OutboxState.Sending), Row("a"),
            Row("b", state: OutboxState.Dead), Row("b"),
            Row("c", state: OutboxState.Unknown), Row("c"));

        (await DueAsync()).ShouldBe([4, 6]);
    }

    private async Task<List<long>> DueAsync()
    {
        await Db.SaveChangesAsync();
        return await OutboxOrder.Due(Db, Now).Select(m => m.Id).ToListAsync();
    }

    private static OutboxMessage Row(
        string room,
        OutboxPriority priority = OutboxPriority.Bulk,
        string? subject = null,
        SendKind kind = SendKind.Post,
        OutboxState state = OutboxState.Pending,
        int dueIn = 0)
    {
        var conversation = new ConversationRef { ChannelId = "odd", TenantId = "T1", ConversationId = room, Kind = ConversationKind.Channel };
        return new OutboxMessage
        {
            ConversationKey = conversation.Key,
            Conversation = conversation,
            Kind = kind,
            Text = "x",
            Subject = subject,
            Priority = priority,
            State = state,
            CreatedAt = Now,
            DueAt = Now.AddSeconds(dueIn),
        };
    }
}
