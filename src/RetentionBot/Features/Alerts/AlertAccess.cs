using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Alerts;

/// <summary>Who may have alerts told in words, and where: as with figures, but in places connected for alerts.</summary>
internal static class AlertAccess
{
    public static Task<KpiAccess> CheckAlertsAsync(this KpiRights rights, TurnContext turn, CancellationToken ct) => rights.CheckAsync(turn, ct, PlaceTopics.Alerts);

    /// <summary>As above, for what changes something: that takes the role member.</summary>
    public static async Task<KpiAccess> CheckMembersAsync(this KpiRights rights, TurnContext turn, CancellationToken ct)
    {
        var access = await rights.CheckAlertsAsync(turn, ct);
        return access.Refusal is null && !turn.Actor.IsAtLeast(StaffRole.Member)
            ? access with { Refusal = Channels.Turns.TurnResult.Say(turn.Texts.Say("alert.members-only")) }
            : access;
    }
}
