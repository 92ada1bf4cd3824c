using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>Somebody makes an alert a colleague's, or their own: asks whose where the card does not say. The new owner is told once, in private.</summary>
internal sealed class AssignAlert(AlertDesk desk, AssignForm form, Colleagues colleagues, TellTimer tell) : AlertAction(desk)
{
    public const string Verb = "alert.assign";

    protected override async Task<TurnResult> ActAsync(AlertPress press, CancellationToken ct)
    {
        var (alert, actor) = (press.Alert, press.Turn.Actor);
        if (alert.ResolvedAt is not null)
        {
            return await NothingAsync(press, AlertOutcome.AlreadyResolved, ct);
        }

        var whoMay = await colleagues.WhoHandleAsync(ct);
        if (!long.TryParse(press.Sent(AssignForm.Owner), CultureInfo.InvariantCulture, out var id) || whoMay.Find(s => s.Id == id) is not { } owner)
        {
            return TurnResult.Open(form.Ask(alert, press.Customer.Name, whoMay, actor.Staff, press.Turn.Texts));
        }

        var isOwners = alert.AcknowledgedByKey is { } key && await Desk.StaffOfAsync(key, ct) == owner.Id;
        if (owner.Id == actor.Staff?.Id && alert is { AcknowledgedAt: null } && alert.OwnerId == owner.Id)
        {
            // It is theirs already: all there is to do is to take it on.
            return await DoAsync(press, AlertEventKind.Acknowledged, note: null, (a, now) => a.Acknowledge(actor.Name, actor.Key, now), ct);
        }

        return await DoAsync(
            press,
            AlertEventKind.Assigned,
            owner.Name,
            (a, _) => a.Assign(new AlertOwner(owner.Id, owner.Name), isOwners),
            ct,
            then: async () =>
            {
                if (owner.Id == actor.Staff?.Id)
                {
                    // Who takes an alert over has it; who had it keeps what they promised.
                    if (alert.Acknowledge(actor.Name, actor.Key, Desk.Life.Now) == AlertOutcome.Done)
                    {
                        Desk.Life.Note(alert, AlertEventKind.Acknowledged, press.Turn);
                        await Desk.Life.KeepTimersAsync(alert, press.Customer.Segment, ct);
                    }
                }
                else
                {
                    await tell.SetAsync(alert, owner, TellTimer.Assigned, ct);
                }
            });
    }
}

/// <summary>The question whose an alert is to be.</summary>
internal sealed class AssignForm(Cards cards)
{
    /// <summary>The input's id.</summary>
    public const string Owner = "owner";

    /// <summary>Slack takes no more choices in a list.</summary>
    private const int Most = 100;

    public CardForm Ask(Alert alert, string customer, IReadOnlyList<StaffMember> whoMay, StaffMember? asker, Texts texts)
    {
        var title = texts.Say("alert.assign-form.title", ("customer", CardText.Escape(customer)));
        var data = new
        {
            Id = alert.Id.ToString("N"),
            Title = title,
            Chosen = (whoMay.FirstOrDefault(s => s.Id == asker?.Id) ?? whoMay[0]).Id.ToString(CultureInfo.InvariantCulture),
            Choices = whoMay.Take(Most).Select(s => new { Value = s.Id.ToString(CultureInfo.InvariantCulture), Title = s.Name }),
        };
        return new CardForm(texts.Say("alert.assign-form.name"), cards.Show("alert-assign", texts, data, title));
    }
}
