namespace RetentionBot.Domain.Kpis;

/// <summary>All valid answers to one kind of survey as columns: those of one respondent and round together, the latest last.</summary>
public sealed class AnswerColumns
{
    /// <summary>The customer of an answer whose respondent speaks for none that is known.</summary>
    public const int NoCustomer = -1;

    private readonly int[] _days;
    private readonly int[] _customers;
    private readonly sbyte[] _scores;
    private readonly bool[] _isFollowed;
    private readonly int[] _rounds;

    internal AnswerColumns(int[] days, int[] customers, sbyte[] scores, bool[] isFollowed, int[] rounds, int dropped) =>
        (_days, _customers, _scores, _isFollowed, _rounds, Dropped, FirstDay) = (days, customers, scores, isFollowed, rounds, dropped, Earliest(days));

    public int Count => _days.Length;

    /// <summary>Local day of each answer's last change.</summary>
    public ReadOnlySpan<int> Days => _days;

    /// <summary>Index of the customer the respondent speaks for, or <see cref="NoCustomer"/>.</summary>
    public ReadOnlySpan<int> Customers => _customers;

    public ReadOnlySpan<sbyte> Scores => _scores;

    /// <summary>Whether the next answer is a later one of the same respondent in the same round.</summary>
    public ReadOnlySpan<bool> IsFollowed => _isFollowed;

    /// <summary>The wave or round of each, a place in <see cref="FactSnapshot.Rounds"/>; <see cref="AttributeColumn.Unknown"/> for one without a name.</summary>
    public ReadOnlySpan<int> Rounds => _rounds;

    /// <summary>How many were left out for having no date or a score off the scale.</summary>
    public int Dropped { get; }

    /// <summary>Day of the earliest answer; null when there is none.</summary>
    public DateOnly? FirstDay { get; }

    private static DateOnly? Earliest(int[] days) => days.Length == 0 ? null : DateOnly.FromDayNumber(days.Min());
}
