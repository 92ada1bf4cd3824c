using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Tests.Surveys;

/// <summary>What must hold of every simulated year, said without the functions that decided in it.</summary>
public sealed class SimulatedYearTests
{
    [Theory]
    [InlineData(67u)]
    [InlineData(20_261_127u)]
    [InlineData(3_316_624_790u)]
    public void In_a_year_of_a_thousand_customers_the_budget_holds_and_everybody_is_asked_each_quarter(uint seed)
    {
        var year = Simulate(seed, new BudgetLimits());
        var book = year.Everybody.SelectMany(p => p.Book).ToList();

        Breaches(year).ShouldBeEmpty($"seed {seed}");
        AskedEachQuarter(year).ShouldAllBe(share => share >= 0.95, $"seed {seed}");

        // Whatever was meant has happened, or says why it did not.
        book.ShouldAllBe(o => o.State == OutreachState.Sent ? o.SentAt != null && o.SentOn != null && o.Reason == null : o.State == OutreachState.Suppressed && o.Reason != null, $"seed {seed}");

        // Not by saying nothing: every kind goes out, and every reason but two that this year does not have is met.
        book.Where(o => o.State == OutreachState.Sent).CountBy(o => o.Kind).Select(k => (k.Key, k.Value > 500)).ShouldBe(
            [(OutreachKinds.Nps, true), (OutreachKinds.Csat, true), (SimulatedYear.News, true), (SurveyReminder.Kind, true)], ignoreOrder: true, $"seed {seed}");
        book.Select(o => o.Reason).OfType<SuppressReason>().Distinct().ShouldBe(Enum.GetValues<SuppressReason>().Except([SuppressReason.AlreadyAsked, SuppressReason.Closed, SuppressReason.NoConsent]), ignoreOrder: true, $"seed {seed}");
    }

    [Theory]
    [InlineData(67u)]
    public void Nobody_is_told_anything_at_night_on_a_day_off_or_after_they_left_or_said_stop(uint seed)
    {
        foreach (var person in Simulate(seed, new BudgetLimits()).Everybody)
        {
            var zone = person.Zone is null ? SimulatedYear.Calendar.Workspace.Zone : TimeZoneInfo.FindSystemTimeZoneById(person.Zone);
            foreach (var sent in person.Book.Where(o => o.State == OutreachState.Sent))
            {
                var (local, said) = (TimeZoneInfo.ConvertTime(sent.SentAt!.Value, zone), $"seed {seed}, person {person.Id}, {sent.Reference} at {sent.SentAt:u}");

                local.TimeOfDay.ShouldBeInRange(TimeSpan.FromHours(9), TimeSpan.FromHours(17.5), said);
                local.DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
                SimulatedYear.Calendar.Hours.Holidays.ShouldNotContain(DateOnly.FromDateTime(local.DateTime), said);
                sent.SentOn.ShouldBe(DateOnly.FromDateTime(local.DateTime), said);
                (person.IsReachable && !(person.LeavesOn <= sent.SentOn) && !(person.OptsOutOn <= sent.SentOn)).ShouldBeTrue(said);
            }
        }
    }

    [Theory]
    [InlineData(67u)]
    public void A_looser_budget_would_be_noticed(uint seed)
    {
        Breaches(Simulate(seed, new BudgetLimits { AnyKind = 6, KeptForNps = 6 })).ShouldNotBeEmpty($"seed {seed}");
        Breaches(Simulate(seed, new BudgetLimits { OtherKinds = 29 })).ShouldNotBeEmpty($"seed {seed}");
        Breaches(Simulate(seed, new BudgetLimits { ByKind = new Dictionary<string, int> { [OutreachKinds.Nps] = 90, [OutreachKinds.Csat] = 29 } })).ShouldNotBeEmpty($"seed {seed}");
        Breaches(Simulate(seed, new BudgetLimits { ByKind = new Dictionary<string, int> { [OutreachKinds.Nps] = 89, [OutreachKinds.Csat] = 30 } })).ShouldNotBeEmpty($"seed {seed}");
    }

    [Theory]
    [InlineData(67u)]
    public void Without_the_slot_kept_for_nps_those_who_write_often_would_starve_it(uint seed)
    {
        var often = new BudgetLimits { ByKind = new Dictionary<string, int> { [OutreachKinds.Nps] = 90, [OutreachKinds.Csat] = 30, [SimulatedYear.News] = 7 } };

        AskedEachQuarter(Simulate(seed, often)).ShouldAllBe(share => share == 1, $"seed {seed}");
        AskedEachQuarter(Simulate(seed, often with { KeptForNps = 0 })).ShouldContain(share => share < 1, $"seed {seed}");
    }

    private static SimulatedYear Simulate(uint seed, BudgetLimits limits)
    {
        var year = new SimulatedYear(seed, limits);
        year.Run();
        return year;
    }

    private static List<string> Breaches(SimulatedYear year)
    {
        var breaches = new List<string>();
        foreach (var person in year.Everybody)
        {
            var all = person.Book.Where(o => o.State == OutreachState.Sent).Select(o => (o.Kind, On: o.SentOn!.Value)).ToList();
            if (person.LastNpsBefore is { } before)
            {
                all.Add((OutreachKinds.Nps, before));
            }

            Look(person, all.Select(s => s.On), 7, "any");
            foreach (var kind in all.GroupBy(s => s.Kind))
            {
                Look(person, kind.Select(s => s.On), kind.Key == OutreachKinds.Nps ? 90 : 30, kind.Key);
            }
        }

        return breaches;

        void Look(SimulatedYear.Person person, IEnumerable<DateOnly> days, int apart, string what)
        {
            var order = days.Order().ToList();
            breaches.AddRange(order.Zip(order.Skip(1)).Where(d => d.Second.DayNumber - d.First.DayNumber < apart).Select(d => $"person {person.Id}, {what}: {d.First} and {d.Second}"));
        }
    }

    /// <summary>Of those who could be reached, and were there and willing to the end of the quarter, the share that was asked in it.</summary>
    private static List<double> AskedEachQuarter(SimulatedYear year)
    {
        var shares = new List<double>();
        for (var from = SimulatedYear.First; from.Year == SimulatedYear.First.Year; from = from.AddMonths(3))
        {
            var (wave, ends) = ($"wave:{from:yyyy-MM}", from.AddMonths(3));
            var eligible = year.Everybody.Where(p => p.IsReachable && !(p.LeavesOn < ends) && !(p.OptsOutOn < ends)).ToList();
            eligible.Count.ShouldBeGreaterThan(SimulatedYear.People * 8 / 10);
            shares.Add((double)eligible.Count(p => p.Book.Any(o => o.Reference == wave && o.State == OutreachState.Sent)) / eligible.Count);
        }

        shares.Count.ShouldBe(4);
        return shares;
    }
}
