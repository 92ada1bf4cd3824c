using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Jobs;
using RetentionBot.SurveyPage;
using RetentionBot.Text;

namespace RetentionBot.Hosting.Admin;

/// <summary>How everything stands that runs by itself, as a page and as JSON.</summary>
internal sealed class JobsPage(JobWords words, AdminSessions sessions, Workspace workspace)
{
    /// <summary>The end of an address that keeps the language that was chosen.</summary>
    public static string Query(string? chosen, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var query = chosen is null ? QueryString.Empty : QueryString.Create(PageLanguage.Parameter, chosen);
        foreach (var (name, value) in more)
        {
            query = query.Add(name, value);
        }

        return query.ToUriComponent();
    }

    /// <param name="status">Of the answer.</param>
    /// <param name="board">What is shown.</param>
    /// <param name="visitor">Whose forms these are.</param>
    /// <param name="language">The language.</param>
    /// <param name="chosen">The language that was chosen on the page.</param>
    /// <param name="answer">What the last press came to.</param>
    public PageResult Show(int status, JobBoard board, AdminVisitor visitor, Texts language, string? chosen, JobAnswer? answer)
    {
        var form = new Form(sessions.FormToken(visitor.Session), Query(chosen));
        var said = answer is null ? Html.None
            : answer.IsDone ? (Html)$"""<p class="done" role="status">{JobWords.Say(answer, language)}</p>"""
            : $"""<p class="error" role="alert">{JobWords.Say(answer, language)}</p>""";
        var title = language.Say("jobs.page.title");
        var refresh = language.Say("jobs.page.refresh");
        return AdminFrame.Write(
            status,
            title,
            language,
            $"""
            <h1>{title}</h1>
            {said}
            {Verdict(board, language)}
            <p class="soft">{language.Say("jobs.page.as-of", ("time", words.Moment(board.At, language)), ("zone", workspace.Zone.Id))} <a href="{AdminEndpoints.JobsRoute}{form.Query}">{refresh}</a></p>
            <h2>{language.Say("jobs.page.jobs")}</h2>
            <ul class="jobs">{board.Jobs.Select(view => Show(view, form, language))}</ul>
            <h2>{language.Say("jobs.page.backlog")}</h2>
            {Show(board.Backlog, board.At, language)}
            """,
            visitor.Session is null ? Html.None : $"""<form method="post" action="{AdminEndpoints.LogOutRoute}{form.Query}">{form.Token}<button class="plain" type="submit">{language.Say("jobs.page.log-out")}</button></form>""");
    }

    /// <summary>The same for programs; times as instants, spans in seconds, words in the language asked for.</summary>
    public object Json(JobBoard board, Texts language) => new
    {
        at = board.At,
        zone = workspace.Zone.Id,
        jobs = board.Jobs.Select(view => new
        {
            key = view.Job.Key,
            name = JobWords.Name(view.Job, language),
            schedule = words.Schedule(view.Job, language),
            lastStart = view.StartedAt,
            seconds = view.Took?.TotalSeconds,
            outcome = view.Standing.ToString(),
            error = view.Fault?.Say(language),
            lastSuccess = view.SucceededAt,
            next = view.Next,
            pausedAt = view.PausedAt,
            pausedBy = view.PausedBy,
        }),
        lateTimers = board.Backlog.Timers.Select(t => new { kind = t.Kind, count = t.Count, oldest = t.Oldest, attempts = t.Attempts }),
        outbox = new { waiting = board.Backlog.Outbox.Count, oldest = board.Backlog.Outbox.Oldest, held = board.Backlog.Held, dead = board.Backlog.Dead },
        inbox = new { waiting = board.Backlog.Inbox.Count, oldest = board.Backlog.Inbox.Oldest },
    };

    private static bool IsBad(JobView view) => view.Standing is JobStanding.Failed or JobStanding.DidNotEnd;

    private static Html Verdict(JobBoard board, Texts language)
    {
        (string What, int Count)[] marks =
        [
            ("jobs-failed", board.Jobs.Count(IsBad)),
            ("jobs-paused", board.Jobs.Count(v => v.PausedAt is not null)),
            ("timers-late", board.Backlog.Timers.Sum(t => t.Count)),
            ("messages-left", board.Backlog.Held + board.Backlog.Dead),
        ];
        var what = string.Join(", ", marks.Where(m => m.Count > 0).Select(m => language.Count(m.What, m.Count)));
        return what.Length == 0
            ? (Html)$"""<p class="done">{language.Say("jobs.page.all-well")}</p>"""
            : $"""<p class="error">{language.Say("jobs.page.trouble", ("what", what))}</p>""";
    }

    private Html Show(JobView view, Form form, Texts language)
    {
        var (key, name) = (view.Job.Key, JobWords.Name(view.Job, language));
        var style = IsBad(view) ? "bad" : view.PausedAt is not null ? "off" : "ok";
        return $"""
            <li class="{style}"><h3>{name}</h3><code>{key}</code>
            <dl>{Row(language.Say("jobs.page.schedule"), words.Schedule(view.Job, language))}
            {Row(language.Say("jobs.page.last"), view.StartedAt is { } at ? Time(at, language) : null)}
            {Row(language.Say("jobs.page.took"), view.Took is { } took ? JobWords.Span(took, language) : null)}
            {Row(language.Say("jobs.page.outcome"), JobWords.Outcome(view, language), "outcome")}
            {Row(language.Say("jobs.page.error"), view.Fault?.Say(language), "fault")}
            {Row(language.Say("jobs.page.succeeded"), IsBad(view) && view.SucceededAt is { } good ? Time(good, language) : null)}
            {Row(language.Say("jobs.page.next"), view.Next is { } next ? Time(next, language) : words.Next(view, language) is { } start ? (Html)$"{start}" : null)}</dl>
            {(words.Paused(view, language) is { } paused ? (Html)$"""<p class="late">{paused}</p>""" : Html.None)}
            <div class="buttons">{(view.PausedAt is null
                ? (Html)$"{Button(key, "run", language.Say("jobs.page.run"), name, form)}{Button(key, "pause", language.Say("jobs.page.pause"), name, form, "plain")}"
                : Button(key, "resume", language.Say("jobs.page.resume"), name, form))}</div></li>
            """;
    }

    private Html Show(Backlog backlog, DateTimeOffset now, Texts language)
    {
        var hint = backlog.Held + backlog.Dead == 0 ? Html.None : (Html)$"""<p class="soft">{language.Say("jobs.page.outbox-hint")}</p>""";
        var timers = backlog.Timers.Count == 0
            ? (Html)$"<p>{language.Say("jobs.page.no-timers")}</p>"
            : $"<ul>{backlog.Timers.Select(t => Show(t, now, language))}</ul>";
        return $"""
            <dl class="bag">{Row(language.Say("jobs.page.outbox"), JobWords.Of(backlog.Outbox, now, language))}
            {Row(language.Say("jobs.page.held"), language.Format.Number(backlog.Held), backlog.Held > 0 ? "late" : "")}
            {Row(language.Say("jobs.page.dead"), language.Format.Number(backlog.Dead), backlog.Dead > 0 ? "late" : "")}
            {Row(language.Say("jobs.page.inbox"), JobWords.Of(backlog.Inbox, now, language))}</dl>
            {hint}
            <h3>{language.Say("jobs.page.timers")}</h3>
            {timers}
            """;
    }

    private Html Show(LateTimers late, DateTimeOffset now, Texts language)
    {
        var (timers, time) = (language.Count("timers", late.Count), words.Moment(late.Oldest, language));
        var what = late.Oldest > now
            ? language.Say("jobs.page.timer-next", ("timers", timers), ("time", time))
            : language.Say("jobs.page.timer", ("timers", timers), ("time", time));
        var tried = late.Attempts == 0 ? null : $"; {language.Say("jobs.page.timer-tried", ("attempts", late.Attempts))}";
        return $"<li><code>{late.Kind}</code> {what}{tried}</li>";
    }

    private Html Time(DateTimeOffset at, Texts language) =>
        $"""<time datetime="{at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}">{words.Moment(at, language)}</time>""";

    private static Html Row(string name, string? value, string style = "") => value is null ? Html.None : Row(name, (Html)$"{value}", style);

    private static Html Row(string name, Html? value, string style = "") => value is not { } shown ? Html.None : $"""<dt>{name}</dt><dd class="{style}">{shown}</dd>""";

    /// <summary>A button that says, to those who do not see where it stands, which job it is about.</summary>
    private static Html Button(string key, string deed, string label, string job, Form form, string style = "") => $"""
        <form method="post" action="{AdminEndpoints.JobsRoute}/{key}/{deed}{form.Query}">{form.Token}<button class="{style}" type="submit" aria-label="{label}: {job}">{label}</button></form>
        """;

    /// <summary>What every form of a page carries along.</summary>
    private sealed record Form(string Value, string Query)
    {
        public Html Token => $"""<input type="hidden" name="{AdminEndpoints.TokenField}" value="{Value}">""";
    }
}
