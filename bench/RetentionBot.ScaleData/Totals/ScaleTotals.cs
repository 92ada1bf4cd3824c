using System.Text.Json;
using RetentionBot.ScaleData.Drawing;
using RetentionBot.ScaleData.Making;

namespace RetentionBot.ScaleData.Totals;

/// <summary>How many customers were there, came and went in a month.</summary>
internal sealed record CustomerTotals(long Opening, long Closing, long Lost, long Retained, long New, long JoinedAndLost, long Reactivated);

/// <summary>How the recurring revenue of a month moved, in cents, netted per customer.</summary>
internal sealed record MrrTotals(long Opening, long Churned, long Contraction, long Expansion, long New, long Reactivation, long Closing);

/// <summary>The latest answers per respondent and round whose local day lies in a month.</summary>
internal sealed record NpsTotals(long Promoters, long Passives, long Detractors);

/// <inheritdoc cref="NpsTotals"/>
internal sealed record CsatTotals(long Satisfied, long Neutral, long Dissatisfied);

/// <summary>A package's customers at the opening of a month and those lost in it; the package is the customer's, not the stretch's.</summary>
internal sealed record PlanTotals(string Plan, long Opening, long Lost);

/// <param name="Month">As <c>2024-09</c>.</param>
internal sealed record MonthTotals(string Month, CustomerTotals Customers, MrrTotals Mrr, NpsTotals Nps, CsatTotals Csat, IReadOnlyList<PlanTotals> Plans);

/// <summary>Those who first paid in one month.</summary>
/// <param name="Cohort">As <c>2024-09</c>.</param>
/// <param name="Size">How many.</param>
/// <param name="Active">Active at the close of that month, of the next, and so on to the data date.</param>
internal sealed record CohortTotals(string Cohort, long Size, IReadOnlyList<long> Active);

/// <param name="Table">The table's name, as the file is called.</param>
/// <param name="Written">Rows in the file.</param>
/// <param name="Stored">Rows an import keeps: repeated and invalid ones are not.</param>
internal sealed record RowTotals(string Table, long Written, long Stored);

/// <summary>What was planted and must be found.</summary>
/// <param name="AgeFairTop3">Cohorts of 20 and more with the largest share lost by the close of their third month after the first, the worst first.</param>
/// <param name="LowestPlanChurn">The package with the lowest churn over the last 12 months.</param>
internal sealed record PlantedTotals(IReadOnlyList<string> AgeFairTop3, string LowestPlanChurn);

/// <summary>What a data set sums to, counted while it was made. Kept as <c>totals.json</c>.</summary>
internal sealed record ScaleTotals
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public required int Generator { get; init; }

    public required string Size { get; init; }

    public required long Customers { get; init; }

    public required long Seed { get; init; }

    public required DateOnly DataThrough { get; init; }

    public required IReadOnlyList<RowTotals> Rows { get; init; }

    public required IReadOnlyList<MonthTotals> Months { get; init; }

    public required IReadOnlyList<CohortTotals> Cohorts { get; init; }

    public required PlantedTotals Planted { get; init; }

    public static ScaleTotals Of(Tally tally, ScaleSize size, long seed)
    {
        var months = Enumerable.Range(0, Window.Months).Select(month => Month(tally, month)).ToList();
        var cohorts = Enumerable.Range(0, Window.Months).Select(cohort => Cohort(tally, cohort)).ToList();
        return new ScaleTotals
        {
            Generator = ScaleSource.Version,
            Size = size.Name,
            Customers = tally.Of(Count.Customers),
            Seed = seed,
            DataThrough = Window.DataThrough,
            Rows = RowsOf(tally),
            Months = months,
            Cohorts = cohorts,
            Planted = new PlantedTotals(PlantedFacts.AgeFairTop3(cohorts), PlantedFacts.LowestPlanChurn(months)),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <exception cref="JsonException">The text holds no totals.</exception>
    public static ScaleTotals Parse(string json) => JsonSerializer.Deserialize<ScaleTotals>(json, Json) ?? throw new JsonException("There are no totals.");

    private static List<RowTotals> RowsOf(Tally tally)
    {
        var (subscriptions, answers) = (tally.Of(Count.Subscriptions), tally.Of(Count.Answers));
        return
        [
            Same("customers", Count.Customers),
            new("subscriptions", subscriptions + tally.Of(Count.RepeatedSubscriptions), subscriptions),
            new("responses", answers, answers - tally.Of(Count.InvalidAnswers)),
            Same("cases", Count.Cases),
            Same("orders", Count.Orders),
        ];

        RowTotals Same(string table, Count count) => new(table, tally.Of(count), tally.Of(count));
    }

    private static MonthTotals Month(Tally tally, int month)
    {
        return new MonthTotals(
            Window.NameOf(month),
            new(The(Figure.Opening), The(Figure.Closing), The(Figure.Lost), The(Figure.Retained), The(Figure.New), The(Figure.JoinedAndLost), The(Figure.Reactivated)),
            new(
                The(Figure.OpeningMrr), The(Figure.ChurnedMrr), The(Figure.ContractionMrr), The(Figure.ExpansionMrr),
                The(Figure.NewMrr), The(Figure.ReactivationMrr), The(Figure.ClosingMrr)),
            new(The(Figure.Promoters), The(Figure.Passives), The(Figure.Detractors)),
            new(The(Figure.Satisfied), The(Figure.Neutral), The(Figure.Dissatisfied)),
            [.. Enum.GetValues<Plan>().Select(plan => new PlanTotals(plan.ToString(), tally.OfPlan(month, plan).Opening, tally.OfPlan(month, plan).Lost))]);

        long The(Figure figure) => tally.Of(month, figure);
    }

    private static CohortTotals Cohort(Tally tally, int cohort) =>
        new(Window.NameOf(cohort), tally.CohortSize(cohort), [.. Enumerable.Range(cohort, Window.Months - cohort).Select(month => tally.CohortActive(cohort, month))]);
}
