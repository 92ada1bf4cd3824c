using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>Gathers facts in any order, customers before what is theirs, and makes a <see cref="FactSnapshot"/> of them.</summary>
public sealed class FactSnapshotBuilder(long dataVersion)
{
    private readonly List<long> _customerIds = [];
    private readonly Dictionary<long, int> _customerIndex = [];
    private readonly AttributeColumn.Builder _plan = new();
    private readonly AttributeColumn.Builder _country = new();
    private readonly AttributeColumn.Builder _owner = new();
    private readonly AttributeColumn.Builder _segment = new();
    private readonly List<Stretch> _stretches = [];
    private readonly List<(SurveyAnswer Answer, int Row)> _answers = [];
    private readonly Dictionary<SurveyKind, int> _droppedAnswers = [];
    private readonly Dictionary<string, DateOnly> _dataThrough = new(StringComparer.Ordinal);

    /// <summary>Adds a customer; an attribute that is not known is null.</summary>
    /// <returns>Its index in the snapshot.</returns>
    /// <exception cref="ArgumentException">The customer was added before.</exception>
    public int AddCustomer(long id, string? plan = null, string? country = null, string? owner = null, string? segment = null)
    {
        var index = _customerIds.Count;
        _customerIndex.Add(id, index);
        _customerIds.Add(id);
        _plan.Add(plan);
        _country.Add(country);
        _owner.Add(owner);
        _segment.Add(segment);
        return index;
    }

    /// <summary>Adds a subscription stretch. Trials and stretches without a price are not customers' and are left out.</summary>
    /// <param name="customerId">The id a customer was added under.</param>
    /// <param name="start">First paid day.</param>
    /// <param name="end">First day without service; null while it runs. Equal to the start, the stretch counts as a start but covers no day.</param>
    /// <param name="mrrMinor">Price in minor units per month.</param>
    /// <param name="isTrial">Whether nothing is paid yet.</param>
    /// <exception cref="ArgumentException">The stretch ends before it starts.</exception>
    /// <exception cref="KeyNotFoundException">No such customer was added.</exception>
    public void AddStretch(long customerId, DateOnly start, DateOnly? end, long mrrMinor, bool isTrial = false)
    {
        if (end < start)
        {
            throw new ArgumentException($"A stretch of customer {customerId} ends before it starts.", nameof(end));
        }

        var customer = _customerIndex[customerId];
        if (!isTrial && mrrMinor > 0)
        {
            _stretches.Add(new Stretch(customer, start.DayNumber, end?.DayNumber ?? FactSnapshot.Running, mrrMinor));
        }
    }

    /// <summary>Adds an answer to a survey. One without a date or with a score off the scale is left out and counted.</summary>
    /// <param name="kind">Which scale the score is on.</param>
    /// <param name="respondent">Who answered: any number that is the same for the same person.</param>
    /// <param name="round">The wave of which survey: any number that is the same for the same wave.</param>
    /// <param name="score">The score as given.</param>
    /// <param name="answeredOn">Local day of the answer's last change; null when not known.</param>
    /// <param name="answeredAt">Instant of that change, to order answers of one day; null sorts before every instant of the day.</param>
    /// <param name="customerId">The customer the respondent speaks for, if one that was added.</param>
    public void AddResponse(
        SurveyKind kind, long respondent, long round, int score, DateOnly? answeredOn, DateTimeOffset? answeredAt = null, long? customerId = null)
    {
        if (answeredOn is not { } day || !SurveyScale.Allows(kind, score))
        {
            _droppedAnswers[kind] = _droppedAnswers.GetValueOrDefault(kind) + 1;
            return;
        }

        var customer = customerId is { } id && _customerIndex.TryGetValue(id, out var index) ? index : SurveyAnswer.NoCustomer;
        _answers.Add((new SurveyAnswer(kind, round, respondent, day, answeredAt?.UtcTicks ?? 0, score, customer), _answers.Count));
    }

    /// <summary>Marks a feed as connected and complete up to and including a day.</summary>
    public void SetDataThrough(string feed, DateOnly day) => _dataThrough[feed] = day;

    public FactSnapshot Build() =>
        new(dataVersion, [.. _customerIds], Stretches(), Answers(), new Dictionary<string, DateOnly>(_dataThrough, StringComparer.Ordinal),
            new Dictionary<SurveyKind, int>(_droppedAnswers))
        {
            Plan = _plan.Build(),
            Country = _country.Build(),
            Owner = _owner.Build(),
            Segment = _segment.Build(),
        };

    private (int[] First, int[] Starts, int[] Ends, long[] Mrr) Stretches()
    {
        var sorted = _stretches.ToArray();
        Array.Sort(sorted, Stretch.Compare);

        var first = new int[_customerIds.Count + 1];
        foreach (var stretch in sorted)
        {
            first[stretch.Customer + 1]++;
        }

        for (var customer = 0; customer < _customerIds.Count; customer++)
        {
            first[customer + 1] += first[customer];
        }

        return (first, Array.ConvertAll(sorted, s => s.Start), Array.ConvertAll(sorted, s => s.End), Array.ConvertAll(sorted, s => s.Mrr));
    }

    private SurveyAnswer[] Answers()
    {
        var sorted = _answers.ToArray();

        // Of two answers given at one instant the later row stands, so the row decides last.
        Array.Sort(sorted, (a, b) => SurveyAnswer.Compare(a.Answer, b.Answer) is var order && order != 0 ? order : a.Row.CompareTo(b.Row));
        return Array.ConvertAll(sorted, a => a.Answer);
    }

    private readonly record struct Stretch(int Customer, int Start, int End, long Mrr)
    {
        public static int Compare(Stretch a, Stretch b) =>
            a.Customer != b.Customer ? a.Customer.CompareTo(b.Customer)
            : a.Start != b.Start ? a.Start.CompareTo(b.Start)
            : a.End.CompareTo(b.End);
    }
}
