using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class ResponseImporter : KindImporter<SurveyResponse>
{
    /// <summary>Begins the keys of answers that were given in a channel; imports leave those alone.</summary>
    private const string GivenHere = "invitation:";

    public override string Kind => ImportKinds.Responses;

    public override IReadOnlyList<string> Fields { get; } =
        ["id", "kind", "round", "respondent", "customer", "contact", "score", "comment", "answered_at"];

    public override IReadOnlyList<string> Required { get; } = ["id", "kind", "round", "score", "answered_at"];

    public override bool MayCreateCustomers => true;

    public override IQueryable<SurveyResponse> Imported(IQueryable<SurveyResponse> all) => all.Where(response => !response.SourceKey.StartsWith(GivenHere));

    public override Draft<SurveyResponse>? Read(RowReader row)
    {
        var key = row.Id("id");
        if (key.StartsWith(GivenHere, StringComparison.Ordinal))
        {
            throw new RowRejectedException($"id begins with '{GivenHere}', which is kept for answers given in a channel.");
        }

        var kind = row.Word("kind", "nps", "csat") == "nps" ? SurveyKind.Nps : SurveyKind.Csat;
        if (!row.Has("score"))
        {
            return null;
        }

        var (score, answeredAt, round) = (Score(row, kind), row.PastInstant("answered_at"), row.Text("round", 200));
        var (contact, comment) = (row.OptionalId("contact"), row.OptionalProse("comment", 10_000));

        // Without a name each answer counts as another person's.
        var respondent = row.OptionalText("respondent", 400) ?? contact ?? key;
        return new Draft<SurveyResponse>(key, (id, named) => new SurveyResponse
        {
            Id = id,
            SourceKey = key,
            Kind = kind,
            Round = round,
            Respondent = named.Pseudonym ?? respondent,
            ContactId = named.ContactId,
            CustomerId = named.CustomerId,
            Score = score,
            Comment = named.Pseudonym is null ? comment : null,
            AnsweredAt = answeredAt,
        })
        {
            Customer = row.OptionalId("customer"),
            Contact = contact,
            Respondent = respondent,
        };
    }

    private static int Score(RowReader row, SurveyKind kind)
    {
        var score = row.Number("score");
        return (kind, score) switch
        {
            _ when score != decimal.Truncate(score) => throw new RowRejectedException($"score {score} is not a whole number."),
            (SurveyKind.Nps, < 0 or > 10) => throw new RowRejectedException($"score {score} is not on the NPS scale of 0 to 10."),
            (SurveyKind.Csat, < 1 or > 5) => throw new RowRejectedException($"score {score} is not on the CSAT scale of 1 to 5."),
            _ => (int)score,
        };
    }
}
