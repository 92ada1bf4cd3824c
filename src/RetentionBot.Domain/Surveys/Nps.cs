namespace RetentionBot.Domain.Surveys;

/// <summary>What a score makes of the one who gave it.</summary>
public enum NpsGroup
{
    /// <summary>0 to 6.</summary>
    Detractor,

    /// <summary>7 or 8: in the denominator only.</summary>
    Passive,

    /// <summary>9 or 10.</summary>
    Promoter,
}

/// <summary>A whole number from 0 to 10.</summary>
public readonly record struct NpsScore
{
    private NpsScore(int value) => Value = value;

    public int Value { get; }

    public NpsGroup Group => Nps.Classify(Value);

    /// <inheritdoc cref="SurveyAnswer.TryParse"/>
    public static bool TryParse(string? text, out NpsScore score)
    {
        var isScore = SurveyAnswer.TryParse(SurveyKind.Nps, text, out var value);
        score = isScore ? new NpsScore(value) : default;
        return isScore;
    }
}

/// <summary>Answers counted by group.</summary>
public readonly record struct NpsGroups(int Promoters, int Passives, int Detractors)
{
    /// <summary>Below this many answers the points are shown with the remark that there are few.</summary>
    public const int FewAnswers = 30;

    public int Answers => Promoters + Passives + Detractors;

    public bool HasFewAnswers => Answers < FewAnswers;

    /// <summary>Net promoter score: promoters less detractors per 100 answers, -100 to 100, unrounded; null without answers.</summary>
    public decimal? Points => Answers == 0 ? null : 100m * (Promoters - Detractors) / Answers;

    /// <summary>
    /// Half the width of the 95 % interval around <see cref="Points"/>, in points, unrounded: 1.96 standard errors, from the variance of answers worth +100, 0 and -100.
    /// Null without answers; 0 when all are of one group, which few answers do not bear out.
    /// </summary>
    public decimal? HalfWidth => Points is { } points
        ? 1.96m * (decimal)Math.Sqrt((double)(((10_000m * (Promoters + Detractors) / Answers) - (points * points)) / Answers))
        : null;

    public static NpsGroups operator +(NpsGroups a, NpsGroups b) => new(a.Promoters + b.Promoters, a.Passives + b.Passives, a.Detractors + b.Detractors);

    /// <summary>These groups and one answer more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not 0 to 10.</exception>
    public NpsGroups With(int score) => Nps.Classify(score) switch
    {
        NpsGroup.Promoter => this with { Promoters = Promoters + 1 },
        NpsGroup.Passive => this with { Passives = Passives + 1 },
        _ => this with { Detractors = Detractors + 1 },
    };
}

/// <summary>The net promoter score, after Reichheld: 9 and 10 promote, 0 to 6 detract.</summary>
public static class Nps
{
    /// <exception cref="ArgumentOutOfRangeException">The score is not 0 to 10.</exception>
    public static NpsGroup Classify(int score) => score switch
    {
        < 0 or > 10 => throw new ArgumentOutOfRangeException(nameof(score), score, "An NPS score is 0 to 10."),
        >= 9 => NpsGroup.Promoter,
        >= 7 => NpsGroup.Passive,
        _ => NpsGroup.Detractor,
    };
}
