namespace RetentionBot.Domain.Surveys;

/// <summary>That one contact was asked one question once. Only that contact may answer, and has one answer, which may be changed.</summary>
public sealed class SurveyInvitation
{
    public required Guid Id { get; init; }

    public required SurveyKind Kind { get; init; }

    /// <summary>The round it belongs to, e.g. <c>2026-Q4</c>, or <c>case:KEY</c> for what was asked about one support case: one invitation per contact, kind and round.</summary>
    public required string Round { get; init; }

    /// <summary>The wave that asked; null for a question put to one person.</summary>
    public long? WaveId { get; init; }

    /// <summary>Asked to try the survey out: the answer is kept and never counted.</summary>
    public bool IsTest { get; init; }

    /// <summary>The agent of the support case it asks about, as known when it was closed.</summary>
    public string? Agent { get; init; }

    /// <summary>SHA-256 of the token in the link, in lower-case hex; null when no link was given out. The token itself is kept nowhere.</summary>
    public string? TokenHash { get; set; }

    /// <summary>From then on nothing can be answered or changed; null for a question that stays open.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>When the one reminder was sent.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    public required long ContactId { get; init; }

    public required DateTimeOffset InvitedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public int? Score { get; private set; }

    public string? Comment { get; private set; }

    public int Version { get; private set; }

    /// <summary>Whether it can still be answered, or the answer changed.</summary>
    public bool IsOpenAt(DateTimeOffset at) => ClosesAt is null || at < ClosesAt;

    /// <summary>Notes the answer; a later one replaces it.</summary>
    /// <returns>Whether anything changed: the same answer again changes nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is not on this kind's scale.</exception>
    /// <exception cref="InvalidOperationException">It is closed, which whoever calls has looked at.</exception>
    public bool Answer(int score, string? comment, DateTimeOffset at)
    {
        if (!SurveyScale.Allows(Kind, score))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "The score is not on this survey's scale.");
        }

        if (!IsOpenAt(at))
        {
            throw new InvalidOperationException("A closed survey takes no answer.");
        }

        if (AnsweredAt is not null && Score == score && Comment == comment)
        {
            return false;
        }

        (AnsweredAt, Score, Comment, Version) = (at, score, comment, Version + 1);
        return true;
    }
}
