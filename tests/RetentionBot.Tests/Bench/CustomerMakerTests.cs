using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Making;

namespace RetentionBot.Tests.Bench;

/// <summary>What the first customers look like, against the shares that were asked for.</summary>
public sealed class CustomerMakerTests
{
    private const int Customers = 4_000;

    private static readonly Lazy<IReadOnlyList<CustomerData>> Made = new(() =>
    {
        var maker = new CustomerMaker(seed: 1, withUse: true);
        return [.. Enumerable.Range(1, Customers).AsParallel().AsOrdered().Select(maker.Make)];
    });

    private static IReadOnlyList<CustomerData> All => Made.Value;

    private static IEnumerable<SubscriptionRow> Rows => All.SelectMany(data => data.Subscriptions);

    [Fact]
    public void The_shares_are_those_of_the_tables()
    {
        Share(All, data => data.Customer.Plan == Plan.Basic).ShouldBe(0.55, 0.03);
        Share(All, data => data.Customer.Plan == Plan.Enterprise).ShouldBe(0.12, 0.02);
        Share(All, data => data.Subscriptions[0].IsYearly).ShouldBe(0.30, 0.03);
        Share(All, data => data.Subscriptions[0].IsTrial).ShouldBe(0.15, 0.02);
        Share(All, data => data.Subscriptions.All(row => row.IsTrial)).ShouldBe(0.06, 0.02);
        Share(All, data => data.Customer.IsShop).ShouldBe(0.50, 0.03);
        Share(Rows, row => row.IsWrittenTwice).ShouldBe(0.005, 0.004);
        Share(All, data => data.Customer.SignedUpOn.Day == 1).ShouldBe(0.05 + (0.95 * 24 / 731), 0.02);
    }

    [Fact]
    public void There_are_as_many_rows_per_customer_as_were_asked_for()
    {
        All.Average(data => data.Cases.Count).ShouldBe(1.5, 0.1);
        All.Average(data => data.Answers.Count(answer => answer.Kind == AnswerKind.Nps)).ShouldBe(0.8, 0.1);
        All.Average(data => data.Answers.Count(answer => answer.Kind == AnswerKind.Csat)).ShouldBe(0.6, 0.1);
        All.Where(data => data.Customer.IsShop).Average(data => data.Orders.Count).ShouldBe(6.0, 0.5);
        All.Average(data => data.Uses.Count).ShouldBe(60.0, 5);
        All.SelectMany(data => data.Answers).Where(answer => answer.Kind == AnswerKind.Nps && answer.Score is not null).Average(answer => answer.Score!.Value)
            .ShouldBe(7.4, 0.1);
    }

    [Fact]
    public void Nothing_happens_before_the_window_or_after_the_data_date()
    {
        Rows.Where(row => row.Start < Window.FirstDay || row.Start > Window.DataThrough || row.End < row.Start).ShouldBeEmpty();
        All.SelectMany(data => data.Orders).Where(order => order.Day > Window.DataThrough).ShouldBeEmpty();
        All.SelectMany(data => data.Uses).Where(use => use.Day > Window.DataThrough).ShouldBeEmpty();
        All.SelectMany(data => data.Answers).Select(answer => answer.At).Concat(All.SelectMany(data => data.Cases).SelectMany(Times)).Where(at => !Service.IsKnown(at)).ShouldBeEmpty();
        static IEnumerable<DateTimeOffset> Times(CaseRow row) => new[] { row.OpenedAt, row.FirstReplyAt, row.ClosedAt }.OfType<DateTimeOffset>();
    }

    [Fact]
    public void Prices_are_whole_cents_a_month() => Rows.Where(row => row.IsYearly && row.PriceMinor % 12 != 0).ShouldBeEmpty();

    [Fact]
    public void Every_odd_case_is_among_them()
    {
        Rows.ShouldContain(row => row.Start == row.End);
        Rows.ShouldContain(row => row.EndsAtBorder);
        Rows.ShouldContain(row => row.EndsAtBorder && row.End!.Value.Day == 1);
        All.ShouldContain(data => data.Subscriptions.Count(row => row.IsPaid && row.Covers(Window.DataThrough)) > 1);
        All.ShouldContain(data => data.Answers.Any(answer => answer.Invalid == "11"));
        All.ShouldContain(data => data.Answers.Any(answer => answer.Invalid == "7.5"));
        All.ShouldContain(data => data.Answers.Any(answer => answer.Id.EndsWith('b')));
        All.SelectMany(data => data.Orders).ShouldContain(order => order.TotalMinor < 0);
        All.SelectMany(data => data.Cases).ShouldContain(row => row.FirstReplyAt - row.OpenedAt == TimeSpan.FromDays(1));
    }

    [Fact]
    public void A_months_use_is_rolled_up_by_days_and_features()
    {
        UseRow[] uses = [Use("2024-01-05", 1), Use("2024-01-05", 2), Use("2024-01-09", 1), Use("2024-02-01", 4)];

        UseMaker.RollUp(uses).ShouldBe([new UseMonthRow(0, 2, 2, new DateOnly(2024, 1, 9)), new UseMonthRow(1, 1, 1, new DateOnly(2024, 2, 1))]);
        static UseRow Use(string day, int feature) => new("", DateOnly.Parse(day), feature, 1);
    }

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> some) => all.Average(one => some(one) ? 1.0 : 0.0);
}
