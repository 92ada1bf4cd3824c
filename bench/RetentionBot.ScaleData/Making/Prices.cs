namespace RetentionBot.ScaleData.Making;

/// <summary>What a subscription costs, in cents, and how a change of it is priced.</summary>
/// <remarks>A yearly price is that of ten months, cut to what can be divided by 12, so that its monthly share is whole cents.</remarks>
internal readonly record struct Price(Plan Plan, long Minor, bool IsYearly)
{
    private static readonly long[] Monthly = [29_00, 99_00, 499_00];

    public static Price Of(Plan plan, bool isYearly) =>
        isYearly ? new(plan, Whole(Monthly[(int)plan] * 10), true) : new(plan, Monthly[(int)plan], false);

    /// <summary>The next package at its list price; a fifth more where that was not chosen or there is none.</summary>
    public Price Expanded(bool byPlan) => byPlan && Plan < Plan.Enterprise ? Of(Plan + 1, IsYearly) : Times(120);

    /// <summary>The package below at its list price; a fifth less where that was not chosen or there is none.</summary>
    public Price Contracted(bool byPlan) => byPlan && Plan > Plan.Basic ? Of(Plan - 1, IsYearly) : Times(80);

    private Price Times(int percent) => this with { Minor = IsYearly ? Whole(Minor * percent / 100) : Minor * percent / 100 };

    private static long Whole(long yearly) => yearly / 12 * 12;
}
