namespace RetentionBot.Store.Entities;

/// <summary>That it was once suggested to ask a promoter for a referral. It never is again.</summary>
internal sealed class ReferralSuggestion
{
    public required long ContactId { get; init; }

    public required DateTimeOffset SuggestedAt { get; init; }
}
