using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Kpis;

/// <summary>How many runs of service ended in a span, and how many customers began anew, by the length of the gap.</summary>
/// <param name="Ended">Runs whose first day without service lies in the span.</param>
/// <param name="Within30">Restarts in the span after 1 to 30 days without service.</param>
/// <param name="Within90">Restarts after 31 to 90 days.</param>
/// <param name="Later">Restarts after more than 90 days.</param>
public readonly record struct WinBacks(int Ended, int Within30, int Within90, int Later)
{
    public int Restarts => Within30 + Within90 + Later;

    public static WinBacks Of(FactSnapshot facts, MeasuredPeriod period) => Of(facts, period.Measured, Slice.Everybody)[0];

    /// <returns>Those of each group. A restart belongs to the plan that was left, as the end before it does.</returns>
    internal static WinBacks[] Of(FactSnapshot facts, Period span, Slice slice)
    {
        var (from, last) = (span.From.DayNumber, span.LastDay.DayNumber);
        var stretches = facts.Stretches;
        var first = stretches.First;
        var starts = stretches.Starts;
        var ends = stretches.Ends;
        var plans = stretches.Plans;
        var groups = new WinBacks[slice.Names.Count];
        for (var customer = 0; customer < facts.CustomerCount; customer++)
        {
            var (runEnd, plan) = (int.MinValue, (short)AttributeColumn.Unknown);
            for (var i = first[customer]; i < first[customer + 1] && starts[i] <= last; i++)
            {
                if (starts[i] == ends[i])
                {
                    continue;
                }

                if (runEnd != int.MinValue && starts[i] > runEnd)
                {
                    Note(groups, slice.GroupOf(customer, plan), runEnd, starts[i], from, last);
                }

                if (ends[i] > runEnd)
                {
                    (runEnd, plan) = (ends[i], plans[i]);
                }
            }

            if (runEnd >= from && runEnd <= last)
            {
                Note(groups, slice.GroupOf(customer, plan), runEnd, FactSnapshot.Running, from, last);
            }
        }

        return groups;
    }

    private static void Note(WinBacks[] groups, int group, int end, int restart, int from, int last)
    {
        if (group == Slice.Outside)
        {
            return;
        }

        ref var own = ref groups[group];
        own = end >= from && end <= last ? own with { Ended = own.Ended + 1 } : own;
        if (restart >= from && restart <= last)
        {
            own = (restart - end) switch
            {
                <= 30 => own with { Within30 = own.Within30 + 1 },
                <= 90 => own with { Within90 = own.Within90 + 1 },
                _ => own with { Later = own.Later + 1 },
            };
        }
    }
}
