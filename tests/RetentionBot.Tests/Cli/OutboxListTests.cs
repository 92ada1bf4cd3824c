using RetentionBot.Channels.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Cli;

public sealed class OutboxListTests
{
    [Fact]
    public async Task Outbox_list_shows_what_has_not_arrived_and_why_and_nothing_of_what_it_says()
    {
        using var folder = new TestFolder();
        await using (var host = await BuiltHost.StartAsync(folder.Path))
        {
            var db = host.Get<RetentionDb>();
            db.Outbox.AddRange(
                Message(OutboxState.Sent, TimeSpan.FromHours(3), null),
                Message(OutboxState.Dead, new TimeSpan(1, 2, 3, 0), "Slack: restricted_action to chat.postMessage."),
                Message(OutboxState.Unknown, TimeSpan.FromMinutes(5), "no answer"),
                Message(OutboxState.Pending, TimeSpan.FromMinutes(1), null),
                Message(OutboxState.Dropped, TimeSpan.FromMinutes(1), null));
            await db.SaveChangesAsync();
        }

        var run = await BotProcess.RunAsync(folder, "outbox", "list");

        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t', StringSplitOptions.TrimEntries)).ToList();
        lines[0].ShouldBe(["id", "state", "kind", "age", "attempts", "reason"]);
        lines.Skip(1).Select(l => (l[0], l[1], l[2], l[4], l[5])).ShouldBe([
            ("2", "dead", "post", "3", "Slack: restricted_action to chat.postMessage."),
            ("3", "unknown", "post", "3", "no answer"),
            ("4", "pending", "post", "3", "")]);
        lines[1][3].ShouldStartWith("1.02:03:");
        run.Output.ShouldNotContain("Van Vliet");
    }

    [Fact]
    public async Task Outbox_list_says_so_when_everything_has_arrived()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder, "outbox", "list")).ShouldBe(new BotRun(0, $"Nothing waits, and nothing was given up or held.{Environment.NewLine}", ""));
    }

    private static OutboxMessage Message(OutboxState state, TimeSpan age, string? reason)
    {
        var at = TimeProvider.System.GetUtcNow() - age;
        return new OutboxMessage
        {
            ConversationKey = "slack||C1",
            Conversation = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C1", Kind = ConversationKind.Channel },
            Kind = SendKind.Post,
            Text = "Health drop: Van Vliet Transport",
            State = state,
            Attempts = 3,
            LastError = reason,
            CreatedAt = at,
            DueAt = at,
        };
    }
}
