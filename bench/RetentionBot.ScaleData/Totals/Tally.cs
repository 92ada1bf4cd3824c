using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Making;

namespace RetentionBot.ScaleData.Totals;

/// <summary>What is summed for each month.</summary>
internal enum Figure
{
    Opening,
    Closing,
    Lost,
    Retained,
    New,
    JoinedAndLost,
    Reactivated,
    OpeningMrr,
    ChurnedMrr,
    ContractionMrr,
    ExpansionMrr,
    NewMrr,
    ReactivationMrr,
    ClosingMrr,
    Promoters,
    Passives,
    Detractors,
    Satisfied,
    Neutral,
    Dissatisfied,
}

/// <summary>What is counted once.</summary>
internal enum Count
{
    Customers,
    Subscriptions,
    RepeatedSubscriptions,
    Answers,
    InvalidAnswers,
    Cases,
    Orders,
    Uses,
    UseMonths,
}

/// <summary>
/// Sums the figures while customers are made, straight from the definitions and with nothing of the bot's: a customer's price at each of the 25 month borders, and
/// what became of it between two of them. Tallies of parts add up to that of the whole, in any order.
/// </summary>
internal sealed class Tally
{
    private const int Borders = Window.Months + 1;
    private const int NobodyYet = -1;
    private static readonly int Figures = Enum.GetValues<Figure>().Length;
    private static readonly int Plans = Enum.GetValues<Plan>().Length;

    private readonly long[] counts = new long[Enum.GetValues<Count>().Length];
    private readonly long[] months = new long[Window.Months * Figures];
    private readonly long[] planOpening = new long[Window.Months * Plans];
    private readonly long[] planLost = new long[Window.Months * Plans];
    private readonly long[] cohortSize = new long[Window.Months];
    private readonly long[] cohortActive = new long[Window.Months * Window.Months];

    public long Of(Count count) => counts[(int)count];

    public long Of(int month, Figure figure) => months[(month * Figures) + (int)figure];

    /// <summary>Those of a package at the opening of a month, and how many of them were lost in it.</summary>
    public (long Opening, long Lost) OfPlan(int month, Plan plan) => (planOpening[(month * Plans) + (int)plan], planLost[(month * Plans) + (int)plan]);

    /// <summary>How many first paid in a month.</summary>
    public long CohortSize(int cohort) => cohortSize[cohort];

    /// <summary>How many of them were active at the close of a month.</summary>
    public long CohortActive(int cohort, int month) => cohortActive[(cohort * Window.Months) + month];

    public void Add(CustomerData data)
    {
        Add(Count.Customers, 1);
        Add(Count.Subscriptions, data.Subscriptions.Count);
        Add(Count.RepeatedSubscriptions, data.Subscriptions.Count(row => row.IsWrittenTwice));
        Add(Count.Answers, data.Answers.Count);
        Add(Count.InvalidAnswers, data.Answers.Count(answer => answer.Score is null));
        Add(Count.Cases, data.Cases.Count);
        Add(Count.Orders, data.Orders.Count);
        Add(Count.Uses, data.Uses.Count);
        Add(Count.UseMonths, data.UseMonths.Count);
        AddSubscriptions(data);
        AddAnswers(data.Answers);
    }

    public void Add(Tally other)
    {
        Sum(counts, other.counts);
        Sum(months, other.months);
        Sum(planOpening, other.planOpening);
        Sum(planLost, other.planLost);
        Sum(cohortSize, other.cohortSize);
        Sum(cohortActive, other.cohortActive);
    }

    /// <summary>The month an answer counts in when it is the latest of its round, else null.</summary>
    private static int? MonthOf(AnswerRow answer, IReadOnlyList<AnswerRow> all)
    {
        foreach (var other in all)
        {
            if (other.Score is not null && other.Kind == answer.Kind && other.Round == answer.Round && other.At > answer.At)
            {
                return null;
            }
        }

        return Window.MonthOf(Amsterdam.LocalDay(answer.At));
    }

    private static Figure GroupOf(AnswerKind kind, int score) => (kind, score) switch
    {
        (AnswerKind.Nps, >= 9) => Figure.Promoters,
        (AnswerKind.Nps, >= 7) => Figure.Passives,
        (AnswerKind.Nps, _) => Figure.Detractors,
        (_, >= 4) => Figure.Satisfied,
        (_, 3) => Figure.Neutral,
        _ => Figure.Dissatisfied,
    };

    private static void Sum(long[] into, long[] from)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += from[i];
        }
    }

    private void AddSubscriptions(CustomerData data)
    {
        // Border b is the close of the day before month b, so the opening of month b and the closing of month b - 1.
        Span<long> mrr = stackalloc long[Borders];
        mrr.Clear();
        var cohort = NobodyYet;
        foreach (var row in data.Subscriptions.Where(row => row.IsPaid))
        {
            var month = Window.MonthOf(row.Start);
            cohort = cohort == NobodyYet ? month : Math.Min(cohort, month);
            for (var border = 0; border < Borders; border++)
            {
                mrr[border] += row.Covers(Window.FirstOf(border).AddDays(-1)) ? row.MrrMinor : 0;
            }
        }

        if (cohort == NobodyYet)
        {
            return;
        }

        cohortSize[cohort]++;
        for (var month = cohort; month < Window.Months; month++)
        {
            AddMonth(month, mrr[month], mrr[month + 1], isNew: month == cohort, data.Customer.Plan);
            cohortActive[(cohort * Window.Months) + month] += mrr[month + 1] > 0 ? 1 : 0;
        }
    }

    private void AddMonth(int month, long opening, long closing, bool isNew, Plan plan)
    {
        Add(month, Figure.New, isNew ? 1 : 0);
        Add(month, Figure.JoinedAndLost, isNew && closing == 0 ? 1 : 0);
        Add(month, Figure.OpeningMrr, opening);
        Add(month, Figure.ClosingMrr, closing);
        Add(month, Figure.Closing, closing > 0 ? 1 : 0);
        if (opening > 0)
        {
            Add(month, Figure.Opening, 1);
            Add(month, closing > 0 ? Figure.Retained : Figure.Lost, 1);
            Add(month, closing == 0 ? Figure.ChurnedMrr : closing < opening ? Figure.ContractionMrr : Figure.ExpansionMrr, Math.Abs(closing - opening));
            planOpening[(month * Plans) + (int)plan]++;
            planLost[(month * Plans) + (int)plan] += closing > 0 ? 0 : 1;
        }
        else if (closing > 0)
        {
            Add(month, Figure.Reactivated, isNew ? 0 : 1);
            Add(month, isNew ? Figure.NewMrr : Figure.ReactivationMrr, closing);
        }
    }

    private void AddAnswers(IReadOnlyList<AnswerRow> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Score is { } score && MonthOf(answer, answers) is { } month)
            {
                Add(month, GroupOf(answer.Kind, score), 1);
            }
        }
    }

    private void Add(Count count, int more) => counts[(int)count] += more;

    private void Add(int month, Figure figure, long more) => months[(month * Figures) + (int)figure] += more;
}
