namespace RetentionBot.Domain.Questions;

/// <summary>The keys of the metric catalogue, as on the wire.</summary>
public static class MetricNames
{
    public const string ChurnRate = "churn_rate";
    public const string RetentionRate = "retention_rate";
    public const string CustomersLost = "customers_lost";
    public const string CustomersActive = "customers_active";
    public const string NewCustomers = "new_customers";
    public const string Arpu = "arpu";
    public const string Cltv = "cltv";
    public const string Clv = "clv";
    public const string AverageLifetime = "average_lifetime";
    public const string Mrr = "mrr";
    public const string GrossMrrChurn = "gross_mrr_churn";
    public const string NetMrrChurn = "net_mrr_churn";
    public const string Nrr = "nrr";
    public const string Grr = "grr";
    public const string Nps = "nps";
    public const string Csat = "csat";
    public const string ResponseRate = "response_rate";
    public const string Aov = "aov";
    public const string PurchaseFrequency = "purchase_frequency";
    public const string OnboardingCompletion = "onboarding_completion";
    public const string HealthAverage = "health_average";
    public const string AtRiskCount = "at_risk_count";
    public const string FirstResponseTime = "first_response_time";
    public const string ReactivationRate = "reactivation_rate";

    /// <summary>All 24 keys.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ChurnRate, RetentionRate, CustomersLost, CustomersActive, NewCustomers, Arpu, Cltv, Clv, AverageLifetime, Mrr, GrossMrrChurn, NetMrrChurn,
        Nrr, Grr, Nps, Csat, ResponseRate, Aov, PurchaseFrequency, OnboardingCompletion, HealthAverage, AtRiskCount, FirstResponseTime, ReactivationRate,
    ];

    /// <summary>Whether the figure is a state on a day, so that without a period it means today.</summary>
    public static bool IsStanding(string metric) => metric is CustomersActive or Mrr or HealthAverage or AtRiskCount;

    internal static bool IsCount(string metric) => metric is CustomersLost or CustomersActive or NewCustomers or AtRiskCount;

    internal static bool IsPercentage(string metric) => metric is ChurnRate or RetentionRate or GrossMrrChurn or NetMrrChurn or Nrr or Grr or Csat
        or ResponseRate or OnboardingCompletion or ReactivationRate;

    internal static bool IsAverage(string metric) =>
        metric is Arpu or Cltv or Clv or AverageLifetime or Aov or PurchaseFrequency or HealthAverage or FirstResponseTime;

    /// <summary>The count whose customers can be listed behind a figure; null when there is none.</summary>
    public static string? CountBehind(string? metric) => metric switch
    {
        ChurnRate or CustomersLost => CustomersLost,
        NewCustomers or CustomersActive or AtRiskCount => metric,
        _ => null,
    };
}
