namespace RetentionBot.Domain.Cadence;

/// <summary>One touchpoint that every customer is to have.</summary>
/// <param name="Key">Lower case with hyphens, e.g. <c>tips</c>.</param>
/// <param name="Days">Days from the sign-up.</param>
/// <param name="Months">Months from the sign-up, counted before the days; 31 January and one month is the last of February.</param>
/// <param name="Segments">Whose customers have it; empty for all.</param>
public sealed record CadenceStep(string Key, int Days, int Months = 0, IReadOnlyList<string>? Segments = null)
{
    /// <summary>The day it is meant for.</summary>
    public DateOnly DueOn(DateOnly signedUpOn) => signedUpOn.AddMonths(Months).AddDays(Days);

    /// <summary>Whether customers of a segment have it.</summary>
    public bool IsFor(string? segment) => Segments is not { Count: > 0 } || (segment is not null && Segments.Contains(segment, StringComparer.OrdinalIgnoreCase));
}

/// <summary>The touchpoints of a customer's first months.</summary>
/// <param name="Steps">In any order, each with a key of its own.</param>
public sealed record CadencePlan(IReadOnlyList<CadenceStep> Steps)
{
    public const string Welcome = "welcome";

    public const string Tips = "tips";

    public const string UsageSummary = "usage-summary";

    public const string HealthCheck2 = "health-check-2";

    public const string HealthCheck6 = "health-check-6";

    /// <summary>An inactive customer is to be won back to the product.</summary>
    public const string ReEngage = "re-engage";

    /// <summary>A customer who uses less is to be called for a review.</summary>
    public const string ReviewCall = "review-call";

    /// <summary>The step a play is kept under: one per alert that called for it.</summary>
    /// <param name="play"><see cref="ReEngage"/> or <see cref="ReviewCall"/>.</param>
    /// <param name="alert">The alert's id.</param>
    public static string PlayOf(string play, Guid alert) => $"{play}:{alert:N}";

    /// <summary>The step or play without what called for it.</summary>
    public static string NameOf(string step) => step.Split(':')[0];

    /// <summary>The alert that called for a play; null for a step of the plan.</summary>
    public static Guid? AlertOf(string step) => step.Split(':') is [_, var id] && Guid.TryParseExact(id, "N", out var alert) ? alert : null;

    /// <summary>A welcome on the day, tips after a week, what was used after four, a look at how they do after two months and after six.</summary>
    public static CadencePlan Default { get; } = new([new(Welcome, 0), new(Tips, 7), new(UsageSummary, 28), new(HealthCheck2, 0, 2), new(HealthCheck6, 0, 6)]);
}
