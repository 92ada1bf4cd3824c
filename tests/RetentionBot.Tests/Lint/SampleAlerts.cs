using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>The alert card of every rule but <c>health</c>, in each of the findings that change its words, and in the states that people bring about.</summary>
internal static class SampleAlerts
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly (string State, Action<Alert> Then)[] States =
    [
        ("open", _ => { }),
        ("acknowledged", alert => alert.Acknowledge("Daan", "slack|T1|U1", Now)),
        ("snoozed", alert => alert.Snooze("Daan", Now.AddDays(1))),
        ("resolved", alert => alert.Resolve("Daan", "slack|T1|U1", "Called them, all fine", AlertEnding.Watching, Now)),
        ("recovered", alert => alert.Recover(Today, Now)),
    ];

    private static readonly (string Name, string Rule, string Subject, AlertFinding Finding)[] Findings =
    [
        ("inactive", AlertRules.Inactive, "", new(Day: Today.AddDays(-8))),
        ("inactive-never", AlertRules.Inactive, "", AlertFinding.None),
        ("usage-decline", AlertRules.UsageDecline, "", new(Number: 44)),
        ("first-reply", AlertRules.FirstReply, "T-20418", new(Until: Now.AddHours(6))),
        ("first-reply-over", AlertRules.FirstReply, "T-20418", new(Until: Now.AddHours(-1), IsOver: true)),
        ("renewal", AlertRules.Renewal, "N-C0056-2-2026", new(Number: 60, Day: Today.AddDays(57))),
        ("payment-failed", AlertRules.PaymentFailed, "F-C0005-1-2026-10", new(Number: 1, Day: Today.AddDays(-1), AmountMinor: 14_900, Currency: "EUR")),
        ("payment-failed-again", AlertRules.PaymentFailed, "F-C0005-1-2026-10", new(Number: 3, Day: Today, AmountMinor: 14_900, Currency: "EUR")),
        ("card-expiry", AlertRules.CardExpiry, "card-1", new(Number: 7, Day: Today.AddDays(6))),
        ("card-expiry-over", AlertRules.CardExpiry, "card-1", new(Number: 7, Day: Today.AddDays(-2), IsOver: true)),
    ];

    /// <summary>By name, <c>alert/finding-state</c>.</summary>
    public static IEnumerable<KeyValuePair<string, Func<Texts, MessageContent>>> All =>
        from finding in Findings
        from state in States
        select KeyValuePair.Create<string, Func<Texts, MessageContent>>($"alert/{finding.Name}-{state.State}", texts =>
        {
            var alert = Alert.Raise(
                new Guid("0198f1f2-0000-7000-8000-000000000003"), 1, finding.Rule, finding.Subject, Today, Now, finding.Finding, 123_450, "EUR");
            state.Then(alert);
            return SampleCards.Show(alert, SampleCards.CustomerName, texts);
        });
}
