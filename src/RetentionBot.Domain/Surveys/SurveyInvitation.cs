namespace RetentionBot.Domain.Surveys;

/// <summary>That one contact was asked one question once. Only that contact may answer, and has one answer, which may be changed.</summary>
public sealed class SurveyInvitation
{
    public required Guid Id { get; init; }

    public required SurveyKind Kind { get; init; }

    /// <summary>The round it belongs to, e.g. <c>2026-Q4</c>: one invitation per contact, kind and round.</summary>
    public required string Round { get; init; }

    public required long ContactId { get; init; }

    public required DateTimeOffset InvitedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public int? Score { get; private set; }

    public string? Comment { get; private set; }

    public int Version { get; private set; }

    /// <summary>Notes the answer; a later one replaces it.</summary>
    /// <returns>Whether anything changed: the same answer again changes nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is not on this kind's scale.</exception>
    public bool Answer(int score, string? comment, DateTimeOffset at)
    {
        var (lowest, highest) = Kind == SurveyKind.Nps ? (0, 10) : (1, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(score, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, highest);
        if (AnsweredAt is not null && Score == score && Comment == comment)
        {
            return false;
        }

        (AnsweredAt, Score, Comment, Version) = (at, score, comment, Version + 1);
        return true;
    }
}
