using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.ScaleData.Making;

/// <summary>Makes the use of the product: up to five rows a week of service by how healthy the customer is, fading over a leaver's last 60 days.</summary>
internal static class UseMaker
{
    private const int FadeDays = 60;
    private const int Features = 12;
    private const int MostEvents = 20;
    private const int DaysInWeek = 7;

    private static readonly Table<Table<int>> Classes = new(
        (3_000, new((500, 0), (1_000, 1), (2_000, 2), (2_500, 3), (2_500, 4), (1_500, 5))),
        (4_500, new((1_500, 0), (2_500, 1), (2_500, 2), (2_000, 3), (1_000, 4), (500, 5))),
        (2_000, new((4_500, 0), (3_000, 1), (1_500, 2), (700, 3), (200, 4), (100, 5))),
        (500, new((8_500, 0), (1_200, 1), (300, 2))));

    /// <returns>The rows by day.</returns>
    public static IReadOnlyList<UseRow> Make(in Draws draws, CustomerRow customer, IReadOnlyList<SubscriptionRow> life)
    {
        var counts = draws.Pick(Classes, "use.class");
        var uses = new List<UseRow>();
        var (weekStart, week) = (customer.SignedUpOn, 0);
        while (weekStart <= Window.DataThrough)
        {
            if (IsServed(life, weekStart))
            {
                AddWeek(uses, draws, Faded(counts.At(draws.Share("use", week)), life, weekStart), weekStart, week);
            }

            (weekStart, week) = (weekStart.AddDays(DaysInWeek), week + 1);
        }

        return [.. uses.OrderBy(use => use.Day).Select((use, i) => use with { Id = $"{customer.Id}-A{i + 1:000}" })];
    }

    public static IReadOnlyList<UseMonthRow> RollUp(IReadOnlyList<UseRow> uses) =>
    [
        .. uses.GroupBy(use => Window.MonthOf(use.Day)).Select(month => new UseMonthRow(
            month.Key, month.Select(use => use.Day).Distinct().Count(), month.Select(use => use.Feature).Distinct().Count(), month.Max(use => use.Day))),
    ];

    private static void AddWeek(List<UseRow> uses, in Draws draws, int count, DateOnly weekStart, int week)
    {
        for (var i = 0; i < count; i++)
        {
            // One draw tells the day, the feature and the number of events.
            var drawn = draws.Below(DaysInWeek * Features * MostEvents, "use.row", week, i);
            var day = weekStart.AddDays(drawn % DaysInWeek);
            if (day <= Window.DataThrough)
            {
                uses.Add(new UseRow("", day, drawn / DaysInWeek % Features, 1 + (drawn / DaysInWeek / Features)));
            }
        }
    }

    private static bool IsServed(IReadOnlyList<SubscriptionRow> life, DateOnly day)
    {
        foreach (var row in life)
        {
            if (row.Covers(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Fewer rows the nearer the day after which no subscription that runs now goes on.</summary>
    private static int Faded(int count, IReadOnlyList<SubscriptionRow> life, DateOnly day)
    {
        var end = day;
        foreach (var row in life)
        {
            // What opens on the day another closes is the same service going on.
            if (row.Start <= end && (row.End is null || row.End > end))
            {
                end = row.End ?? DateOnly.MaxValue;
            }
        }

        var left = end.DayNumber - day.DayNumber;
        return left >= FadeDays ? count : count * left / FadeDays;
    }
}
