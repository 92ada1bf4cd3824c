using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;

namespace RetentionBot.Domain.Tests.Alerts.Rules;

/// <summary>One customer, rule and subject, looked at again and again.</summary>
internal sealed class Watching(string rule)
{
    private static readonly DateTimeOffset At = new(2026, 8, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Every alert there was, the first one first.</summary>
    public List<Alert> Alerts { get; } = [];

    public List<AlertEventKind> Life { get; } = [];

    public Alert Latest => Alerts[^1];

    public bool IsOpen => Alerts is [.., { ResolvedAt: null }];

    /// <summary>What is shown now; null when nothing is open.</summary>
    public AlertFinding? Shown => IsOpen ? Latest.Finding : null;

    /// <summary>Takes one look and tells what came of it.</summary>
    public IReadOnlyList<AlertEventKind> Look(DateOnly on, Func<RuleAlert, RuleDecision> decide, bool isOn = true)
    {
        var steps = RuleLife.Look(Alerts.LastOrDefault(), decide, isOn ? Raise : null, on, At);
        Life.AddRange(steps.Select(s => s.Kind));
        return [.. steps.Select(s => s.Kind)];

        Alert Raise(AlertFinding finding)
        {
            var alert = Alert.Raise(Guid.NewGuid(), 1, rule, "x", on, At, finding);
            Alerts.Add(alert);
            return alert;
        }
    }

    public void ResolveByHand() => Latest.Resolve("Daan", "daan", "spoke with them", AlertEnding.Watching, At);
}
