using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>What a question was read as: plain data that can be shown, tested, and kept as the context of a thread.</summary>
public sealed record QuestionReading
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoFilters = new Dictionary<string, IReadOnlyList<string>>();

    public Intent Intent { get; init; }

    /// <summary>"en" or "nl".</summary>
    public string Language { get; init; } = "en";

    /// <summary>A key of <see cref="MetricNames"/>; null for intents without a figure.</summary>
    public string? Metric { get; init; }

    /// <summary>The days asked about, ending with today when they are still running; null when the intent has none.</summary>
    public Period? Period { get; init; }

    /// <summary>The other period of a comparison; it may be the earlier or the later one.</summary>
    public Period? CompareTo { get; init; }

    /// <summary>plan, segment, country, owner, churn_type, signup_month or round; null when not broken down.</summary>
    public string? GroupBy { get; init; }

    /// <summary>week, month or quarter of a trend; otherwise null.</summary>
    public string? Grain { get; init; }

    /// <summary>Values by key of <see cref="FilterNames"/>; the owner "me" is the person who asks.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = NoFilters;

    /// <summary>False: the default period was taken, and the answer must say so.</summary>
    public bool PeriodWasSaid { get; init; }

    /// <summary>The word behind an Unknown, as the person wrote it; null when no single word is to blame.</summary>
    public string? NotUnderstood { get; init; }

    /// <summary>Set exactly when the intent is Unknown.</summary>
    public UnknownReason? Reason { get; init; }

    /// <summary>Two to six full readings to choose from, most likely first; empty unless the reason is <see cref="UnknownReason.Ambiguous"/>.</summary>
    public IReadOnlyList<QuestionReading> Choices { get; init; } = [];

    /// <summary>Whether two readings ask for the same; how they were said is left out of it.</summary>
    public bool IsSameAs(QuestionReading other) =>
        (Intent, Metric, Period, CompareTo, GroupBy, Grain) == (other.Intent, other.Metric, other.Period, other.CompareTo, other.GroupBy, other.Grain)
        && Filters.Count == other.Filters.Count
        && Filters.All(f => other.Filters.TryGetValue(f.Key, out var values) && values.Order(StringComparer.Ordinal).SequenceEqual(f.Value.Order(StringComparer.Ordinal)));

    internal static QuestionReading Choose(string word, IEnumerable<QuestionReading> choices) =>
        Refuse(UnknownReason.Ambiguous, word) with { Choices = [.. choices] };

    internal static QuestionReading Refuse(UnknownReason reason, string? word = null) =>
        new() { Intent = Intent.Unknown, Reason = reason, NotUnderstood = word };
}

/// <summary>Filter keys as on the wire.</summary>
public static class FilterNames
{
    public const string Plan = "plan";
    public const string Segment = "segment";
    public const string Country = "country";
    public const string Owner = "owner";
    public const string ChurnType = "churn_type";
    public const string Customer = "customer";

    /// <summary>The owner value that stands for the person who asks.</summary>
    public const string Me = "me";
}
