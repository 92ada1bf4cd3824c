using Microsoft.EntityFrameworkCore;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Outbox;

public sealed class DueTests
{
    [Fact]
    public async Task What_is_due_is_found_without_a_walk_through_what_was_sent_long_ago()
    {
        await using var host = await BuiltHost.StartAsync();
        var db = host.Get<RetentionDb>();
        await db.Database.OpenConnectionAsync();
        await using var command = OutboxDispatcher.Due(db, TimeProvider.System.GetUtcNow()).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";

        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                steps.Add(reader.GetString(3));
            }
        }

        steps.ShouldContain(s => s.Contains("IX_outbox_messages_conversation_key_id", StringComparison.Ordinal));
        steps.ShouldAllBe(s => !s.StartsWith("SCAN", StringComparison.Ordinal));
        var index = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = 'IX_outbox_messages_conversation_key_id'").SingleAsync();
        index.ShouldEndWith("WHERE state IN (1, 2)");
    }
}
