using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Shows an alert as it stands: what happened, why, what is at stake, who has it.</summary>
internal sealed class AlertCard(Cards cards, CustomerLinks links, Workspace workspace)
{
    private const string SubjectPrefix = "alert:";

    /// <summary>The name under which messages that show an alert are remembered.</summary>
    public static string SubjectOf(Alert alert) => $"{SubjectPrefix}{alert.Id:N}";

    /// <summary>The alert that a subject names; null when it names something else.</summary>
    public static Guid? IdOf(string subject) =>
        subject.StartsWith(SubjectPrefix, StringComparison.Ordinal) && Guid.TryParseExact(subject[SubjectPrefix.Length..], "N", out var id) ? id : null;

    public MessageContent Show(Alert alert, Customer customer, Texts texts)
    {
        var name = CardText.Escape(customer.Name);
        var data = new
        {
            Id = alert.Id.ToString("N"),
            Title = texts.Say("alert.title", ("customer", name)),
            alert.Score,
            alert.PreviousScore,
            alert.ScoreSevenDaysAgo,
            Drivers = Drivers(alert, texts),
            alert.MrrMinor,
            alert.Currency,
            Owner = customer.Owner is { } owner ? CardText.Escape(NameOf(owner)) : null,
            alert.RaisedOn,
            Done = alert.ResolvedNote is { } note ? CardText.Escape(note) : null,
            Link = links.To(customer.SourceKey) ?? "",
            Status = Status(alert, texts),
            CanAcknowledge = alert.Status == AlertStatus.Open,
            CanResolve = alert.Status != AlertStatus.Resolved,
            Style = alert.Status switch { AlertStatus.Open => "attention", AlertStatus.Acknowledged => "warning", _ => "good" },
        };
        return cards.Show("alert", texts, data, texts.Say("alert.summary", ("customer", name), ("score", alert.Score), ("previous", alert.PreviousScore)));
    }

    /// <summary>Some sources name the owner by mail address, which does not belong in a channel.</summary>
    private static string NameOf(string owner) => owner.Split('@')[0];

    private string Status(Alert alert, Texts texts) => alert switch
    {
        { ResolvedBecause: AlertResolution.Recovered, ResolvedAt: { } at } => texts.Say("alert.recovered", ("at", Moment(at, texts))),
        { ResolvedBecause: AlertResolution.Left, ResolvedAt: { } at } => texts.Say("alert.left", ("at", Moment(at, texts))),
        { ResolvedAt: { } at } => texts.Say("alert.resolved-by", ("name", CardText.Escape(alert.ResolvedBy)), ("at", Moment(at, texts))),
        { AcknowledgedAt: { } at } => texts.Say("alert.acknowledged-by", ("name", CardText.Escape(alert.AcknowledgedBy)), ("at", Moment(at, texts))),
        _ => texts.Say("alert.open"),
    };

    private string Moment(DateTimeOffset at, Texts texts) => texts.Format.Moment(at, workspace.Zone);

    /// <summary>The parts that cost points, the worst first: "usage −16.0, support −8.8"; null when nothing is known.</summary>
    private static string? Drivers(Alert alert, Texts texts)
    {
        (string Part, decimal? Points)[] parts =
            [("usage", alert.UsagePoints), ("adoption", alert.AdoptionPoints), ("support", alert.SupportPoints)];
        var told = parts.Where(p => p.Points is not null).OrderBy(p => p.Points).ToList();
        return told.Count == 0 ? null
            : told.All(p => p.Points == 0) ? texts.Say("alert.no-change")
            : string.Join(", ", told.Select(p => $"{texts.Say($"alert.part.{p.Part}")} {texts.Format.Drivers(p.Points!.Value)}"));
    }
}
