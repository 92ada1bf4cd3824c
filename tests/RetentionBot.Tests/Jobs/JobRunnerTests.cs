using Microsoft.EntityFrameworkCore;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Tests.Jobs;

public sealed class JobRunnerTests
{
    [Fact]
    public async Task A_run_is_kept_with_its_beginning_length_and_outcome()
    {
        await using var host = await JobHost.StartAsync();
        (await host.ViewAsync()).Standing.ShouldBe(JobStanding.NeverRan);
        var began = host.Clock.Now;
        host.Work = _ =>
        {
            host.Clock.Now = began.AddMinutes(2);
            return Task.CompletedTask;
        };

        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Succeeded);

        var view = await host.ViewAsync();
        (view.Standing, view.StartedAt, view.Took, view.SucceededAt, view.Fault).ShouldBe((JobStanding.Succeeded, began, TimeSpan.FromMinutes(2), began.AddMinutes(2), null));
    }

    [Fact]
    public async Task One_that_fails_shows_why_without_what_the_error_says_and_the_next_run_clears_it()
    {
        await using var host = await JobHost.StartAsync();
        await host.Runner.RunAsync(host.Job, CancellationToken.None);
        var wentWellAt = host.Clock.Now;
        host.Clock.Now += TimeSpan.FromDays(1);
        host.Work = _ => throw new InvalidOperationException("password hunter2");

        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Failed);

        var failed = await host.ViewAsync();
        (failed.Standing, failed.SucceededAt).ShouldBe((JobStanding.Failed, wentWellAt));
        failed.Fault!.Value.Say(Texts.For(Texts.English)).ShouldBe("Something unexpected happened (InvalidOperationException). The log says more.");
        (await host.WithAsync<RetentionDb, JobState>(db => db.Jobs.SingleAsync())).Error.ShouldBe("unexpected InvalidOperationException");

        host.Work = _ => Task.CompletedTask;
        await host.Runner.RunAsync(host.Job, CancellationToken.None);
        var mended = await host.ViewAsync();
        (mended.Standing, mended.Fault, mended.SucceededAt).ShouldBe((JobStanding.Succeeded, null, host.Clock.Now));
    }

    [Fact]
    public async Task A_paused_one_does_not_run_and_says_who_paused_it_until_it_is_resumed()
    {
        await using var host = await JobHost.StartAsync();
        var runs = 0;
        host.Work = _ =>
        {
            runs++;
            return Task.CompletedTask;
        };
        (await host.AskAsync(d => d.PauseAsync(JobHost.Key, "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.Paused);
        (await host.AskAsync(d => d.PauseAsync(JobHost.Key, "bram", CancellationToken.None))).ShouldBe(new JobAnswer(JobReply.PausedBefore, JobHost.Key, "anouk"));

        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Skipped);
        (await host.AskAsync(d => d.RunAsync(JobHost.Key, "bram", CancellationToken.None))).ShouldBe(new JobAnswer(JobReply.IsPaused, JobHost.Key, "anouk"));

        var paused = await host.ViewAsync();
        (runs, paused.Standing, paused.PausedBy, paused.PausedAt, paused.Next).ShouldBe((0, JobStanding.NeverRan, "anouk", host.Clock.Now, null));
        (await host.AskAsync(d => d.ResumeAsync(JobHost.Key, "bram", CancellationToken.None))).Reply.ShouldBe(JobReply.Resumed);
        (await host.AskAsync(d => d.ResumeAsync(JobHost.Key, "bram", CancellationToken.None))).Reply.ShouldBe(JobReply.IsNotPaused);
        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Succeeded);
        runs.ShouldBe(1);
        (await host.WithAsync<RetentionDb, List<AuditEvent>>(db => db.Audit.OrderBy(a => a.Id).ToListAsync())).Select(a => (a.Deed, a.By, a.Subject)).ShouldBe([
            ("job.pause", "anouk", "job:grow-sample"), ("job.resume", "bram", "job:grow-sample")]);
    }

    [Fact]
    public async Task One_runs_never_twice_at_once_and_one_that_is_cut_short_did_not_end()
    {
        await using var host = await JobHost.StartAsync();
        var (entered, runs) = (new TaskCompletionSource(), 0);
        host.Work = ct =>
        {
            runs++;
            entered.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        using var stop = new CancellationTokenSource();
        var run = host.Runner.RunAsync(host.Job, stop.Token);
        await entered.Task;

        (await host.ViewAsync()).Standing.ShouldBe(JobStanding.Running);
        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Skipped);
        (await host.AskAsync(d => d.RunAsync(JobHost.Key, "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.IsRunning);
        runs.ShouldBe(1);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        await host.RestartAsync();
        var view = await host.ViewAsync();
        (view.Standing, view.StartedAt, view.Took).ShouldBe((JobStanding.DidNotEnd, host.Clock.Now, null));
    }

    [Fact]
    public async Task A_frequent_one_is_kept_in_one_write_and_one_that_hangs_is_seen()
    {
        await using var host = await JobHost.StartAsync(JobSchedule.EachMinute);
        host.Saves.Before(_ => true, () => Task.CompletedTask);
        await host.Runner.RunAsync(host.Job, CancellationToken.None);
        host.Saves.Times.ShouldBe(1);
        (await host.ViewAsync()).Standing.ShouldBe(JobStanding.Succeeded);

        host.Clock.Now += TimeSpan.FromMinutes(1);
        host.Work = ct => Task.Delay(Timeout.InfiniteTimeSpan, ct);
        using var stop = new CancellationTokenSource();
        var run = host.Runner.RunAsync(host.Job, stop.Token);
        await Harness.Eventually.ShouldBeAsync(async () => (await host.WithAsync<RetentionDb, JobState>(db => db.Jobs.SingleAsync())).StartedAt == host.Clock.Now, "its beginning is kept");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        (await host.ViewAsync()).Standing.ShouldBe(JobStanding.DidNotEnd);
    }

    [Fact]
    public async Task Where_somebody_else_was_quicker_to_save_it_is_done_again()
    {
        await using var host = await JobHost.StartAsync();
        var tries = 0;
        host.Work = _ => ++tries < 3 ? throw new DbUpdateConcurrencyException() : Task.CompletedTask;
        (await host.Runner.RunAsync(host.Job, CancellationToken.None)).ShouldBe(JobEnd.Succeeded);
        tries.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_asked_for_is_a_timer_for_the_process_that_runs_and_a_job_there_is_none_of_is_refused()
    {
        await using var host = await JobHost.StartAsync();
        (await host.AskAsync(d => d.RunAsync(JobHost.Key, "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.WillRun);
        (await host.AskAsync(d => d.RunAsync(JobHost.Key, "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.WillRun);
        var timer = (await host.WithAsync<RetentionDb, List<DueTimer>>(db => db.Timers.ToListAsync())).ShouldHaveSingleItem();
        (timer.Kind, timer.Subject, timer.DueAt).ShouldBe((RunJobTimer.Kind, JobHost.Key, host.Clock.Now));

        (await host.AskAsync(d => d.RunAsync("make-coffee", "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.NoSuchJob);
        (await host.AskAsync(d => d.PauseAsync("make-coffee", "anouk", CancellationToken.None))).Reply.ShouldBe(JobReply.NoSuchJob);
    }
}
