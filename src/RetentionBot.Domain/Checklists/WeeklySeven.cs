namespace RetentionBot.Domain.Checklists;

/// <summary>The checks of the weekly list that is there from the start.</summary>
public static class WeeklySeven
{
    /// <summary>The churn rate of the month.</summary>
    public const string ChurnRate = "churn-rate";

    /// <summary>The three groups that lose most.</summary>
    public const string ChurnCohorts = "churn-cohorts";

    /// <summary>Revenue per customer, and an estimate of what a customer is worth.</summary>
    public const string CustomerValue = "customer-value";

    /// <summary>An onboarding list of five tasks exists.</summary>
    public const string OnboardingList = "onboarding-list";

    /// <summary>A health alert is set.</summary>
    public const string HealthAlert = "health-alert";

    /// <summary>An experiment on onboarding runs.</summary>
    public const string OnboardingTest = "onboarding-test";

    /// <summary>A personal word with those who are most at risk is planned.</summary>
    public const string CheckIn = "check-in";

    /// <summary>In their order.</summary>
    public static IReadOnlyList<string> All { get; } = [ChurnRate, ChurnCohorts, CustomerValue, OnboardingList, HealthAlert, OnboardingTest, CheckIn];

    /// <summary>Those that say whether something exists, so that a tick can be false.</summary>
    public static bool IsAboutWhatExists(string? check) => check is OnboardingList or HealthAlert or OnboardingTest;
}

/// <summary>Who is to be spoken with because they are most at risk.</summary>
public static class TopRisk
{
    /// <summary>One in so many, rounded up.</summary>
    public const int OneIn = 10;

    /// <summary>How many of so many customers: a tenth, rounded up, so that 50 give 5 and 47 give 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than none.</exception>
    public static int CountOf(int customers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return (customers + OneIn - 1) / OneIn;
    }

    /// <summary>The tenth with the lowest scores; of equal scores the bigger customer, then the name, decides.</summary>
    /// <param name="customers">All active ones; those without a score are counted and never named.</param>
    public static IReadOnlyList<RiskyCustomer> Of(IReadOnlyCollection<RiskyCustomer> customers) =>
    [
        .. customers.Where(c => c.Score is not null)
            .OrderBy(c => c.Score).ThenByDescending(c => c.Mrr).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(CountOf(customers.Count)),
    ];
}

/// <summary>A customer with what tells how much is at risk.</summary>
/// <param name="Id">The store's id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Score">Health, 0 to 100; null when there is none.</param>
/// <param name="Mrr">Minor units a month.</param>
/// <param name="Owner">As the source names them; null for nobody.</param>
public sealed record RiskyCustomer(long Id, string Name, int? Score, long Mrr, string? Owner);
