using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class WavePlanTests
{
    private static readonly DateOnly KingsDay = new(2026, 4, 27);

    private static readonly Workspace Amsterdam = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR");

    private static readonly WorkingHours Hours = new(new(9, 0), new(17, 30), new HashSet<DateOnly> { KingsDay });

    [Fact]
    public void Five_hundred_people_at_twenty_a_working_day_take_twenty_five_working_days()
    {
        // From Monday 13 April 2026 on: 10 days to Friday the 24th, King's Day is off, 4 days to 1 May, 10 to the 15th, and Monday 18 May is the 25th.
        var turns = Spread(Many(500), new(2026, 4, 13), perDay: 20);
        var days = turns.GroupBy(t => t.On).ToList();

        days.Count.ShouldBe(25);
        days.ShouldAllBe(day => day.Count() == 20);
        days.Select(day => day.Key).ShouldNotContain(KingsDay);
        days.Select(day => day.Key.DayOfWeek).ShouldNotContain(DayOfWeek.Saturday);
        days.Select(day => day.Key.DayOfWeek).ShouldNotContain(DayOfWeek.Sunday);
        (days[0].Key, days[^1].Key).ShouldBe((new DateOnly(2026, 4, 13), new DateOnly(2026, 5, 18)));
    }

    [Theory]
    [InlineData(501, 26, 1)]
    [InlineData(19, 1, 19)]
    [InlineData(20, 1, 20)]
    [InlineData(21, 2, 1)]
    public void The_last_day_has_what_is_left(int people, int days, int onTheLast)
    {
        var turns = Spread(Many(people), new(2026, 4, 13), perDay: 20);

        turns.Select(t => t.On).Distinct().Count().ShouldBe(days);
        turns.Count(t => t.On == turns[^1].On).ShouldBe(onTheLast);
    }

    [Theory]
    [InlineData("2026-04-25", "2026-04-28")] // Saturday, Sunday, King's Day.
    [InlineData("2026-04-28", "2026-04-28")]
    public void Without_a_number_a_day_all_are_asked_on_the_first_working_day(string from, string on)
    {
        var turns = Spread(Many(500), DateOnly.Parse(from), perDay: null);

        turns.Length.ShouldBe(500);
        turns.ShouldAllBe(t => t.On == DateOnly.Parse(on));
    }

    [Fact]
    public void Who_waited_longest_comes_first_and_who_was_never_asked_before_them()
    {
        WaveMember[] people = [new(1, new(2026, 1, 9)), new(7, null), new(2, new(2025, 10, 1)), new(9, new(2026, 1, 9)), new(3, null)];

        Spread(people, new(2026, 4, 13), perDay: 2).ShouldBe(
        [
            new(3, new(2026, 4, 13)), new(7, new(2026, 4, 13)),
            new(2, new(2026, 4, 14)), new(1, new(2026, 4, 14)),
            new(9, new(2026, 4, 15)),
        ]);
    }

    [Theory]
    [InlineData(47u)]
    [InlineData(3_141_592_653u)]
    public void In_whatever_order_they_come_the_plan_is_the_same_and_leaves_nobody_out(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 20; round++)
        {
            var people = Enumerable.Range(1, 1 + dice.Next(300)).Select(id => new WaveMember(id, dice.Next(4) == 0 ? null : new DateOnly(2025, 6, 1).AddDays(dice.Next(90)))).ToList();
            var (from, perDay) = (new DateOnly(2026, 1, 1).AddDays(dice.Next(365)), 1 + dice.Next(40));
            var turns = Spread(people, from, perDay);
            var said = $"seed {seed}, round {round}";

            Spread(people.OrderBy(_ => dice.Next(1000)), from, perDay).ShouldBe(turns, said);
            turns.Select(t => t.ContactId).Order().ShouldBe(people.Select(p => p.ContactId), said);
            turns.Select(t => t.On).ShouldBe(turns.Select(t => t.On).Order(), said);
            turns.CountBy(t => t.On).SkipLast(1).ShouldAllBe(day => day.Value == perDay, said);
            turns.ShouldAllBe(t => t.On >= from && Hours.WorkingDayFrom(t.On, Amsterdam) == t.On, said);
        }
    }

    [Fact]
    public void A_hundred_thousand_people_cost_two_short_rows_each()
    {
        var people = Many(100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var turns = Spread(people, new(2026, 4, 13), perDay: 5_000);
        var perPerson = (GC.GetAllocatedBytesForCurrentThread() - before) / people.Length;

        turns.Select(t => t.On).Distinct().Count().ShouldBe(20);
        perPerson.ShouldBeLessThan(64);
    }

    [Fact]
    public void Nobody_is_asked_when_there_is_nobody() => Spread([], new(2026, 4, 13), perDay: 20).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_a_day_is_no_plan(int perDay) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Spread(Many(3), new(2026, 4, 13), perDay)).ParamName.ShouldBe("perDay");

    private static WaveMember[] Many(int people) => [.. Enumerable.Range(1, people).Select(id => new WaveMember(id, null))];

    private static WaveTurn[] Spread(IEnumerable<WaveMember> people, DateOnly from, int? perDay) => WavePlan.Spread(people, from, perDay, Hours, Amsterdam);
}
