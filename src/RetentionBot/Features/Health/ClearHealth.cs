using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Text;

namespace RetentionBot.Features.Health;

/// <summary><c>clear health Acme</c> / <c>wis health Acme</c>: the score set by hand is gone before its last day.</summary>
internal sealed partial class ClearHealth(KpiRights rights, CustomerFinder finder, RetentionDb db, Workspace workspace, TimeProvider clock) : ITextCommand
{
    private const string Deed = "health.override-end";

    public static bool Matches(string text) => Sentence().IsMatch(text);

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        var said = Sentence().Match(turn.Turn.Text).Groups;
        turn = KpiRights.In(turn, said["en"].Success ? Texts.English : Texts.Dutch);
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var (texts, name) = (turn.Texts, said["name"].Value);
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            return TurnResult.Say(texts.Say("health.members-only"));
        }

        if (name.Length == 0)
        {
            return TurnResult.Say(texts.Say("health.clear-usage"));
        }

        var (customer, why) = await finder.FindAsync(said["before"].Success ? said["before"].Value : null, name, texts, ct);
        if (customer is null)
        {
            return access.Give(new MessageContent(why));
        }

        var now = clock.GetUtcNow();
        var holding = await db.HealthOverrides.HoldingOn(workspace.LocalDate(now), customer.Id).ToListAsync(ct);
        foreach (var byHand in holding)
        {
            byHand.EndedAt = now;
        }

        if (holding.Count > 0)
        {
            db.Audit.Add(new AuditEvent { At = now, Deed = Deed, By = turn.Actor.Key, Subject = $"customer:{customer.Id}" });
        }

        return access.Give(new MessageContent(texts.Say(
            holding.Count > 0 ? "health.cleared" : "health.nothing-to-clear", ("customer", CardText.Escape(customer.Name)))));
    }

    [GeneratedRegex(
        @"^\s*((?<en>clear)|wis)\s+(health|(de\s+)?gezondheid)(\s*score)?\b(\s+(?<before>of|for|van|voor)\b)?\s*(?<name>.*?)[\s.!]*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();
}
