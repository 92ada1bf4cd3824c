namespace RetentionBot.Domain.Alerts;

/// <summary>Who is told when nobody takes an alert on, and after how long.</summary>
/// <param name="After">Time at work since the step before, or since the alert was raised.</param>
/// <param name="To"><see cref="Lead"/>, <see cref="Owner"/>, or a colleague's mail address.</param>
public sealed record EscalationStep(TimeSpan After, string To)
{
    /// <summary>Everybody of the role lead; where there is nobody, the admins.</summary>
    public const string Lead = "lead";

    /// <summary>Whose alert it is.</summary>
    public const string Owner = "owner";
}

/// <summary>The steps for the customers of some segments.</summary>
/// <param name="Segments">Which; empty for all others.</param>
/// <param name="Steps">In their order; none: nobody is told.</param>
public sealed record EscalationChain(IReadOnlyList<string> Segments, IReadOnlyList<EscalationStep> Steps)
{
    /// <summary>After four hours at work the lead.</summary>
    public static EscalationChain Default { get; } = new([], [new EscalationStep(TimeSpan.FromHours(4), EscalationStep.Lead)]);

    /// <summary>The chain for a customer: the first that names their segment, else the first for all others, else <see cref="Default"/>.</summary>
    public static EscalationChain For(string? segment, IReadOnlyList<EscalationChain> chains) =>
        chains.FirstOrDefault(c => segment is not null && c.Segments.Contains(segment, StringComparer.OrdinalIgnoreCase))
        ?? chains.FirstOrDefault(c => c.Segments.Count == 0)
        ?? Default;

    /// <summary>How long the next step waits.</summary>
    /// <param name="taken">Steps that were taken.</param>
    /// <param name="isUrgent">Whether the first step waits for nothing: a customer of high value, and the alert is nobody's.</param>
    /// <returns>Null when no step is left.</returns>
    public TimeSpan? Wait(int taken, bool isUrgent) => taken >= Steps.Count ? null : taken == 0 && isUrgent ? TimeSpan.Zero : Steps[taken].After;
}
