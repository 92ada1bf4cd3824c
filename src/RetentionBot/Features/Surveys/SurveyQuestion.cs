using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>A question that is to be put to somebody.</summary>
/// <param name="Round">See <see cref="SurveyInvitation.Round"/>.</param>
internal sealed record SurveyQuestion(SurveyKind Kind, string Round)
{
    /// <summary>How the round of a question about a support case begins.</summary>
    public const string Case = "case:";

    public long? WaveId { get; init; }

    public bool IsTest { get; init; }

    public string? Agent { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>How content somebody is with the way a support case was handled.</summary>
    /// <param name="key">The case's key in its source.</param>
    /// <param name="agent">Who handled it, as known when it was closed.</param>
    public static SurveyQuestion AboutCase(string key, string? agent) => new(SurveyKind.Csat, Case + key) { Agent = agent };

    /// <summary>The NPS question of the calendar quarter a day lies in, e.g. <c>2026-Q4</c>.</summary>
    public static SurveyQuestion OfQuarter(DateOnly day) => new(SurveyKind.Nps, $"{day.Year:D4}-Q{((day.Month - 1) / 3) + 1}");

    /// <returns>The key of the case that a round is about; null for any other round.</returns>
    public static string? CaseIn(string round) => round.StartsWith(Case, StringComparison.Ordinal) ? round[Case.Length..] : null;
}
