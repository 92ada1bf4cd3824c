using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Text;

namespace RetentionBot.Jobs;

/// <summary>How jobs are spoken of, wherever they are shown.</summary>
internal sealed class JobWords(Workspace workspace)
{
    public static string Name(Job job, Texts texts) => texts.Say($"jobs.name.{job.Key}");

    /// <summary>When it runs, in words; a time of day with its zone.</summary>
    public string Schedule(Job job, Texts texts) => job.Schedule switch
    {
        JobSchedule.Daily daily => texts.Say("jobs.schedule.daily", ("time", daily.At.ToString("HH:mm", CultureInfo.InvariantCulture)), ("zone", workspace.Zone.Id)),
        JobSchedule.Each { Pause: { TotalSeconds: < 60 } pause } => texts.Count("each-seconds", (long)pause.TotalSeconds),
        JobSchedule.Each { Pause: var pause } => texts.Count("each-minutes", (long)pause.TotalMinutes),
        _ => texts.Say("jobs.schedule.at-start"),
    };

    public static string Outcome(JobView view, Texts texts) => view.Standing switch
    {
        JobStanding.NeverRan => texts.Say("jobs.outcome.never-ran"),
        JobStanding.Running => texts.Say("jobs.outcome.running"),
        JobStanding.DidNotEnd => texts.Say("jobs.outcome.did-not-end"),
        JobStanding.Succeeded => texts.Say("jobs.outcome.succeeded"),
        _ => texts.Say("jobs.outcome.failed"),
    };

    /// <summary>When it runs next; null while it is paused.</summary>
    public string? Next(JobView view, Texts texts) => view.PausedAt is not null ? null : view.Next is { } next ? Moment(next, texts) : texts.Say("jobs.next-start");

    /// <summary>Since when and by whom it is paused; null while it may run.</summary>
    public string? Paused(JobView view, Texts texts) =>
        view.PausedAt is { } since ? texts.Say("jobs.paused", ("by", view.PausedBy), ("since", Moment(since, texts))) : null;

    /// <summary>A point in time in the workspace's zone: "21 November, 14:05".</summary>
    public string Moment(DateTimeOffset at, Texts texts) => texts.Format.Moment(at, workspace.Zone);

    /// <summary>"0.4 s", "2 min 5 s", "3 h 10 min", "4 d 3 h".</summary>
    public static string Span(TimeSpan span, Texts texts) => span switch
    {
        { TotalSeconds: < 0.1 } => texts.Say("jobs.span.instant"),
        { TotalSeconds: < 10 } => texts.Say("jobs.span.seconds", ("s", texts.Format.Number((decimal)span.TotalSeconds, 1))),
        { TotalMinutes: < 1 } => texts.Say("jobs.span.seconds", ("s", (int)span.TotalSeconds)),
        { TotalHours: < 1 } => texts.Say("jobs.span.minutes", ("min", (int)span.TotalMinutes), ("s", span.Seconds)),
        { TotalDays: < 1 } => texts.Say("jobs.span.hours", ("h", (int)span.TotalHours), ("min", span.Minutes)),
        _ => texts.Say("jobs.span.days", ("d", (int)span.TotalDays), ("h", span.Hours)),
    };

    public static string Say(JobAnswer answer, Texts texts) => answer.Reply switch
    {
        JobReply.WillRun => texts.Say("jobs.said.will-run", ("job", answer.Key)),
        JobReply.Paused => texts.Say("jobs.said.paused", ("job", answer.Key)),
        JobReply.Resumed => texts.Say("jobs.said.resumed", ("job", answer.Key)),
        JobReply.IsPaused => texts.Say("jobs.said.is-paused", ("job", answer.Key), ("by", answer.PausedBy)),
        JobReply.PausedBefore => texts.Say("jobs.said.paused-before", ("job", answer.Key), ("by", answer.PausedBy)),
        JobReply.IsRunning => texts.Say("jobs.said.is-running", ("job", answer.Key)),
        JobReply.IsNotPaused => texts.Say("jobs.said.is-not-paused", ("job", answer.Key)),
        _ => texts.Say("jobs.said.no-such-job", ("job", answer.Key)),
    };

    /// <summary>What waits in a sentence or two, for where there is no table.</summary>
    public static string Sum(JobBoard board, Texts texts)
    {
        var backlog = board.Backlog;
        return texts.Say(
            "jobs.sum",
            ("outbox", Of(backlog.Outbox, board.At, texts)),
            ("held", backlog.Held),
            ("dead", backlog.Dead),
            ("inbox", Of(backlog.Inbox, board.At, texts)),
            ("timers", backlog.Timers.Sum(t => t.Count)));
    }

    /// <summary>How many wait, and how old the oldest is.</summary>
    public static string Of(Waiting waiting, DateTimeOffset now, Texts texts) => waiting.Oldest is { } oldest
        ? texts.Say("jobs.waiting", ("count", waiting.Count), ("age", Span(now - oldest, texts)))
        : texts.Format.Number(waiting.Count);
}
