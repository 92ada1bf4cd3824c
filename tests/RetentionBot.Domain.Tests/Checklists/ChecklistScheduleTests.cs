using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;

namespace RetentionBot.Domain.Tests.Checklists;

public sealed class ChecklistScheduleTests
{
    private static readonly HashSet<DateOnly> Holidays = [new(2026, 4, 6), new(2026, 4, 27), new(2026, 5, 25), new(2026, 12, 25)];

    private static readonly WorkCalendar Amsterdam = new(
        new WorkingHours(new TimeOnly(9, 0), new TimeOnly(17, 30), Holidays), new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));

    [Theory]
    [InlineData("2026-10-19", "2026-10-19T07:00:00Z")]
    [InlineData("2026-10-26", "2026-10-26T08:00:00Z")]
    [InlineData("2026-03-30", "2026-03-30T07:00:00Z")]
    [InlineData("2026-04-06", "2026-04-07T07:00:00Z")]
    [InlineData("2026-04-27", "2026-04-28T07:00:00Z")]
    [InlineData("2026-05-25", "2026-05-26T07:00:00Z")]
    public void Mondays_at_nine_follow_the_clock_changes_and_a_holiday_moves_them_to_Tuesday(string monday, string at)
    {
        var turn = ChecklistSchedule.Default.TurnOf(DateOnly.Parse(monday));

        ChecklistSchedule.Default.PostAt(turn, Amsterdam).ShouldBe(DateTimeOffset.Parse(at));
    }

    [Theory]
    [InlineData("2026-10-19T06:59:59Z", null)]
    [InlineData("2026-10-19T07:00:00Z", "2026-W43")]
    [InlineData("2026-10-25T22:59:59Z", "2026-W43")]
    [InlineData("2026-10-25T23:00:00Z", null)]
    [InlineData("2026-04-06T07:00:00Z", null)]
    [InlineData("2026-04-07T07:00:00Z", "2026-W15")]
    [InlineData("2027-01-03T12:00:00Z", "2026-W53")]
    public void A_week_is_due_from_its_instant_to_its_own_end(string now, string? turn)
    {
        var due = ChecklistSchedule.Default.DueAt(DateTimeOffset.Parse(now), Amsterdam);

        (due?.Key).ShouldBe(turn);
    }

    [Theory]
    [InlineData("2026-10-19T06:59:59Z", "2026-10-19T07:00:00Z")]
    [InlineData("2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z")]
    [InlineData("2026-04-06T07:00:00Z", "2026-04-07T07:00:00Z")]
    [InlineData("2026-04-07T07:00:00Z", "2026-04-13T07:00:00Z")]
    public void The_next_post_is_the_first_instant_after(string at, string next) =>
        ChecklistSchedule.Default.NextAfter(DateTimeOffset.Parse(at), Amsterdam).ShouldBe(DateTimeOffset.Parse(next));

    [Fact]
    public void A_Friday_list_whose_Friday_is_off_is_posted_in_the_next_week_and_the_next_one_comes_in_time()
    {
        var schedule = new ChecklistSchedule(ChecklistCadence.Weekly, 5, null, new TimeOnly(9, 0));
        var monday = DateTimeOffset.Parse("2026-12-28T08:00:00Z");

        schedule.DueAt(monday.AddSeconds(-1), Amsterdam).ShouldBeNull();
        schedule.DueAt(monday, Amsterdam)!.Value.Key.ShouldBe("2026-W52");
        schedule.NextAfter(monday, Amsterdam).ShouldBe(DateTimeOffset.Parse("2027-01-01T08:00:00Z"));
    }

    [Theory]
    [InlineData("2026-02-10", "2026-02", "2026-02-28")]
    [InlineData("2026-03-31", "2026-03", "2026-03-31")]
    public void The_31st_of_a_short_month_is_its_last_day(string day, string key, string meant)
    {
        var turn = new ChecklistSchedule(ChecklistCadence.Monthly, 31, null, new TimeOnly(9, 0)).TurnOf(DateOnly.Parse(day));

        (turn.Key, turn.Day).ShouldBe((key, DateOnly.Parse(meant)));
    }

    [Fact]
    public void Once_is_once()
    {
        var schedule = new ChecklistSchedule(ChecklistCadence.Once, 0, new DateOnly(2026, 11, 3), new TimeOnly(10, 0));
        var at = DateTimeOffset.Parse("2026-11-03T09:00:00Z");

        schedule.DueAt(at.AddSeconds(-1), Amsterdam).ShouldBeNull();
        schedule.DueAt(at, Amsterdam)!.Value.Key.ShouldBe("once");
        schedule.DueAt(at.AddDays(20), Amsterdam)!.Value.Key.ShouldBe("once");
        schedule.NextAfter(at.AddDays(-30), Amsterdam).ShouldBe(at);
        schedule.NextAfter(at, Amsterdam).ShouldBeNull();
    }

    /// <summary>Whoever looks at whatever moments posts each week once, the late ones too, and never before its time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(4242)]
    public void In_a_year_of_looks_at_random_moments_each_week_is_due_once(int seed)
    {
        var random = new Random(seed);
        var posted = new Dictionary<string, DateTimeOffset>();
        var end = DateTimeOffset.Parse("2027-01-01T00:00:00Z");
        for (var now = DateTimeOffset.Parse("2026-01-01T00:00:00Z"); now < end; now += TimeSpan.FromMinutes(random.Next(1, 60 * 30)))
        {
            if (ChecklistSchedule.Default.DueAt(now, Amsterdam) is { } turn)
            {
                now.ShouldBeGreaterThanOrEqualTo(ChecklistSchedule.Default.PostAt(turn, Amsterdam));
                posted.TryAdd(turn.Key, now);
            }
        }

        posted.Keys.ShouldBe(Enumerable.Range(1, 53).Select(w => $"2026-W{w:00}"), ignoreOrder: true);
    }
}
