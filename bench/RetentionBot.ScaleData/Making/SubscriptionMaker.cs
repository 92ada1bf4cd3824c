using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes one customer's subscription rows: the trial, up to three stays with their changes of price, and perhaps a second subscription beside the first stay.</summary>
/// <remarks>
/// A stay's months are calendar months, the one it starts in being tenure month 0. What a draw would put after the data date does not happen; an end may fall on the
/// day after it, when the last day's starters leave on the first of the next month.
/// </remarks>
internal sealed class SubscriptionMaker(Draws draws, CustomerRow customer)
{
    private const int MostStays = 3;
    private const int TrialDays = 14;
    private const int HalfYears = 4;

    private const int Trial = 1_500;
    private const int NeverPays = 4_000;
    private const int Yearly = 3_000;
    private const int Restarts = 1_200;
    private const int EndsOnFirst = 600;
    private const int EndsAtOnce = 200;
    private const int EndsAtBorder = 400;
    private const int Expands = 800;
    private const int Contracts = 400;
    private const int ByPlan = 5_000;
    private const int Second = 1_000;
    private const int Twice = 50;

    /// <summary>Chance to leave in tenure months 0, 1, 2, 3 to 5, 6 to 11 and later.</summary>
    private static readonly int[] Leaves = [900, 700, 500, 350, 350, 350, 220, 220, 220, 220, 220, 220, 140];

    /// <summary>In tenths, by package.</summary>
    private static readonly int[] LeavesByPlan = [13, 10, 5];

    /// <summary>In tenths too.</summary>
    private const int WorstCohort = 25;

    private static readonly Table<string?> Types = new((6_800, "voluntary"), (2_000, "involuntary"), (1_000, "passive"), (200, null));

    private static readonly Table<Band> Gaps = new((3_000, new(0, 15)), (2_500, new(16, 30)), (2_500, new(31, 90)), (2_000, new(91, 300)));

    private static readonly Table<Plan> SecondPlans = new((8_000, Plan.Basic), (2_000, Plan.Pro));

    private enum SecondEnd
    {
        WithTheFirst,
        Earlier,
        Later,
    }

    private static readonly Table<SecondEnd> SecondEnds = new((5_000, SecondEnd.WithTheFirst), (3_000, SecondEnd.Earlier), (2_000, SecondEnd.Later));

    private readonly List<SubscriptionRow> rows = [];
    private readonly Price list = Price.Of(customer.Plan, draws.Happens(Yearly, "yearly"));

    /// <returns>The rows by first day, numbered in that order.</returns>
    public IReadOnlyList<SubscriptionRow> Make()
    {
        var paidFrom = customer.SignedUpOn;
        if (draws.Happens(Trial, "trial"))
        {
            paidFrom = paidFrom.AddDays(TrialDays);
            rows.Add(new SubscriptionRow("", customer.Plan, 0, list.IsYearly, customer.SignedUpOn, paidFrom, null, IsTrial: true));
            if (draws.Happens(NeverPays, "trial.end"))
            {
                paidFrom = DateOnly.MaxValue;
            }
        }

        MakeStays(paidFrom);
        return [.. rows.OrderBy(row => row.Start).Select((row, i) => row with { Id = $"{customer.Id}-{i + 1:00}", IsWrittenTwice = draws.Happens(Twice, "twice", i) })];
    }

    private void MakeStays(DateOnly start)
    {
        var isWorst = start.Year == CustomerMaker.WorstCohort.Year && start.Month == CustomerMaker.WorstCohort.Month;
        var hundredths = LeavesByPlan[(int)customer.Plan] * (isWorst ? WorstCohort : 10);
        for (var stay = 0; stay < MostStays && start <= Window.DataThrough; stay++)
        {
            var end = EndOf(stay, start, hundredths);
            MakeStay(stay, start, end);
            if (stay == 0)
            {
                MakeSecond(start, end);
            }

            if (end is not { } day || !draws.Happens(Restarts, "restart", stay))
            {
                return;
            }

            var gap = draws.Pick(Gaps, "gap", stay);
            start = day.AddDays(gap.From + draws.Below(gap.Count, "gap.day", stay));
        }
    }

    /// <param name="stay">Which one, from 0.</param>
    /// <param name="start">Its first day.</param>
    /// <param name="hundredths">What the monthly chance is multiplied by.</param>
    private DateOnly? EndOf(int stay, DateOnly start, int hundredths)
    {
        var first = Window.MonthOf(start);
        for (var month = first; month < Window.Months; month++)
        {
            var tenure = month - first;
            var chance = Leaves[Math.Min(tenure, Leaves.Length - 1)] * hundredths / 100;
            if (draws.Happens(chance, "leave", stay, tenure))
            {
                return EndIn(month, stay, start);
            }
        }

        return null;
    }

    private DateOnly EndIn(int month, int stay, DateOnly start)
    {
        var (firstOfMonth, firstOfNext) = (Window.FirstOf(month), Window.FirstOf(month + 1));
        var earliest = start < firstOfMonth ? firstOfMonth : start.AddDays(1);
        var days = firstOfNext.DayNumber - earliest.DayNumber;
        return draws.Share("end", stay) switch
        {
            < EndsOnFirst => start < firstOfMonth ? firstOfMonth : firstOfNext,
            < EndsOnFirst + EndsAtOnce => start,
            _ when days == 0 => firstOfNext,
            _ => earliest.AddDays(draws.Below(days, "end.day", stay)),
        };
    }

    /// <summary>One stay: a row per price, each closed on the day the next opens.</summary>
    private void MakeStay(int stay, DateOnly start, DateOnly? end)
    {
        var (from, price) = (start, list);
        for (var half = 0; half < HalfYears; half++)
        {
            var kind = draws.Share("change", stay, half);
            if (kind >= Expands + Contracts)
            {
                continue;
            }

            // Never on the first day: a change is something that happens to a running subscription.
            var (first, next) = (start.AddMonths(6 * half), start.AddMonths((6 * half) + 6));
            var day = first.AddDays(1 + draws.Below(next.DayNumber - first.DayNumber - 1, "change.day", stay, half));
            if (day > Window.DataThrough || day >= end)
            {
                break;
            }

            AddPaid(price, from, day, null);
            var byPlan = draws.Happens(ByPlan, "change.plan", stay, half);
            (from, price) = (day, kind < Expands ? price.Expanded(byPlan) : price.Contracted(byPlan));
        }

        AddPaid(price, from, end, end is null ? null : draws.Pick(Types, "type", stay), atBorder: end > from && draws.Happens(EndsAtBorder, "end.border", stay));
    }

    /// <summary>A second subscription that begins while the first stay runs.</summary>
    private void MakeSecond(DateOnly start, DateOnly? end)
    {
        const int LatestStart = 90;
        const int LongestAfter = 60;
        var lastExclusive = end is { } last && last <= Window.DataThrough ? last : Window.DataThrough.AddDays(1);
        var days = lastExclusive.DayNumber - start.DayNumber;
        if (days <= 0 || !draws.Happens(Second, "second"))
        {
            return;
        }

        var from = start.AddDays(draws.Below(Math.Min(days, LatestStart), "second.start"));
        DateOnly? to = draws.Pick(SecondEnds, "second.end") switch
        {
            SecondEnd.Earlier => from.AddDays(1 + draws.Below(lastExclusive.DayNumber - from.DayNumber, "second.day")),
            SecondEnd.Later => end?.AddDays(1 + draws.Below(LongestAfter, "second.day")),
            _ => end,
        };
        if (to > Window.DataThrough)
        {
            to = null;
        }

        AddPaid(Price.Of(draws.Pick(SecondPlans, "second.plan"), isYearly: false), from, to, to is null ? null : draws.Pick(Types, "second.type"));
    }

    private void AddPaid(Price price, DateOnly start, DateOnly? end, string? type, bool atBorder = false) =>
        rows.Add(new SubscriptionRow("", price.Plan, price.Minor, price.IsYearly, start, end, type, IsTrial: false) { EndsAtBorder = atBorder });
}
