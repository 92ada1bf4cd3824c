using Microsoft.EntityFrameworkCore;
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
                Message(OutboxState.Dead, new TimeSpan(1, 2, 3, 0), "Slack: restricted_action to chat.postMessage.", cause: "turn-42"),
                Message(OutboxState.Unknown, TimeSpan.FromMinutes(5), "no answer"),
                Message(OutboxState.Pending, TimeSpan.FromMinutes(1), "HTTP 429", due: new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero)),
                Message(OutboxState.Pending, TimeSpan.FromMinutes(1), null),
                Message(OutboxState.Dropped, TimeSpan.FromMinutes(1), null));
            await db.SaveChangesAsync();
        }

        var run = await BotProcess.RunAsync(folder, "outbox", "list");

        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t', StringSplitOptions.TrimEntries)).ToList();
        lines[0].ShouldBe(["id", "state", "kind", "age", "attempts", "waits", "reason", "cause"]);
        lines.Skip(1).Select(l => (l[0], l[1], l[2], l[4], l[5], l[6])).ShouldBe([
            ("2", "dead", "post", "3", "", "Slack: restricted_action to chat.postMessage."),
            ("3", "unknown", "post", "3", "", "no answer"),
            ("4", "pending", "post", "3", "until 2099-01-02T03:04:05Z", "HTTP 429"),
            ("5", "pending", "post", "3", "for 4", "")]);
        lines.Skip(1).Select(l => l[7]).ShouldBe(["turn-42", "", "", ""]);
        lines[1][3].ShouldStartWith("1.02:03:");
        run.Output.ShouldNotContain("Van Vliet");
    }

    [Fact]
    public async Task Outbox_list_says_so_when_everything_has_arrived()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder, "outbox", "list")).ShouldBe(new BotRun(0, $"Nothing waits, and nothing was given up or held.{Environment.NewLine}", ""));
    }

    [Fact]
    public async Task What_was_given_up_or_is_held_is_replayed_as_new_and_what_is_sent_is_not()
    {
        using var folder = new TestFolder();
        await using (var host = await BuiltHost.StartAsync(folder.Path))
        {
            var db = host.Get<RetentionDb>();
            db.Outbox.AddRange(
                Message(OutboxState.Dead, TimeSpan.FromDays(3), "HTTP 503"),
                Message(OutboxState.Unknown, TimeSpan.FromDays(3), "no answer", wasResent: true),
                Message(OutboxState.Sent, TimeSpan.FromDays(3), null),
                Message(OutboxState.Dead, TimeSpan.FromDays(3), "HTTP 503", subject: "alert:1"),
                Message(OutboxState.Sent, TimeSpan.FromDays(2), null, subject: "alert:1"));
            await db.SaveChangesAsync();
        }

        (await BotProcess.RunAsync(folder, "outbox", "replay", "1", "3")).ShouldBe(
            new BotRun(1, "", $"Message 3 is sent; this can be done only to one that is dead or unknown. Nothing was changed.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "outbox", "replay", "4")).ShouldBe(
            new BotRun(1, "", $"Message 4 is out of date: what it shows was told anew since. Nothing was changed.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "outbox", "replay", "404")).ShouldBe(new BotRun(1, "", $"There is no message 404. Nothing was changed.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "outbox", "replay")).ExitCode.ShouldBe(2);
        (await BotProcess.RunAsync(folder, "outbox", "replay", "1", "--all-dead")).ExitCode.ShouldBe(2);
        (await BotProcess.RunAsync(folder, "outbox", "replay", "--all-dead")).ShouldBe(new BotRun(0, $"1 will be sent.{Environment.NewLine}", ""));
        (await BotProcess.RunAsync(folder, "outbox", "replay", "2")).ShouldBe(new BotRun(0, $"1 will be sent.{Environment.NewLine}", ""));

        await using var after = await BuiltHost.StartAsync(folder.Path);
        var rows = await after.Get<RetentionDb>().Outbox.OrderBy(m => m.Id).ToListAsync();
        rows.Select(m => (m.State, m.Attempts, m.WasResent, m.ReplayedAt is not null)).ShouldBe([
            (OutboxState.Pending, 0, false, true), (OutboxState.Pending, 0, false, true), (OutboxState.Sent, 3, false, false), (OutboxState.Dead, 3, false, false), (OutboxState.Sent, 3, false, false)]);
        (await after.Get<RetentionDb>().Audit.OrderBy(a => a.Id).ToListAsync()).Select(a => (a.Deed, a.By, a.Subject, a.Note)).ShouldBe([
            ("outbox.replay", "cli", "outbox:1", "dead"), ("outbox.replay", "cli", "outbox:2", "unknown")]);
    }

    [Fact]
    public async Task What_has_not_arrived_can_be_dropped_for_good()
    {
        using var folder = new TestFolder();
        await using (var host = await BuiltHost.StartAsync(folder.Path))
        {
            var db = host.Get<RetentionDb>();
            db.Outbox.AddRange(
                Message(OutboxState.Dead, TimeSpan.FromDays(3), "HTTP 503"), Message(OutboxState.Pending, TimeSpan.FromDays(3), null), Message(OutboxState.Sending, TimeSpan.FromDays(3), null));
            await db.SaveChangesAsync();
        }

        (await BotProcess.RunAsync(folder, "outbox", "drop", "1", "3")).ShouldBe(
            new BotRun(1, "", $"Message 3 is sending; this can be done only to one that is pending or dead or unknown. Nothing was changed.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "outbox", "drop")).ExitCode.ShouldBe(2);
        (await BotProcess.RunAsync(folder, "outbox", "drop", "1", "2")).ShouldBe(new BotRun(0, $"2 dropped.{Environment.NewLine}", ""));

        await using var after = await BuiltHost.StartAsync(folder.Path);
        (await after.Get<RetentionDb>().Outbox.OrderBy(m => m.Id).Select(m => m.State).ToListAsync()).ShouldBe([OutboxState.Dropped, OutboxState.Dropped, OutboxState.Sending]);
        (await after.Get<RetentionDb>().Audit.CountAsync(a => a.Deed == "outbox.drop" && a.By == "cli")).ShouldBe(2);
    }

    private static OutboxMessage Message(
        OutboxState state, TimeSpan age, string? reason, DateTimeOffset? due = null, string? subject = null, bool wasResent = false, string? cause = null)
    {
        var at = TimeProvider.System.GetUtcNow() - age;
        return new OutboxMessage
        {
            ConversationKey = "slack||C1",
            Conversation = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C1", Kind = ConversationKind.Channel },
            Kind = subject is null ? SendKind.Post : SendKind.Update,
            Subject = subject,
            WasResent = wasResent,
            Text = "Health drop: Van Vliet Transport",
            State = state,
            Attempts = 3,
            LastError = reason,
            Cause = cause,
            CreatedAt = at,
            DueAt = due ?? at,
        };
    }
}
