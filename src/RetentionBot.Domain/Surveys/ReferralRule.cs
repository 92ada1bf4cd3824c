namespace RetentionBot.Domain.Surveys;

/// <summary>Who may be asked to recommend us to somebody they know.</summary>
public static class ReferralRule
{
    /// <summary>Days an answer speaks for.</summary>
    public const int FreshDays = 90;

    /// <summary>The lowest health score of the customer, 0 to 100.</summary>
    public const int LowestHealth = 70;

    /// <summary>Whether to suggest asking somebody: a promoter of late, at a customer who is well, and once in a lifetime.</summary>
    /// <param name="npsScore">Their latest NPS answer, 0 to 10.</param>
    /// <param name="answeredOn">The day of it.</param>
    /// <param name="today">The day it is looked at; an answer of 90 days ago is still fresh.</param>
    /// <param name="health">The customer's score; null when there is none, and then nobody is asked.</param>
    /// <param name="wasSuggested">Whether it was ever suggested for this person.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score is not 0 to 10.</exception>
    public static bool Suggests(int npsScore, DateOnly answeredOn, DateOnly today, int? health, bool wasSuggested) =>
        !wasSuggested
        && Nps.Classify(npsScore) == NpsGroup.Promoter
        && today.DayNumber - answeredOn.DayNumber is >= 0 and <= FreshDays
        && health >= LowestHealth;
}
