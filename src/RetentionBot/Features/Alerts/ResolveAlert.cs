using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Somebody pressed Resolve: they are asked what was done about it.</summary>
internal sealed class ResolveAlert(RetentionDb db, AlertPublisher publisher, AlertCard card, ResolveForm form, TimeProvider clock)
    : AlertAction(db, publisher, card, clock)
{
    public const string Verb = "alert.resolve";

    protected override Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct) => Task.FromResult(
        press.Alert.Status == AlertStatus.Resolved
            ? Show(press, AlertOutcome.AlreadyResolved)
            : TurnResult.Open(form.Ask(press.Alert, press.Customer, press.Turn.Texts)));
}

/// <summary>Somebody said what was done: the alert is closed. The rule stays silent until the customer has recovered.</summary>
internal sealed class CloseAlert(RetentionDb db, AlertPublisher publisher, AlertCard card, ResolveForm form, TimeProvider clock)
    : AlertAction(db, publisher, card, clock)
{
    public const string Verb = "alert.close";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct)
    {
        var texts = press.Turn.Texts;
        var note = press.Action.Data.GetValueOrDefault(ResolveForm.Note)?.Trim() ?? "";
        var error = note.Length switch
        {
            _ when press.Alert.Status == AlertStatus.Resolved => null,
            0 => texts.Say("alert.resolveForm.missing"),
            > Alert.LongestNote => texts.Say("alert.resolveForm.too-long", ("most", Alert.LongestNote)),
            _ => null,
        };
        if (error is not null)
        {
            return TurnResult.Open(form.Ask(press.Alert, press.Customer, texts) with
            {
                Errors = new Dictionary<string, string> { [ResolveForm.Note] = error },
                Values = new Dictionary<string, string> { [ResolveForm.Note] = note },
            });
        }

        return await DoAsync(
            press, AlertEventKind.Resolved, note, (alert, now) => alert.Resolve(press.Turn.Actor.Name, press.Turn.Actor.Key, note, AlertEnding.Watching, now), ct);
    }
}

/// <summary>The question what was done about an alert.</summary>
internal sealed class ResolveForm(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Note = "note";

    public CardForm Ask(Alert alert, Customer customer, Texts texts)
    {
        var title = texts.Say("alert.resolveForm.title", ("customer", CardText.Escape(customer.Name)));
        return new CardForm(texts.Say("alert.resolve"), cards.Show("alert-resolve", texts, new { Id = alert.Id.ToString("N"), Title = title }, title));
    }
}
