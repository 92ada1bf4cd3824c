using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Cadence;

/// <summary>What a customer's contact stands for in the budget.</summary>
/// <param name="Sent">Every contact made with this person, in any order.</param>
/// <param name="NpsDueOn">As in <see cref="ContactBudget.Refuse"/>.</param>
public sealed record ContactPast(IReadOnlyList<(string Kind, DateOnly On)> Sent, DateOnly? NpsDueOn);

/// <summary>Whether a customer may be spoken to, under the budget of contacts that surveys keep too.</summary>
/// <remarks>What the plan puts a few days apart is meant to be so: touchpoints do not stand in each other's way.</remarks>
public static class TouchpointBudget
{
    /// <summary>Why a customer may not be spoken to on a day: none of their people may be contacted then.</summary>
    /// <returns>The reason of the one who is free first; null when somebody may, or the customer has nobody the budget is kept for.</returns>
    public static SuppressReason? Refuse(ContactBudget budget, DateOnly day, IReadOnlyCollection<ContactPast> people)
    {
        var reasons = people.Select(p => (Free: FirstFree(budget, day, p), Reason: Refuse(budget, day, p))).ToList();
        return reasons.Count == 0 || reasons.Exists(r => r.Reason is null) ? null : reasons.MinBy(r => r.Free).Reason;
    }

    /// <summary>The first day from one on at which somebody of a customer may be contacted.</summary>
    public static DateOnly FirstFree(ContactBudget budget, DateOnly day, IReadOnlyCollection<ContactPast> people) =>
        people.Count == 0 ? day : people.Min(p => FirstFree(budget, day, p));

    private static SuppressReason? Refuse(ContactBudget budget, DateOnly day, ContactPast person) =>
        budget.Refuse(OutreachKinds.Touchpoint, day, Others(person), person.NpsDueOn);

    /// <summary>Behind an NPS question that is planned, as far behind as after one that was asked.</summary>
    private static DateOnly FirstFree(ContactBudget budget, DateOnly day, ContactPast person)
    {
        var free = budget.FirstFree(OutreachKinds.Touchpoint, day, Others(person));
        return person.NpsDueOn is { } due && budget.Refuse(OutreachKinds.Touchpoint, free, [], due) is not null
            ? budget.FirstFree(OutreachKinds.Touchpoint, (due > day ? due : day).AddDays(budget.Limits.AnyKind), Others(person))
            : free;
    }

    private static List<(string Kind, DateOnly On)> Others(ContactPast person) => [.. person.Sent.Where(s => s.Kind != OutreachKinds.Touchpoint)];
}
