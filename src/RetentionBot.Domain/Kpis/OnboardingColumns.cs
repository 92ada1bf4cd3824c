namespace RetentionBot.Domain.Kpis;

/// <summary>All onboarding tasks that are needed as columns, in the order they were added.</summary>
public sealed class OnboardingColumns
{
    /// <summary>The day of a task that is not done.</summary>
    public const int NotDone = int.MaxValue;

    private readonly int[] _customers;
    private readonly int[] _startedOn;
    private readonly int[] _dueOn;
    private readonly int[] _doneOn;

    internal OnboardingColumns(int[] customers, int[] startedOn, int[] dueOn, int[] doneOn) =>
        (_customers, _startedOn, _dueOn, _doneOn) = (customers, startedOn, dueOn, doneOn);

    public int Count => _customers.Length;

    public ReadOnlySpan<int> Customers => _customers;

    /// <summary>Local day on which the customer of each signed up.</summary>
    public ReadOnlySpan<int> StartedOn => _startedOn;

    /// <summary>Local day by which each should be done.</summary>
    public ReadOnlySpan<int> DueOn => _dueOn;

    /// <summary>Local day on which each was done; <see cref="NotDone"/> while it is not.</summary>
    public ReadOnlySpan<int> DoneOn => _doneOn;
}
