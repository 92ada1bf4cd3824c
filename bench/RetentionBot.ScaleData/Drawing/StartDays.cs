namespace RetentionBot.ScaleData.Drawing;

/// <summary>The day a customer starts: more of them every month, fewer at weekends, more on the first and the last day of a month.</summary>
internal static class StartDays
{
    private const int OnFirst = 500;
    private const int OnLast = 500;

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> counts.</summary>
    private static readonly int[] Weekday = [12, 15, 15, 15, 15, 15, 13];

    private static readonly Table<DateOnly> Days = Build();

    public static DateOnly Draw(in Draws draws)
    {
        var day = draws.Pick(Days, "start");
        var firstOfMonth = day.AddDays(1 - day.Day);
        return draws.Share("start.border") switch
        {
            < OnFirst => firstOfMonth,
            < OnFirst + OnLast => firstOfMonth.AddMonths(1).AddDays(-1),
            _ => day,
        };
    }

    /// <summary>A month's days weigh 3 % more than those of the month before.</summary>
    private static Table<DateOnly> Build()
    {
        var weights = new long[Window.Days];
        var (month, ofMonth) = (0, 1_000_000L);
        for (var d = 0; d < weights.Length; d++)
        {
            var day = Window.FirstDay.AddDays(d);
            if (Window.MonthOf(day) > month)
            {
                (month, ofMonth) = (month + 1, ofMonth * 103 / 100);
            }

            weights[d] = ofMonth * Weekday[(int)day.DayOfWeek];
        }

        var (total, sum, before) = (weights.Sum(), 0L, 0);
        var rows = new (int Share, DateOnly Day)[weights.Length];
        for (var d = 0; d < weights.Length; d++)
        {
            sum += weights[d];
            var upTo = (int)(sum * Draws.Whole / total);
            rows[d] = (upTo - before, Window.FirstDay.AddDays(d));
            before = upTo;
        }

        return new Table<DateOnly>(rows);
    }
}
