using RetentionBot.ScaleData;
using RetentionBot.ScaleData.Making;
using RetentionBot.ScaleData.Totals;

namespace RetentionBot.Tests.Bench;

/// <summary>The self-check against hand-worked customers: what it counts is what everything else is compared with.</summary>
public sealed class TallyTests
{
    private static readonly DateTimeOffset Noon = new(2024, 2, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_ends_on_the_first_is_lost_in_that_month_and_who_starts_on_it_is_new()
    {
        // Of January: in its closing. Of February: in its opening, lost on the 1st. The other starts on 1 February and stays.
        var totals = Totals(Customer(Paid("2024-01-10", "2024-02-01", 29_00)), Customer(Paid("2024-02-01", null, 99_00)));

        totals.Months[0].Customers.ShouldBe(new CustomerTotals(0, 1, 0, 0, 1, 0, 0));
        totals.Months[1].Customers.ShouldBe(new CustomerTotals(1, 1, 1, 0, 1, 0, 0));
        totals.Months[1].Mrr.ShouldBe(new MrrTotals(29_00, 29_00, 0, 0, 99_00, 0, 99_00));
    }

    [Fact]
    public void A_stretch_without_a_day_is_new_and_an_early_loss()
    {
        var totals = Totals(Customer(Paid("2024-03-05", "2024-03-05", 29_00)));

        totals.Months[2].Customers.ShouldBe(new CustomerTotals(0, 0, 0, 0, 1, 1, 0));
        totals.Cohorts[2].Active[0].ShouldBe(0);
        totals.Cohorts[2].Size.ShouldBe(1);
    }

    [Fact]
    public void A_customer_of_two_subscriptions_is_lost_with_the_last_of_them()
    {
        var totals = Totals(Customer(Paid("2024-01-10", "2024-03-10", 99_00), Paid("2024-01-20", "2024-04-10", 29_00)));

        totals.Months[2].Customers.Lost.ShouldBe(0);
        totals.Months[2].Mrr.Contraction.ShouldBe(99_00);
        totals.Months[3].Customers.Lost.ShouldBe(1);
        totals.Months[3].Mrr.Churned.ShouldBe(29_00);
    }

    [Fact]
    public void Who_comes_back_is_reactivated_and_stays_in_the_cohort()
    {
        var totals = Totals(Customer(Paid("2024-01-10", "2024-02-10", 29_00), Paid("2024-04-10", null, 99_00)));

        totals.Months[3].Customers.ShouldBe(new CustomerTotals(0, 1, 0, 0, 0, 0, 1));
        totals.Months[3].Mrr.Reactivation.ShouldBe(99_00);
        totals.Cohorts[0].Active.Take(5).ShouldBe([1, 0, 0, 1, 1]);
    }

    [Fact]
    public void A_change_of_price_is_netted_over_the_month()
    {
        // Up by 70 and down by 20 in one month: 50 of expansion. A yearly price counts with its twelfth.
        var totals = Totals(Customer(
            Paid("2024-01-10", "2024-02-05", 29_00), Paid("2024-02-05", "2024-02-20", 99_00), Paid("2024-02-20", null, 948_00) with { IsYearly = true }));

        totals.Months[1].Mrr.ShouldBe(new MrrTotals(29_00, 0, 0, 50_00, 0, 0, 79_00));
    }

    [Fact]
    public void A_trial_is_no_customer()
    {
        var totals = Totals(Customer(Paid("2024-01-25", "2024-02-08", 0) with { IsTrial = true }, Paid("2024-02-08", null, 29_00)));

        totals.Months[0].Customers.Closing.ShouldBe(0);
        totals.Cohorts[1].Size.ShouldBe(1);
    }

    [Fact]
    public void Of_a_round_only_the_latest_valid_answer_counts_in_the_month_of_its_local_day()
    {
        // On 29 February at 23:30 UTC it is March in Amsterdam; the 11 that came later is no answer.
        var totals = Totals(Customer() with
        {
            Answers =
            [
                Nps("2024-Q1", 3, Noon),
                Nps("2024-Q1", 9, new DateTimeOffset(2024, 2, 29, 23, 30, 0, TimeSpan.Zero)),
                new AnswerRow("x", AnswerKind.Nps, "2024-Q1", null, "11", Noon.AddDays(30)),
                Nps("2024-Q2", 7, Noon.AddDays(90)),
            ],
        });

        totals.Months[1].Nps.ShouldBe(new NpsTotals(0, 0, 0));
        totals.Months[2].Nps.ShouldBe(new NpsTotals(1, 0, 0));
        totals.Months[4].Nps.ShouldBe(new NpsTotals(0, 1, 0));
        totals.Rows.Single(row => row.Table == "responses").ShouldBe(new RowTotals("responses", 4, 3));
    }

    [Fact]
    public void Churn_by_plan_goes_by_the_customers_plan()
    {
        var totals = Totals(Customer(Paid("2024-01-10", "2024-02-10", 29_00)), Customer(Paid("2024-01-10", null, 99_00)) with { Customer = Person(Plan.Pro) });

        totals.Months[1].Plans.ShouldBe([new PlanTotals("Basic", 1, 1), new PlanTotals("Pro", 1, 0), new PlanTotals("Enterprise", 0, 0)]);
    }

    [Fact]
    public void Tallies_of_parts_add_up()
    {
        var maker = new CustomerMaker(seed: 5, withUse: false);
        var (whole, first, second) = (new Tally(), new Tally(), new Tally());
        foreach (var number in Enumerable.Range(1, 60))
        {
            whole.Add(maker.Make(number));
            (number % 2 == 0 ? first : second).Add(maker.Make(number));
        }

        second.Add(first);

        ScaleTotals.Of(second, ScaleSize.Of(60), 5).ToJson().ShouldBe(ScaleTotals.Of(whole, ScaleSize.Of(60), 5).ToJson());
    }

    [Fact]
    public void Totals_that_contradict_themselves_are_found()
    {
        var totals = Totals(Customer(Paid("2024-01-10", null, 29_00)));
        var months = totals.Months.ToList();
        months[5] = months[5] with { Customers = months[5].Customers with { Closing = 2 } };

        TotalsCheck.Faults(totals).ShouldBeEmpty();
        TotalsCheck.Faults(totals with { Months = months }).ShouldNotBeEmpty();
    }

    private static ScaleTotals Totals(params CustomerData[] customers)
    {
        var tally = new Tally();
        Array.ForEach(customers, tally.Add);
        return ScaleTotals.Of(tally, ScaleSize.Of(customers.Length), 0);
    }

    private static CustomerData Customer(params SubscriptionRow[] subscriptions) => new(Person(Plan.Basic), subscriptions);

    private static CustomerRow Person(Plan plan) => new(1, "C1", "Amber Works 1", "NL", plan, "retail", "csm01@example.com", "nl", new DateOnly(2024, 1, 1), "web", false);

    private static SubscriptionRow Paid(string start, string? end, long price) =>
        new("s", Plan.Basic, price, false, DateOnly.Parse(start), end is null ? null : DateOnly.Parse(end), null, false);

    private static AnswerRow Nps(string round, int score, DateTimeOffset at) => new("x", AnswerKind.Nps, round, score, null, at);
}
