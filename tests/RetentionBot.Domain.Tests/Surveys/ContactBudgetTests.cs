using RetentionBot.Domain.Surveys;
using RetentionBot.Domain.Tests.Kpis;

namespace RetentionBot.Domain.Tests.Surveys;

public sealed class ContactBudgetTests
{
    private const string Referral = "referral";

    private static readonly ContactBudget Budget = new(new BudgetLimits());

    [Theory]
    [InlineData(OutreachKinds.Nps, 0, SuppressReason.SameKindRecently)]
    [InlineData(OutreachKinds.Nps, 89, SuppressReason.SameKindRecently)]
    [InlineData(OutreachKinds.Nps, 90, null)]
    [InlineData(OutreachKinds.Csat, 0, SuppressReason.AnyKindRecently)]
    [InlineData(OutreachKinds.Csat, 3, SuppressReason.AnyKindRecently)]
    [InlineData(OutreachKinds.Csat, 6, SuppressReason.AnyKindRecently)]
    [InlineData(OutreachKinds.Csat, 7, null)]
    [InlineData(Referral, 6, SuppressReason.AnyKindRecently)]
    [InlineData(Referral, 7, null)]
    public void After_an_nps_on_day_0(string kind, int day, SuppressReason? refused) => Refuse(kind, day, [(OutreachKinds.Nps, 0)]).ShouldBe(refused);

    [Theory]
    [InlineData(OutreachKinds.Csat, 29, SuppressReason.SameKindRecently)]
    [InlineData(OutreachKinds.Csat, 30, null)]
    [InlineData(OutreachKinds.Nps, 6, SuppressReason.AnyKindRecently)]
    [InlineData(OutreachKinds.Nps, 7, null)]
    public void After_a_csat_on_day_0(string kind, int day, SuppressReason? refused) => Refuse(kind, day, [(OutreachKinds.Csat, 0)]).ShouldBe(refused);

    [Theory]
    [InlineData(29, SuppressReason.SameKindRecently)]
    [InlineData(30, null)]
    public void A_kind_that_no_setting_names_comes_every_thirty_days(int day, SuppressReason? refused) => Refuse(Referral, day, [(Referral, 0)]).ShouldBe(refused);

    [Theory]
    [InlineData(93, null)]
    [InlineData(94, SuppressReason.KeptForNps)]
    [InlineData(99, SuppressReason.KeptForNps)]
    [InlineData(100, SuppressReason.KeptForNps)]
    [InlineData(130, SuppressReason.KeptForNps)] // Overdue, and still to be asked.
    public void The_week_before_an_nps_on_day_100_is_kept_for_it(int day, SuppressReason? refused)
    {
        Refuse(Referral, day, [], npsDueOn: 100).ShouldBe(refused);
        Refuse(OutreachKinds.Csat, day, [], npsDueOn: 100).ShouldBe(refused);
        Refuse(OutreachKinds.Nps, day, [], npsDueOn: 100).ShouldBeNull();
    }

    [Fact]
    public void Its_own_kind_is_the_reason_even_when_another_kind_came_later()
    {
        Refuse(OutreachKinds.Csat, 20, [(Referral, 18), (OutreachKinds.Csat, 0)]).ShouldBe(SuppressReason.SameKindRecently);
        Refuse(OutreachKinds.Csat, 20, [(OutreachKinds.Csat, 0), (Referral, 18)]).ShouldBe(SuppressReason.SameKindRecently);
    }

    [Fact]
    public void A_contact_that_was_made_later_counts_too() => Refuse(OutreachKinds.Csat, 10, [(Referral, 12)]).ShouldBe(SuppressReason.AnyKindRecently);

    [Fact]
    public void Settings_may_name_a_kind_and_change_the_days()
    {
        var budget = new ContactBudget(new BudgetLimits { ByKind = new Dictionary<string, int> { [Referral] = 365 }, OtherKinds = 10, AnyKind = 2, KeptForNps = 0 });

        Refuse(budget, Referral, 364, [(Referral, 0)]).ShouldBe(SuppressReason.SameKindRecently);
        Refuse(budget, OutreachKinds.Nps, 10, [(OutreachKinds.Nps, 0)]).ShouldBeNull();
        Refuse(budget, Referral, 1, [(OutreachKinds.Nps, 0)]).ShouldBe(SuppressReason.AnyKindRecently);
        Refuse(budget, Referral, 2, [(OutreachKinds.Nps, 0)], npsDueOn: 3).ShouldBeNull();
    }

    [Theory]
    [InlineData(OutreachKinds.Nps, 95, 200, null, null)]
    [InlineData(OutreachKinds.Nps, 89, 200, 90, null)]
    [InlineData(OutreachKinds.Nps, 89, 90, 90, null)]
    [InlineData(OutreachKinds.Nps, 89, 89, null, SuppressReason.SameKindRecently)]
    [InlineData(OutreachKinds.Csat, 3, 200, 7, null)]
    [InlineData(OutreachKinds.Csat, 3, 6, null, SuppressReason.AnyKindRecently)]
    [InlineData(OutreachKinds.Csat, 150, 300, null, SuppressReason.KeptForNps)] // The next NPS is due on day 150.
    public void What_may_wait_waits_for_its_first_free_day(string kind, int day, int lastDay, int? until, SuppressReason? reason) =>
        Budget.Decide(kind, Day(day), Day(lastDay), [(OutreachKinds.Nps, Day(0))], Day(150)).ShouldBe(new ContactDecision(until is { } free ? Day(free) : null, reason));

    [Theory]
    [InlineData(37u)]
    [InlineData(20_261_126u)]
    [InlineData(4_000_000_007u)]
    public void Whatever_is_tried_in_whatever_order_nobody_is_contacted_too_often_and_each_refusal_is_true(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 200; round++)
        {
            var sent = new List<(string Kind, DateOnly On)>();
            for (var i = 0; i < 60; i++)
            {
                var (kind, day) = (dice.Of(OutreachKinds.Nps, OutreachKinds.Csat, Referral), dice.Next(400));
                int? due = dice.Next(3) == 0 ? dice.Next(400) : null;
                var refused = Budget.Refuse(kind, Day(day), sent, due is { } at ? Day(at) : null);

                // Said once more in the words of the definition: the nearest contact of the kind, and of any.
                var own = Nearest(sent.Where(s => s.Kind == kind), day);
                var any = Nearest(sent, day);
                var expected = own < (kind == OutreachKinds.Nps ? 90 : 30) ? SuppressReason.SameKindRecently
                    : any < 7 ? SuppressReason.AnyKindRecently
                    : kind != OutreachKinds.Nps && due <= day + 6 ? SuppressReason.KeptForNps
                    : (SuppressReason?)null;
                refused.ShouldBe(expected, $"seed {seed}, round {round}, contact {i}");

                if (refused is null)
                {
                    sent.Add((kind, Day(day)));
                }
            }

            var days = sent.Select(s => s.On.DayNumber).Order().ToList();
            days.Zip(days.Skip(1), (a, b) => b - a).ShouldAllBe(apart => apart >= 7, $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(41u)]
    [InlineData(2_718_281_829u)]
    public void However_often_others_try_the_quarterly_nps_goes_out_on_its_day(uint seed)
    {
        var dice = new Dice(seed);
        for (var person = 0; person < 100; person++)
        {
            var (sent, due) = (new List<(string Kind, DateOnly On)>(), dice.Next(90));
            for (var day = 0; day < 400; day++)
            {
                var kind = dice.Of(OutreachKinds.Csat, Referral, "news", "webinar");
                if (dice.Next(2) == 0 && Budget.Refuse(kind, Day(day), sent, Day(due)) is null)
                {
                    sent.Add((kind, Day(day)));
                }

                if (day == due)
                {
                    Budget.Refuse(OutreachKinds.Nps, Day(day), sent, Day(due)).ShouldBeNull($"seed {seed}, person {person}, day {day}");
                    sent.Add((OutreachKinds.Nps, Day(day)));
                    due += 90 + dice.Next(5);
                }
            }

            sent.Count(s => s.Kind != OutreachKinds.Nps).ShouldBeGreaterThan(4, $"seed {seed}, person {person}");
        }
    }

    [Theory]
    [InlineData(43u)]
    [InlineData(1_618_033_989u)]
    public void The_first_free_day_is_free_and_none_before_it_is(uint seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 300; round++)
        {
            var sent = Enumerable.Range(0, dice.Next(12)).Select(_ => (dice.Of(OutreachKinds.Nps, OutreachKinds.Csat, Referral), Day(dice.Next(200)))).ToList();
            var (kind, from) = (dice.Of(OutreachKinds.Nps, OutreachKinds.Csat, Referral), Day(dice.Next(200)));
            var free = Budget.FirstFree(kind, from, sent);

            Budget.Refuse(kind, free, sent, npsDueOn: null).ShouldBeNull($"seed {seed}, round {round}");
            for (var day = from; day < free; day = day.AddDays(1))
            {
                Budget.Refuse(kind, day, sent, npsDueOn: null).ShouldNotBeNull($"seed {seed}, round {round}, {day}");
            }
        }
    }

    private static int Nearest(IEnumerable<(string Kind, DateOnly On)> sent, int day) =>
        sent.Select(s => Math.Abs(s.On.DayNumber - Day(day).DayNumber)).DefaultIfEmpty(int.MaxValue).Min();

    private static SuppressReason? Refuse(string kind, int day, (string Kind, int Day)[] sent, int? npsDueOn = null) => Refuse(Budget, kind, day, sent, npsDueOn);

    private static SuppressReason? Refuse(ContactBudget budget, string kind, int day, (string Kind, int Day)[] sent, int? npsDueOn = null) =>
        budget.Refuse(kind, Day(day), [.. sent.Select(s => (s.Kind, Day(s.Day)))], npsDueOn is { } due ? Day(due) : null);

    private static DateOnly Day(int number) => new DateOnly(2026, 1, 5).AddDays(number);
}
