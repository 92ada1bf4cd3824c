namespace RetentionBot.Ingest.Sample;

/// <summary>The customers with a story to find.</summary>
internal static class Planted
{
    /// <summary>Healthy all along.</summary>
    public const string Healthy = "Acme BV";

    /// <summary>Yellow and steady; the card it pays with expires 25 days after the anchor, and it hands in a new one five days before that.</summary>
    public const string Steady = "Bakkerij Jansen";

    /// <summary>High value; its use collapses in the week before the anchor, and comes back in part from the eleventh day after it.</summary>
    public const string Collapsing = "Van Dijk Logistics";

    /// <summary>Stopped logging in five weeks before the anchor; leaves 45 days after it.</summary>
    public const string Silent = "Fietsfabriek Delft";

    /// <summary>Its last two invoices before the anchor each failed three times; both are paid ten days after it.</summary>
    public const string FailingPayments = "Noorderlicht Media";

    /// <summary>The month of the ill-fated campaign: so many months before the anchor's month.</summary>
    public const int BadCohortMonthsBefore = 8;

    /// <summary>The last day of the steady customer's card, counted from the anchor.</summary>
    public const int CardExpiresDaysAfter = 25;

    /// <summary>The day on which it hands in a new one, counted from the anchor.</summary>
    public const int NewCardDaysAfter = 20;

    /// <summary>After the anchor another high-value customer collapses every so many days.</summary>
    public const int DaysBetweenCollapses = 14;
}
