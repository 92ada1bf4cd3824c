using System.Globalization;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Alerts</c>.</summary>
internal sealed class AlertOptions
{
    /// <summary>Whether colleagues are told outside their working hours too; null: in Development only.</summary>
    public bool? TellAtOnce { get; init; }

    /// <summary>Cards a place takes in an hour; what is more stands in one summary.</summary>
    public int MostCardsAnHour { get; init; } = 10;

    /// <summary>Who is told when nobody takes an alert on; none: after four hours at work the lead.</summary>
    public IReadOnlyList<ChainOptions> Escalation { get; init; } = [];

    /// <summary>What is wrong with it, in sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (MostCardsAnHour < 1)
        {
            yield return "RetentionBot:Alerts:MostCardsAnHour must be at least 1.";
        }

        foreach (var (index, step) in Escalation.SelectMany(chain => chain.Steps).Index())
        {
            if (!TimeSpan.TryParse(step.After, CultureInfo.InvariantCulture, out var after) || after < TimeSpan.Zero)
            {
                yield return $"RetentionBot:Alerts:Escalation: step {index + 1} has After '{step.After}'; give working time as hours and minutes, for example 04:00.";
            }

            if (step.To is not (EscalationStep.Lead or EscalationStep.Owner) && !System.Net.Mail.MailAddress.TryCreate(step.To, out _))
            {
                yield return $"RetentionBot:Alerts:Escalation: step {index + 1} has To '{step.To}'; it must be lead, owner or the mail address of a colleague.";
            }
        }
    }

    public AlertSettings ToSettings() => new(
        [.. Escalation.Select(chain => new EscalationChain(
            chain.Segments, [.. chain.Steps.Select(step => new EscalationStep(TimeSpan.Parse(step.After, CultureInfo.InvariantCulture), step.To))]))],
        MostCardsAnHour);
}

/// <summary>One chain of <c>RetentionBot:Alerts:Escalation</c>.</summary>
internal sealed class ChainOptions
{
    /// <summary>The segments it is for; none: all that have no chain of their own.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    public IReadOnlyList<StepOptions> Steps { get; init; } = [];
}

/// <summary>One step of a chain.</summary>
internal sealed class StepOptions
{
    /// <summary>Working time, e.g. <c>04:00</c>.</summary>
    public string After { get; init; } = "";

    /// <summary><c>lead</c>, <c>owner</c> or a mail address.</summary>
    public string To { get; init; } = "";
}
