namespace RetentionBot.Ingest.Sample;

/// <summary>Which features a customer uses on a day.</summary>
internal static class UsageDiary
{
    /// <summary>From so many days before a collapse or silence until its end the diary follows the story and not the habit.</summary>
    public const int StoryLeadDays = 60;

    private const int SilentDays = 10;

    private static readonly Habit Recovering = new(2, 6);

    /// <summary>Features used on the day, none on most weekends and days off.</summary>
    public static IEnumerable<string> On(SampleCustomer customer, DateOnly day)
    {
        if (customer.SilentFrom is { } silentFrom && DaysFrom(silentFrom.AddDays(-1), day) is var lag and > -StoryLeadDays)
        {
            return Own(customer).Take(BeforeSilence(lag));
        }

        var collapse = customer.Collapses.LastOrDefault(c => DaysFrom(c, day) > -StoryLeadDays);
        if (collapse == default)
        {
            return ByHabit(customer, customer.Habit, day);
        }

        var offset = DaysFrom(collapse, day);
        return offset > SilentDays ? ByHabit(customer, Recovering, day) : Own(customer).Take(BeforeCollapse(offset));
    }

    /// <summary>Features on a day so many days from the collapse: everything daily, then six thin sessions, then nothing.</summary>
    /// <remarks>
    /// Days and features in the 28 days up to day n: n = -8: 14 and 8, score 100; n = -2: 8 and 8, 26.7 + 35 + 25 = 86.7;
    /// n = -1: 7 and 3 and two tickets, one urgent, 23.3 + 13.1 + 13.75 = 50.2; n = 0: 6 and 2, 20 + 8.75 + 13.75 = 42.5.
    /// </remarks>
    private static int BeforeCollapse(int offset) => offset switch
    {
        < -28 => 8,
        -28 => 3,
        -25 or -22 or -19 or -16 or -12 or -8 => 2,
        _ => 0,
    };

    /// <summary>Features on a day so many days from the last day of use.</summary>
    /// <remarks>In the 28 days up to 15 days after the last use: 8 days and 8 features, score 86.7; a day later 7 and 2, 23.3 + 8.75 + 25 = 57.1.</remarks>
    private static int BeforeSilence(int lag) => lag switch
    {
        <= -12 => 8,
        -10 or -8 or -6 or -4 or -2 or -1 or 0 => 2,
        _ => 0,
    };

    private static IEnumerable<string> ByHabit(SampleCustomer customer, Habit habit, DateOnly day)
    {
        var date = day.DayNumber;
        var features = Own(customer).Take(habit.Features).ToList();
        var place = Array.IndexOf(Workdays(customer), day.DayOfWeek);
        if (place < 0)
        {
            var extra = customer.Wellbeing == Wellbeing.Green && habit.DaysAWeek > 2 && Draw.For("weekend", customer.Number, date).Hits(0.05);
            return extra ? features.Take(2) : [];
        }

        // Four or five days a week leave room for a day off: the score counts twelve in four weeks.
        if (place >= habit.DaysAWeek || (habit.DaysAWeek > 3 && Draw.For("day off", customer.Number, date).Hits(0.07)))
        {
            return [];
        }

        // Every feature has its own day of the week; the main one is used every day.
        return features.Where((_, n) => n == 0 || n % habit.DaysAWeek == place || Draw.For("also", customer.Number, date, n).Hits(0.1));
    }

    private static IOrderedEnumerable<string> Own(SampleCustomer customer) =>
        Offer.Features.OrderBy(f => Draw.For(f, customer.Number).Unit);

    private static DayOfWeek[] Workdays(SampleCustomer customer) =>
        [.. Enumerable.Range(1, 5).OrderBy(d => Draw.For("workday", customer.Number, d).Unit).Select(d => (DayOfWeek)d)];

    private static int DaysFrom(DateOnly from, DateOnly day) => day.DayNumber - from.DayNumber;
}
