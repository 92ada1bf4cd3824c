using System.Globalization;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Text;

namespace RetentionBot.Features.Cadence;

/// <summary>One touchpoint: with whom, what for, where it stands, and what can be said about it.</summary>
internal sealed class TouchpointCard(Cards cards)
{
    /// <summary>The name under which buttons send the touchpoint's id.</summary>
    public const string Id = "touchpoint";

    /// <summary>The name under which messages that show a touchpoint are remembered.</summary>
    public static string SubjectOf(Touchpoint touchpoint) => string.Create(CultureInfo.InvariantCulture, $"touchpoint:{touchpoint.Id}");

    /// <param name="why">Why the budget of contacts put it off; null when it did not.</param>
    /// <param name="notice">Why this very person is told; null for the owner, and where it is shown again.</param>
    public MessageContent Show(Touchpoint touchpoint, Customer customer, Texts texts, SuppressReason? why = null, string? notice = null)
    {
        var title = texts.Say("cadence.title", ("step", CardText.Escape(CadenceWords.NameOf(touchpoint, texts))), ("customer", CardText.Escape(customer.Name)));
        var state = CadenceWords.StateOf(touchpoint, name => CardText.Escape(name ?? ""), texts);
        var data = new
        {
            Id = touchpoint.Id.ToString(CultureInfo.InvariantCulture),
            Title = title,
            Notice = notice,
            Goal = CadenceWords.GoalOf(touchpoint, texts),
            State = state,
            Why = why is { } reason && touchpoint.MovedFrom is { } from ? texts.Say("cadence.put-off", ("from", from), ("why", CadenceWords.Why(reason, texts))) : null,
            IsOpen = !touchpoint.IsOver,
            Lang = texts.Language,
        };
        return cards.Show("touchpoint", texts, data, $"{title}. {state}");
    }
}
