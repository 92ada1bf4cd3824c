namespace RetentionBot.Ingest.Sample;

/// <summary>The customers with a story to find.</summary>
internal static class Planted
{
    /// <summary>Healthy all along.</summary>
    public const string Healthy = "Acme BV";

    /// <summary>Yellow and steady.</summary>
    public const string Steady = "Bakkerij Jansen";

    /// <summary>High value; its use collapses in the week before the anchor, and comes back in part from the eleventh day after it.</summary>
    public const string Collapsing = "Van Dijk Logistics";

    /// <summary>Stopped logging in five weeks before the anchor; leaves 45 days after it.</summary>
    public const string Silent = "Fietsfabriek Delft";

    /// <summary>Its last two invoices before the anchor each failed three times; both are paid ten days after it.</summary>
    public const string FailingPayments = "Noorderlicht Media";

    /// <summary>The month of the ill-fated campaign: so many months before the anchor's month.</summary>
    public const int BadCohortMonthsBefore = 8;

    /// <summary>After the anchor another high-value customer collapses every so many days.</summary>
    public const int DaysBetweenCollapses = 14;
}
