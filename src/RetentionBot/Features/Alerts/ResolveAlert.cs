using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Somebody pressed Resolve: they are asked what was done about it, and how it ended.</summary>
internal sealed class ResolveAlert(AlertDesk desk, ResolveForm form) : AlertAction(desk)
{
    public const string Verb = "alert.resolve";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) => press.Alert.Status == AlertStatus.Resolved
        ? await NothingAsync(press, AlertOutcome.AlreadyResolved, ct)
        : TurnResult.Open(form.Ask(press.Alert, press.Customer, press.Turn.Texts));
}

/// <summary>Somebody said what was done: the alert is closed. The rule stays silent until the customer has recovered.</summary>
internal sealed class CloseAlert(AlertDesk desk, ResolveForm form) : AlertAction(desk)
{
    public const string Verb = "alert.close";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct)
    {
        var (texts, actor) = (press.Turn.Texts, press.Turn.Actor);
        var (note, sent) = (press.Sent(ResolveForm.Note), press.Sent(ResolveForm.Ending));
        var isEnding = Enum.TryParse<AlertEnding>(sent, ignoreCase: true, out var ending) && Enum.IsDefined(ending);
        var errors = new Dictionary<string, string>();
        if (note.Length is 0 or > Alert.LongestNote)
        {
            errors[ResolveForm.Note] = note.Length == 0 ? texts.Say("alert.resolveForm.missing") : texts.Say("alert.resolveForm.too-long", ("most", Alert.LongestNote));
        }

        if (!isEnding)
        {
            errors[ResolveForm.Ending] = texts.Say("alert.resolveForm.no-ending");
        }

        if (errors.Count > 0 && press.Alert.Status != AlertStatus.Resolved)
        {
            var values = new Dictionary<string, string> { [ResolveForm.Note] = note };
            if (isEnding)
            {
                values[ResolveForm.Ending] = sent;
            }

            return TurnResult.Open(form.Ask(press.Alert, press.Customer, texts) with { Errors = errors, Values = values });
        }

        return await DoAsync(press, AlertEventKind.Resolved, note, (alert, now) => alert.Resolve(actor.Name, actor.Key, note, ending, now), ct);
    }
}

/// <summary>The question what was done about an alert, and how it ended.</summary>
internal sealed class ResolveForm(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Note = "note";

    /// <summary>The input's id.</summary>
    public const string Ending = "ending";

    public CardForm Ask(Alert alert, Customer customer, Texts texts)
    {
        var title = texts.Say("alert.resolveForm.title", ("customer", CardText.Escape(customer.Name)));
        var data = new
        {
            Id = alert.Id.ToString("N"),
            Title = title,
            Endings = Enum.GetValues<AlertEnding>().Select(e => new { Value = e.ToString().ToLowerInvariant(), Title = AlertCard.EndingIn(e, texts) }),
        };
        return new CardForm(texts.Say("alert.resolve"), cards.Show("alert-resolve", texts, data, title));
    }
}
