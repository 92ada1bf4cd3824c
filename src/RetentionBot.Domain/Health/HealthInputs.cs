namespace RetentionBot.Domain.Health;

/// <summary>What a health score can draw on at the moment: connected and not stale.</summary>
[Flags]
public enum HealthFeeds
{
    None = 0,

    /// <summary>Active days are known.</summary>
    Usage = 1,

    /// <summary>The features used are known.</summary>
    Features = 2,

    /// <summary>Tickets are known.</summary>
    Support = 4,

    All = Usage | Features | Support,
}

/// <summary>What one customer did in the 28 days up to and including the scoring day.</summary>
/// <param name="ActiveDays">Days with any use.</param>
/// <param name="Features">Distinct features used.</param>
/// <param name="OpenTickets">Tickets open at the end of the day.</param>
/// <param name="PressingTickets">Tickets that were escalated or urgent in the 28 days.</param>
/// <param name="Live">What is known. With a live feed 0 means 0; without, the number is not looked at.</param>
public readonly record struct HealthInputs(int ActiveDays, int Features, int OpenTickets, int PressingTickets, HealthFeeds Live);

/// <summary>One number for each part of a health score; null for a part that is not known.</summary>
public readonly record struct HealthParts(decimal? Usage, decimal? Adoption, decimal? Support);
