using Microsoft.EntityFrameworkCore;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Cli;

public sealed class JobsCommandTests
{
    [Fact]
    public async Task Jobs_list_shows_each_job_with_when_and_how_and_what_waits()
    {
        using var folder = new TestFolder();
        await using (var host = await BuiltHost.StartAsync(folder.Path))
        {
            var db = host.Get<RetentionDb>();
            var at = new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
            var failed = new Store.Entities.JobState { Job = "score-customers" };
            failed.End(at, at.AddSeconds(90), "database 5");
            var cut = new Store.Entities.JobState { Job = "rules" };
            cut.Begin(at);
            db.Jobs.AddRange(failed, cut);
            db.Timers.Add(new Store.Entities.DueTimer { Kind = "alert.escalate", Subject = "alert:1", DueAt = at });
            await db.SaveChangesAsync();
        }

        var run = await BotProcess.RunAsync(folder, "jobs", "list");

        run.ExitCode.ShouldBe(0, run.Errors);
        var lines = run.Output.Split(Environment.NewLine).Select(l => l.Split('\t')).ToList();
        lines[0].ShouldBe(["job", "schedule", "last", "took", "outcome", "next", "paused by"]);
        var scoring = lines.Single(l => l[0] == "score-customers");
        scoring[1..5].ShouldBe(["every day at 03:00 (Europe/Amsterdam)", "2026-11-22T02:00:00Z", "1 min 30 s", "failed: The database refused it (code 5). The log says more."]);
        scoring[5].ShouldMatch("^20..-..-..T0[12]:00:00Z$");
        lines.Single(l => l[0] == "rules")[2..5].ShouldBe(["2026-11-22T02:00:00Z", "", "has not ended: it runs, or the bot was stopped in the middle"]);
        lines.Single(l => l[0] == "waves")[1..5].ShouldBe(["every minute", "", "", "never ran"]);
        lines.ShouldContain(l => l.SequenceEqual(new[] { "messages to send", "0", "" }));
        lines.ShouldContain(l => l.SequenceEqual(new[] { "timers alert.escalate", "1", "2026-11-22T02:00:00Z" }));
    }

    [Fact]
    public async Task A_job_is_paused_resumed_and_asked_for_with_a_sentence_and_an_exit_code()
    {
        using var folder = new TestFolder();

        (await BotProcess.RunAsync(folder, "jobs", "pause", "waves")).ShouldBe(new BotRun(0, $"waves is paused; it does not run until it is resumed.{Environment.NewLine}", ""));
        (await BotProcess.RunAsync(folder, "jobs", "run", "waves")).ShouldBe(new BotRun(1, "", $"waves is paused by cli; resume it first.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "jobs", "list")).Output.ShouldMatch(@"waves\tevery minute\t\t\tnever ran\t\tcli");
        (await BotProcess.RunAsync(folder, "jobs", "resume", "waves")).ShouldBe(new BotRun(0, $"waves runs again as planned.{Environment.NewLine}", ""));
        (await BotProcess.RunAsync(folder, "jobs", "run", "waves")).ShouldBe(new BotRun(0, $"waves runs within seconds.{Environment.NewLine}", ""));
        (await BotProcess.RunAsync(folder, "jobs", "run", "make-coffee")).ShouldBe(
            new BotRun(1, "", $"There is no job make-coffee; the list of jobs shows their keys.{Environment.NewLine}"));
        (await BotProcess.RunAsync(folder, "jobs", "run")).ExitCode.ShouldBe(2);

        await using var host = await BuiltHost.StartAsync(folder.Path);
        (await host.Get<RetentionDb>().Timers.SingleAsync()).Kind.ShouldBe(RunJobTimer.Kind);
        (await host.Get<RetentionDb>().Audit.OrderBy(a => a.Id).ToListAsync()).Select(a => (a.Deed, a.By, a.Subject)).ShouldBe([
            ("job.pause", "cli", "job:waves"), ("job.resume", "cli", "job:waves"), ("job.run", "cli", "job:waves")]);
    }
}
