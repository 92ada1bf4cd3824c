using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Surveys;

/// <summary>Somebody a wave means to ask.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="LastAskedOn">When they were asked this question last; null for never.</param>
public readonly record struct WaveMember(long ContactId, DateOnly? LastAskedOn);

/// <summary>When it is somebody's turn in a wave.</summary>
public readonly record struct WaveTurn(long ContactId, DateOnly On);

/// <summary>Spreads the people of a wave over working days.</summary>
public static class WavePlan
{
    /// <summary>Gives everybody their day: who waited longest since the question was last asked comes first, and first of all who never was; of equals the lower id.</summary>
    /// <remarks>The order and number of <paramref name="people"/> apart, the same plan every time. Memory is two short rows per person.</remarks>
    /// <param name="people">Each once, in any order.</param>
    /// <param name="from">No day is before this one.</param>
    /// <param name="perDay">People a working day, 1 or more; null for all on the first.</param>
    /// <param name="hours">Which days are working days.</param>
    /// <param name="workspace">Whose zone these are in.</param>
    /// <returns>In the order of the turns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one a day.</exception>
    public static WaveTurn[] Spread(IEnumerable<WaveMember> people, DateOnly from, int? perDay, WorkingHours hours, Workspace workspace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perDay ?? 1, 1, nameof(perDay));
        WaveMember[] order = [.. people];
        Array.Sort(order, static (a, b) => (a.LastAskedOn ?? DateOnly.MinValue, a.ContactId).CompareTo((b.LastAskedOn ?? DateOnly.MinValue, b.ContactId)));

        var turns = new WaveTurn[order.Length];
        var (day, left) = (from.AddDays(-1), 0);
        for (var i = 0; i < order.Length; i++, left--)
        {
            if (left == 0)
            {
                (day, left) = (hours.WorkingDayFrom(day.AddDays(1), workspace), perDay ?? order.Length);
            }

            turns[i] = new(order[i].ContactId, day);
        }

        return turns;
    }
}
