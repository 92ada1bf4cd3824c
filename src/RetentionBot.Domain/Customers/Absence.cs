namespace RetentionBot.Domain.Customers;

/// <summary>Days on which a colleague is away and another one is told instead.</summary>
public sealed class Absence
{
    public long Id { get; init; }

    public required long StaffMemberId { get; init; }

    /// <summary>The first day away.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day away.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>Who is told instead; null when nobody in particular is.</summary>
    public long? StandInId { get; init; }
}
