namespace RetentionBot.Domain.Kpis;

/// <summary>Customer (logo) churn and retention over the customers present at the opening of a period.</summary>
/// <remarks>Those who joined and left inside the period are in neither; a quarter compares its own opening and closing, it is no sum of months.</remarks>
public static class CustomerChurn
{
    /// <summary>An opening with fewer customers than this gives a rate that is shown with its counts.</summary>
    public const int FewCustomers = 20;

    /// <returns>Lost over opening, 0.05 = 5 %; null when there was nobody at the opening.</returns>
    public static decimal? Rate(CustomerCounts counts) => OfOpening(counts.Lost, counts);

    /// <returns>Retained over opening, so 1 less the churn rate; null when there was nobody at the opening.</returns>
    public static decimal? Retention(CustomerCounts counts) => OfOpening(counts.Retained, counts);

    private static decimal? OfOpening(int part, CustomerCounts counts) => counts.Opening == 0 ? null : (decimal)part / counts.Opening;
}
