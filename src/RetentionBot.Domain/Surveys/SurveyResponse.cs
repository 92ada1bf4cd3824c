using RetentionBot.Domain.Customers;

namespace RetentionBot.Domain.Surveys;

/// <summary>One answer to a survey, imported or given in chat. Skips are no answers and have no row.</summary>
public sealed class SurveyResponse : IImported
{
    public long Id { get; init; }

    /// <summary>The source's row, or <c>invitation:ID</c> for an answer given here.</summary>
    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required SurveyKind Kind { get; init; }

    /// <summary>The wave or round; per round a respondent counts once, with the latest answer.</summary>
    public required string Round { get; set; }

    /// <summary>Who answered, as far as telling answers apart goes.</summary>
    public required string Respondent { get; set; }

    public long? ContactId { get; set; }

    public long? CustomerId { get; set; }

    /// <summary>0–10 for NPS, 1–5 for CSAT.</summary>
    public required int Score { get; set; }

    /// <summary>In the customer's own words. Never in a channel by default, never in a log.</summary>
    public string? Comment { get; set; }

    public required DateTimeOffset AnsweredAt { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}
