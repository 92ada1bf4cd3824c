using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Every fact the KPI sums need, for one version of the data: immutable, held as columns, safe to share between threads.</summary>
/// <remarks>
/// A customer is known by its index, 0 to <see cref="CustomerCount"/> - 1. Days are <see cref="DateOnly.DayNumber"/>s in the workspace's zone.
/// Made by <see cref="FactSnapshotBuilder"/>.
/// </remarks>
public sealed class FactSnapshot
{
    /// <summary>The end of a stretch that is still running.</summary>
    public const int Running = int.MaxValue;

    private readonly long[] _customerIds;
    private readonly int[] _firstStretch;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly long[] _mrr;
    private readonly SurveyAnswer[] _answers;
    private readonly IReadOnlyDictionary<string, DateOnly> _dataThrough;
    private readonly IReadOnlyDictionary<SurveyKind, int> _droppedAnswers;

    internal FactSnapshot(
        long dataVersion,
        long[] customerIds,
        (int[] First, int[] Starts, int[] Ends, long[] Mrr) stretches,
        SurveyAnswer[] answers,
        IReadOnlyDictionary<string, DateOnly> dataThrough,
        IReadOnlyDictionary<SurveyKind, int> droppedAnswers)
    {
        DataVersion = dataVersion;
        _customerIds = customerIds;
        (_firstStretch, _starts, _ends, _mrr) = stretches;
        _answers = answers;
        _dataThrough = dataThrough;
        _droppedAnswers = droppedAnswers;
        FirstStart = EarliestStart();
    }

    /// <summary>The version of the data these facts were read at.</summary>
    public long DataVersion { get; }

    public int CustomerCount => _customerIds.Length;

    /// <summary>The store's id of each customer, by customer index.</summary>
    public ReadOnlySpan<long> CustomerIds => _customerIds;

    public required AttributeColumn Plan { get; init; }

    public required AttributeColumn Country { get; init; }

    public required AttributeColumn Owner { get; init; }

    public required AttributeColumn Segment { get; init; }

    /// <summary>
    /// Where each customer's stretches begin: customer c has those from <c>FirstStretch[c]</c> up to, not including, <c>FirstStretch[c + 1]</c>.
    /// One longer than the number of customers.
    /// </summary>
    public ReadOnlySpan<int> FirstStretch => _firstStretch;

    /// <summary>First paid day of each stretch; within a customer earliest first.</summary>
    public ReadOnlySpan<int> StretchStarts => _starts;

    /// <summary>First day without service of each stretch, <see cref="Running"/> when it has not ended. Equal to its start: it covers no day.</summary>
    public ReadOnlySpan<int> StretchEnds => _ends;

    /// <summary>Price of each stretch in minor units per month, always above zero.</summary>
    public ReadOnlySpan<long> StretchMrr => _mrr;

    /// <summary>Every valid answer, those of one kind, round and respondent together, the latest last.</summary>
    public ReadOnlySpan<SurveyAnswer> Answers => _answers;

    /// <summary>The first day anybody ever paid for; null when nobody did.</summary>
    public DateOnly? FirstStart { get; }

    /// <summary>The last day a feed has delivered in full; null when it was never connected.</summary>
    public DateOnly? DataThrough(string feed) => _dataThrough.TryGetValue(feed, out var day) ? day : null;

    /// <summary>How many answers of a kind were left out for having no date or a score off the scale.</summary>
    public int DroppedAnswers(SurveyKind kind) => _droppedAnswers.GetValueOrDefault(kind);

    private DateOnly? EarliestStart()
    {
        var earliest = int.MaxValue;
        foreach (var start in _starts)
        {
            earliest = Math.Min(earliest, start);
        }

        return _starts.Length == 0 ? null : DateOnly.FromDayNumber(earliest);
    }
}
