using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Cards;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Health;

/// <summary>
/// <c>set health Acme 40 until 2026-12-31 because their sponsor left</c> / <c>zet health van Acme op 40 tot 31-12-2026 omdat …</c>: a member's own judgement, for a
/// while and with a reason. It is shown beside the computed score; figures and alerts go on by that.
/// </summary>
internal sealed class SetHealth(KpiRights rights, CustomerFinder finder, RetentionDb db, HealthProfiles profiles, Workspace workspace, TimeProvider clock) : ITextCommand
{
    private const string Deed = "health.override";

    public static bool Matches(string text) => OverrideCommand.LanguageOf(text) is not null;

    public async Task<TurnResult> HandleAsync(TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, OverrideCommand.LanguageOf(turn.Turn.Text));
        var access = await rights.CheckAsync(turn, ct);
        if (access.Refusal is { } refusal)
        {
            return refusal;
        }

        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Member))
        {
            return TurnResult.Say(texts.Say("health.members-only"));
        }

        var now = clock.GetUtcNow();
        var today = workspace.LocalDate(now);
        if (OverrideCommand.Read(turn.Turn.Text, today, out var fault) is not { } command)
        {
            var example = texts.Say("health.usage", ("day", Example(today.AddMonths(1), texts.Language)));
            return TurnResult.Say(fault is null or OverrideFault.Form ? example : $"{texts.Say($"health.wrong.{fault.Value.ToString().ToLowerInvariant()}")} {example}");
        }

        var (customer, why) = await finder.FindAsync(command.Before, command.Customer, texts, ct);
        if (customer is null)
        {
            return access.Give(new MessageContent(why));
        }

        foreach (var earlier in await db.HealthOverrides.HoldingOn(today, customer.Id).ToListAsync(ct))
        {
            earlier.EndedAt = now;
        }

        db.HealthOverrides.Add(new HealthOverride
        {
            CustomerId = customer.Id,
            Value = command.Value,
            Reason = command.Reason,
            SetBy = turn.Actor.Name,
            SetAt = now,
            Through = command.Through,
        });
        db.Audit.Add(new AuditEvent
        {
            At = now,
            Deed = Deed,
            By = turn.Actor.Key,
            Subject = $"customer:{customer.Id}",
            Note = string.Create(CultureInfo.InvariantCulture, $"{command.Value} through {command.Through:yyyy-MM-dd}"),
        });
        return access.Give(new MessageContent(texts.Say(
            "health.set",
            ("customer", CardText.Escape(customer.Name)),
            ("score", command.Value),
            ("band", HealthCard.Band(command.Value, profiles.For(customer.Segment), texts)),
            ("day", command.Through))));
    }

    /// <summary>A day as people of the language type it.</summary>
    private static string Example(DateOnly day, string language) =>
        day.ToString(language == Text.Texts.Dutch ? "dd-MM-yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
