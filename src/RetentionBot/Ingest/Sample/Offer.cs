namespace RetentionBot.Ingest.Sample;

/// <summary>What the sample company sells and where: the workspace's vocabulary.</summary>
internal static class Offer
{
    public const string Basic = "Basic";
    public const string Pro = "Pro";
    public const string Enterprise = "Enterprise";

    public static IReadOnlyList<string> Owners { get; } = ["Sanne", "Daan", "Noor", "Emma", "Joris", "Pieter"];

    public static IReadOnlyList<string> Features { get; } =
    [
        "invoicing", "reports", "planning", "mobile_app", "contacts", "documents", "time_tracking", "api", "stock", "dashboards", "approvals", "integrations",
    ];

    public static string Plan(Draw draw) => draw.Unit switch
    {
        < 0.47 => Basic,
        < 0.84 => Pro,
        _ => Enterprise,
    };

    /// <summary>Price of a month in whole euros.</summary>
    public static int Price(string plan, Draw draw) => plan switch
    {
        Basic => draw.Pick([29, 39, 49, 59, 69, 79]),
        Pro => draw.Pick([99, 129, 149, 179, 199, 229, 249, 299]),
        _ => draw.Pick([499, 599, 749, 899, 990, 1190, 1290, 1490, 1690, 1900]),
    };

    public static string Country(Draw draw) => draw.Unit switch
    {
        < 0.46 => "NL",
        < 0.70 => "BE",
        < 0.86 => "DE",
        < 0.95 => "FR",
        _ => "LU",
    };

    public static string? ChurnType(Draw draw) => draw.Unit switch
    {
        < 0.52 => "voluntary",
        < 0.69 => "involuntary",
        < 0.86 => "passive",
        _ => null,
    };
}
