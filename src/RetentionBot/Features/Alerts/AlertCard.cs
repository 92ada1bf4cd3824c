using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Shows an alert as it stands: what happened, why, what is at stake, who has it, and what can be done now.</summary>
internal sealed class AlertCard(Cards cards, RuleWords words, CustomerLinks links, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>What the subject of every alert begins with, and nothing else's.</summary>
    public const string SubjectBeginning = "alert:";

    /// <summary>The name under which messages that show an alert are remembered.</summary>
    public static string SubjectOf(Alert alert) => $"{SubjectBeginning}{alert.Id:N}";

    /// <summary>The alert that a subject names; null when it names something else.</summary>
    public static Guid? IdOf(string subject) =>
        subject.StartsWith(SubjectBeginning, StringComparison.Ordinal) && Guid.TryParseExact(subject[SubjectBeginning.Length..], "N", out var id) ? id : null;

    /// <summary>How an alert ended, in words.</summary>
    public static string EndingIn(AlertEnding ending, Texts texts) => texts.Say($"alert.ending.{ending.ToString().ToLowerInvariant()}");

    /// <param name="notice">Why this very person is shown it; null where it stands for everybody.</param>
    public MessageContent Show(Alert alert, Customer customer, Texts texts, string? notice = null)
    {
        var id = alert.Id.ToString("N");
        var said = words.Of(alert, customer.Name, texts);
        var data = new
        {
            Id = id,
            Notice = notice,
            said.Title,
            Status = Status(alert, texts),
            Promised = Promised(alert, texts),
            Facts = said.Facts.Concat(Facts(alert, customer, texts)),
            Play = alert.ResolvedAt is null ? said.Play : null,
            Link = links.To(customer.SourceKey) is { } link ? $"[{texts.Say("alert.openCustomer")}]({link})" : null,
            Promises = Promises(alert, texts).Select(p => new { Id = id, p.Title, p.Promise, p.Until }),
            Buttons = Buttons(alert, texts).Select(b => new { Id = id, b.Title, b.Verb, b.Style, b.Mode }),
            Style = alert.Status switch { AlertStatus.Open => "attention", AlertStatus.Acknowledged => "warning", AlertStatus.Snoozed => "accent", _ => "good" },
        };
        return cards.Show("alert", texts, data, notice is null ? said.Summary : $"{said.Summary}. {notice}");
    }

    /// <summary>An alert in one line: what it is and where it stands.</summary>
    public string Line(Alert alert, Customer customer, Texts texts) => $"{words.Of(alert, customer.Name, texts).Summary}. {Status(alert, texts)} {Promised(alert, texts)}".TrimEnd();

    private static IEnumerable<RuleFact> Facts(Alert alert, Customer customer, Texts texts)
    {
        yield return new(
            texts.Say("alert.at-stake"),
            alert is { MrrMinor: { } mrr, Currency: { } currency } ? $"{texts.Format.Money(mrr, currency)} {texts.Say("alert.per-month")}" : texts.Say("alert.unknown"));
        if (customer.Segment is { } segment)
        {
            yield return new(texts.Say("alert.segment"), CardText.Escape(segment));
        }

        // Some sources name the owner by mail address, which does not belong in a channel.
        var owner = alert.OwnerName ?? customer.Owner;
        yield return new(texts.Say("alert.owner"), owner is null ? texts.Say("alert.no-owner") : CardText.Escape(owner.Split('@')[0]));
        yield return new(texts.Say("alert.since"), texts.Format.Date(alert.RaisedOn));
        if (alert.ResolvedNote is { } note)
        {
            yield return new(texts.Say("alert.done"), CardText.Escape(note));
        }

        if (alert.Ending is { } ending)
        {
            yield return new(texts.Say("alert.ended"), EndingIn(ending, texts));
        }
    }

    /// <summary>One tap each; the usual days. Whatever else is in the form behind the button "other".</summary>
    private IEnumerable<(string Title, string Promise, string Until)> Promises(Alert alert, Texts texts)
    {
        if (alert is not { Status: AlertStatus.Acknowledged, Promise: null })
        {
            yield break;
        }

        foreach (var promise in (AlertPromise[])[AlertPromise.Call, AlertPromise.Mail])
        {
            var day = Domain.Alerts.Promises.UsualDay(promise, clock.GetUtcNow(), calendar.Hours, calendar.Workspace);
            var word = promise.ToString().ToLowerInvariant();
            yield return (texts.Say($"alert.promise.{word}", ("day", texts.Format.ShortDate(day))), word, PromiseForm.Day(day));
        }
    }

    /// <summary>At most four in sight, the rest in a menu.</summary>
    private static (string Title, string Verb, string Style, string Mode)[] Buttons(Alert alert, Texts texts)
    {
        return alert switch
        {
            { Status: AlertStatus.Open } =>
            [
                Button("acknowledge", AcknowledgeAlert.Verb, "positive"), Button("assign", AssignAlert.Verb), Button("snooze", SnoozeAlert.Verb), Button("resolve", ResolveAlert.Verb),
            ],
            { Status: AlertStatus.Acknowledged, Promise: null } =>
            [
                Button("promise.else", PromiseAlert.Verb), Button("resolve", ResolveAlert.Verb), Button("hand-over", AssignAlert.Verb, mode: "secondary"),
                Button("give-back", UnacknowledgeAlert.Verb, mode: "secondary"),
            ],
            { Status: AlertStatus.Acknowledged } =>
            [
                Button("resolve", ResolveAlert.Verb, "positive"), Button("hand-over", AssignAlert.Verb), Button("snooze", SnoozeAlert.Verb),
                Button("promise.change", PromiseAlert.Verb), Button("give-back", UnacknowledgeAlert.Verb, mode: "secondary"),
            ],
            { Status: AlertStatus.Snoozed, AcknowledgedAt: null } =>
                [Button("wake", WakeAlert.Verb), Button("acknowledge", AcknowledgeAlert.Verb), Button("resolve", ResolveAlert.Verb)],
            { Status: AlertStatus.Snoozed } => [Button("wake", WakeAlert.Verb), Button("resolve", ResolveAlert.Verb), Button("hand-over", AssignAlert.Verb)],
            _ => [],
        };

        (string Title, string Verb, string Style, string Mode) Button(string key, string verb, string style = "default", string mode = "primary") =>
            (texts.Say($"alert.{key}"), verb, style, mode);
    }

    private string Status(Alert alert, Texts texts) => alert switch
    {
        { ResolvedBecause: AlertResolution.Recovered, ResolvedAt: { } at } => texts.Say($"rule.{alert.Rule}.recovered", ("at", Moment(at, texts))),
        { ResolvedBecause: AlertResolution.Left, ResolvedAt: { } at } => texts.Say("alert.left", ("at", Moment(at, texts))),
        { ResolvedAt: { } at } => texts.Say("alert.resolved-by", ("name", CardText.Escape(alert.ResolvedBy)), ("at", Moment(at, texts))),
        { SnoozedUntil: { } until } => texts.Say("alert.snoozed-by", ("name", CardText.Escape(alert.SnoozedBy)), ("until", Moment(until, texts))),
        { AcknowledgedAt: { } at } => Acknowledged(alert, at, texts),
        _ => texts.Say("alert.open"),
    };

    /// <summary>What who has it will do; on a snoozed one also who that is, since its status names who snoozed it.</summary>
    private string? Promised(Alert alert, Texts texts)
    {
        var taken = alert is { Status: AlertStatus.Snoozed, AcknowledgedAt: { } at } ? Acknowledged(alert, at, texts) : null;
        var promised = alert is { ResolvedAt: null, Promise: { } promise, PromisedFor: { } day }
            ? texts.Say($"alert.promised.{promise.ToString().ToLowerInvariant()}", ("day", day))
            : null;
        return taken is null ? promised : $"{taken} {promised}".TrimEnd();
    }

    private string Acknowledged(Alert alert, DateTimeOffset at, Texts texts) =>
        texts.Say("alert.acknowledged-by", ("name", CardText.Escape(alert.AcknowledgedBy)), ("at", Moment(at, texts)));

    private string Moment(DateTimeOffset at, Texts texts) => texts.Format.Moment(at, calendar.Workspace.Zone);
}
