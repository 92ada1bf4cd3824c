using System.Collections.Frozen;

namespace RetentionBot.Domain.Surveys;

/// <summary>How often one person may be contacted. All numbers are days; a contact so many days after another is allowed, one a day earlier is not.</summary>
public sealed record BudgetLimits
{
    /// <summary>Days between two contacts of one kind, by the kind's name.</summary>
    public IReadOnlyDictionary<string, int> ByKind { get; init; } =
        new Dictionary<string, int> { [OutreachKinds.Nps] = 90, [OutreachKinds.Csat] = 30 }.ToFrozenDictionary();

    /// <summary>Days between two contacts of a kind that <see cref="ByKind"/> does not name.</summary>
    public int OtherKinds { get; init; } = 30;

    /// <summary>Days between any two contacts, whatever their kinds.</summary>
    public int AnyKind { get; init; } = 7;

    /// <summary>So many days before somebody's NPS is due are kept free of other kinds. With as many as <see cref="AnyKind"/> nothing can stand in its way.</summary>
    public int KeptForNps { get; init; } = 7;

    /// <summary>Days between two contacts of a kind.</summary>
    public int Of(string kind) => ByKind.TryGetValue(kind, out var days) ? days : OtherKinds;
}

/// <summary>What becomes of a contact whose day has come: it is made when neither is said.</summary>
/// <param name="WaitUntil">It is put off until then, and looked at again.</param>
/// <param name="Reason">It is not made at all.</param>
public readonly record struct ContactDecision(DateOnly? WaitUntil, SuppressReason? Reason);

/// <summary>The one budget of contacts a person has, over all kinds of contact.</summary>
public sealed record ContactBudget(BudgetLimits Limits)
{
    /// <summary>Whether somebody may be contacted on a day.</summary>
    /// <param name="kind">The kind of contact, e.g. one of <see cref="OutreachKinds"/>.</param>
    /// <param name="day">The local day of it.</param>
    /// <param name="sentBefore">Every contact made with this person, in any order. One of a later day counts as an earlier one does: the distance is what matters.</param>
    /// <param name="npsDueOn">
    /// The day from which their next NPS question is meant to be asked; null when none is planned. A day gone by still keeps the slot: the question is yet to be asked.
    /// </param>
    /// <returns>Why not; null when they may.</returns>
    public SuppressReason? Refuse(string kind, DateOnly day, IReadOnlyList<(string Kind, DateOnly On)> sentBefore, DateOnly? npsDueOn)
    {
        var (ofKind, isTooSoon) = (Limits.Of(kind), false);
        foreach (var (sent, on) in sentBefore)
        {
            var apart = Math.Abs(day.DayNumber - on.DayNumber);
            if (sent == kind && apart < ofKind)
            {
                return SuppressReason.SameKindRecently;
            }

            isTooSoon |= apart < Limits.AnyKind;
        }

        return isTooSoon ? SuppressReason.AnyKindRecently : IsKept(kind, day, npsDueOn) ? SuppressReason.KeptForNps : null;
    }

    /// <summary>
    /// What becomes of a contact that may wait, as a question of a wave may: quarters are hardly longer than the days between two NPS questions, so in a wave that would
    /// rather let go, most of those asked a little late in the one before would get nothing.
    /// </summary>
    /// <param name="kind">As in <see cref="Refuse"/>.</param>
    /// <param name="day">As in <see cref="Refuse"/>.</param>
    /// <param name="lastDay">It waits no longer than this day.</param>
    /// <param name="sentBefore">As in <see cref="Refuse"/>.</param>
    /// <param name="npsDueOn">As in <see cref="Refuse"/>. What stands back for NPS does not wait.</param>
    public ContactDecision Decide(string kind, DateOnly day, DateOnly lastDay, IReadOnlyList<(string Kind, DateOnly On)> sentBefore, DateOnly? npsDueOn)
    {
        var refused = Refuse(kind, day, sentBefore, npsDueOn);
        return refused is SuppressReason.SameKindRecently or SuppressReason.AnyKindRecently && FirstFree(kind, day, sentBefore) is var free && free <= lastDay
            ? new(free, null)
            : new(null, refused);
    }

    /// <summary>The first day from one on that is far enough from every contact made, for those who would rather wait than let go; what is kept for NPS is not looked at.</summary>
    /// <param name="kind">As in <see cref="Refuse"/>.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="sentBefore">Every contact made with this person, in any order.</param>
    public DateOnly FirstFree(string kind, DateOnly from, IReadOnlyList<(string Kind, DateOnly On)> sentBefore)
    {
        // Past one contact it may be too near another, so the look is taken until nothing moves it.
        var day = from;
        while (true)
        {
            var moved = day;
            foreach (var (sent, on) in sentBefore)
            {
                var wanted = sent == kind ? Math.Max(Limits.Of(kind), Limits.AnyKind) : Limits.AnyKind;
                moved = Math.Abs(moved.DayNumber - on.DayNumber) < wanted ? on.AddDays(wanted) : moved;
            }

            if (moved == day)
            {
                return day;
            }

            day = moved;
        }
    }

    private bool IsKept(string kind, DateOnly day, DateOnly? npsDueOn) =>
        kind != OutreachKinds.Nps && npsDueOn is { } due && due.DayNumber - day.DayNumber < Limits.KeptForNps;
}
