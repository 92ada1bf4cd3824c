namespace RetentionBot.Domain.Surveys;

/// <summary>Satisfaction answers counted: 4 and 5 are satisfied, 3 is neutral, 1 and 2 are not.</summary>
/// <param name="Satisfied">Scores of 4 and 5.</param>
/// <param name="Neutral">Scores of 3.</param>
/// <param name="Dissatisfied">Scores of 1 and 2.</param>
/// <param name="Sum">All scores added up.</param>
public readonly record struct CsatGroups(int Satisfied, int Neutral, int Dissatisfied, long Sum)
{
    public int Answers => Satisfied + Neutral + Dissatisfied;

    public bool HasFewAnswers => Answers < NpsGroups.FewAnswers;

    /// <summary>The share that is satisfied, a ratio, unrounded; null without answers.</summary>
    public decimal? Share => Answers == 0 ? null : (decimal)Satisfied / Answers;

    /// <summary>The mean score, 1 to 5, unrounded; null without answers.</summary>
    public decimal? Mean => Answers == 0 ? null : (decimal)Sum / Answers;

    public static CsatGroups operator +(CsatGroups a, CsatGroups b) =>
        new(a.Satisfied + b.Satisfied, a.Neutral + b.Neutral, a.Dissatisfied + b.Dissatisfied, a.Sum + b.Sum);

    /// <summary>These groups and one answer more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is not 1 to 5.</exception>
    public CsatGroups With(int score) => this + Csat.Classify(score) switch
    {
        SatisfactionGroup.Satisfied => new(1, 0, 0, score),
        SatisfactionGroup.Neutral => new(0, 1, 0, score),
        _ => new(0, 0, 1, score),
    };
}
