using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Text;

namespace RetentionBot.Features.Alerts;

/// <summary>A line of what is known: what it is, and what it is for this customer.</summary>
internal sealed record RuleFact(string Title, string Value);

/// <summary>What an alert says, whatever its rule.</summary>
/// <param name="Title">What happened to whom.</param>
/// <param name="Summary">The same in one sentence, for a notification or a list.</param>
/// <param name="Facts">What is known, the most telling first.</param>
/// <param name="Play">What may be done about it.</param>
internal sealed record RuleText(string Title, string Summary, IReadOnlyList<RuleFact> Facts, string Play);

/// <summary>Says what a rule has found, in one language.</summary>
internal sealed class RuleWords(Workspace workspace)
{
    /// <param name="alert">The alert as it stands.</param>
    /// <param name="customer">The customer's name as the source has it; it is made safe for a card here.</param>
    /// <param name="texts">The language.</param>
    public RuleText Of(Alert alert, string customer, Texts texts)
    {
        var name = CardText.Escape(customer);
        var title = texts.Say($"rule.{alert.Rule}.title", ("customer", name));
        return alert.Rule switch
        {
            AlertRules.Inactive => Say(Inactive(alert, texts)),
            AlertRules.UsageDecline => Say([Fact("rule.usage-decline.fact.loss", texts.Say("rule.usage-decline.fact.fewer", ("n", alert.Finding.Number ?? 0)))]),
            AlertRules.FirstReply => Say(FirstReply(alert, texts)),
            AlertRules.Renewal => Say([Fact("rule.renewal.fact.date", Day(alert.Finding.Day)), Fact("rule.renewal.fact.contract", CardText.Escape(alert.Subject))]),
            AlertRules.PaymentFailed => Say(PaymentFailed(alert, texts)),
            AlertRules.CardExpiry => Say(
                [Fact(alert.Finding.IsOver ? "rule.card-expiry.fact.expired" : "rule.card-expiry.fact.expires", Day(alert.Finding.Day))]),
            _ => Say(Health(alert, texts), play: texts.Say($"rule.health.play.{WorstPart(alert) ?? "any"}")),
        };

        RuleText Say(IReadOnlyList<RuleFact> facts, string? play = null) =>
            new(title, Summary(alert, name, texts), facts, play ?? texts.Say($"rule.{alert.Rule}.play"));

        RuleFact Fact(string key, string value) => new(texts.Say(key), value);

        string Day(DateOnly? day) => day is { } known ? texts.Format.Date(known) : texts.Say("rule.unknown");
    }

    private static List<RuleFact> Inactive(Alert alert, Texts texts)
    {
        var lastUse = alert.Finding.Day;
        List<RuleFact> facts = [new(texts.Say("rule.inactive.fact.last-use"), lastUse is { } day ? texts.Format.Date(day) : texts.Say("rule.unknown"))];
        if (lastUse is { } known)
        {
            var silent = texts.Count("days", alert.RaisedOn.DayNumber - known.DayNumber);
            facts.Add(new RuleFact(texts.Say("rule.inactive.fact.silent"), texts.Say("rule.inactive.fact.silent-for", ("days", silent))));
        }

        return facts;
    }

    private static List<RuleFact> PaymentFailed(Alert alert, Texts texts)
    {
        var finding = alert.Finding;
        List<RuleFact> facts = [new(texts.Say("rule.payment-failed.fact.invoice"), CardText.Escape(alert.Subject))];
        if (finding is { AmountMinor: { } amount, Currency: { } currency })
        {
            facts.Add(new RuleFact(texts.Say("rule.payment-failed.fact.amount"), texts.Format.Money(amount, currency)));
        }

        facts.Add(new RuleFact(texts.Say("rule.payment-failed.fact.attempts"), texts.Format.Number(finding.Number ?? 1)));
        if (finding.Day is { } last)
        {
            facts.Add(new RuleFact(texts.Say("rule.payment-failed.fact.last"), texts.Format.Date(last)));
        }

        return facts;
    }

    /// <summary>"72 → **58**", the score a week ago, and what moved it.</summary>
    private static List<RuleFact> Health(Alert alert, Texts texts)
    {
        var unknown = texts.Say("rule.unknown");
        var score = alert.Score is { } known ? $"**{texts.Format.Number(known)}**" : unknown;
        return
        [
            new RuleFact(texts.Say("rule.health.fact.score"), alert.PreviousScore is { } previous ? $"{texts.Format.Number(previous)} → {score}" : score),
            new RuleFact(texts.Say("rule.health.fact.week-ago"), alert.ScoreSevenDaysAgo is { } before ? texts.Format.Number(before) : unknown),
            new RuleFact(texts.Say("rule.health.fact.drivers"), Drivers(alert, texts) ?? unknown),
        ];
    }

    /// <summary>The parts that cost points, the worst first: "usage −16.0, support −8.8"; null when nothing is known.</summary>
    private static string? Drivers(Alert alert, Texts texts)
    {
        var told = Parts(alert);
        return told.Count == 0 ? null
            : told.All(p => p.Points == 0) ? texts.Say("rule.health.no-change")
            : string.Join(", ", told.Select(p => $"{texts.Say($"rule.health.part.{p.Part}")} {texts.Format.Drivers(p.Points)}"));
    }

    /// <summary>The part that cost most; null when none is known to have cost anything.</summary>
    private static string? WorstPart(Alert alert) => Parts(alert) is [{ Points: < 0, Part: var part }, ..] ? part : null;

    private static List<(string Part, decimal Points)> Parts(Alert alert) =>
    [
        .. new (string Part, decimal? Points)[] { ("usage", alert.UsagePoints), ("adoption", alert.AdoptionPoints), ("support", alert.SupportPoints) }
            .Where(p => p.Points is not null)
            .Select(p => (p.Part, Points: p.Points!.Value))
            .OrderBy(p => p.Points),
    ];

    private List<RuleFact> FirstReply(Alert alert, Texts texts)
    {
        List<RuleFact> facts = [new(texts.Say("rule.first-reply.fact.case"), CardText.Escape(alert.Subject))];
        if (alert.Finding.Until is { } due)
        {
            var title = texts.Say(alert.Finding.IsOver ? "rule.first-reply.fact.was-due" : "rule.first-reply.fact.due");
            facts.Add(new RuleFact(title, texts.Format.Moment(due, workspace.Zone)));
        }

        return facts;
    }

    private string Summary(Alert alert, string customer, Texts texts)
    {
        var finding = alert.Finding;
        (string, object?)[] values =
        [
            ("customer", customer),
            ("subject", CardText.Escape(alert.Subject)),
            ("n", finding.Number),
            ("day", finding.Day),
            ("due", finding.Until is { } due ? texts.Format.Moment(due, workspace.Zone) : null),
            ("score", alert.Score),
            ("previous", alert.PreviousScore),
        ];
        return alert.Rule switch
        {
            AlertRules.Health when alert.PreviousScore is null => texts.Say("rule.health.first", values),
            AlertRules.Inactive when finding.Day is null => texts.Say("rule.inactive.never", values),
            AlertRules.PaymentFailed when finding.Number > 1 => texts.Say("rule.payment-failed.again", values),
            _ when finding.IsOver => texts.Say($"rule.{alert.Rule}.over", values),
            _ => texts.Say($"rule.{alert.Rule}.text", values),
        };
    }
}
