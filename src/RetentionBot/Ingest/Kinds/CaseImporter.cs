using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class CaseImporter : KindImporter<SupportCase>
{
    /// <summary>Among a case's labels: nobody is asked how it went.</summary>
    private const string NoSurvey = "no-survey";

    private const decimal MinutesInTenYears = 10 * 366 * 24 * 60;

    public override string Kind => ImportKinds.Cases;

    public override IReadOnlyList<string> Fields { get; } =
        ["id", "customer", "opened_at", "first_reply_at", "first_reply_minutes", "closed_at", "urgent", "escalated", "contact", "agent", "labels"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "opened_at"];

    public override Draft<SupportCase> Read(RowReader row)
    {
        var (key, openedAt) = (row.Id("id"), row.PastInstant("opened_at"));
        var (firstReplyAt, closedAt) = (FirstReply(row, openedAt), row.OptionalInstant("closed_at"));
        var (isUrgent, isEscalated) = (row.Flag("urgent"), row.Flag("escalated"));
        var (agent, labels) = (row.OptionalText("agent", 200), row.OptionalText("labels", 4000));
        NotBefore("first_reply_at", firstReplyAt, openedAt);
        NotBefore("closed_at", closedAt, openedAt);
        return new Draft<SupportCase>(key, (id, named) => new SupportCase
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            OpenedAt = openedAt,
            FirstReplyAt = firstReplyAt,
            ClosedAt = closedAt,
            IsUrgent = isUrgent,
            IsEscalated = isEscalated,
            ContactId = named.ContactId,
            Agent = agent,
            IsNotToBeAsked = labels?.Split([',', ';', '|'], StringSplitOptions.TrimEntries).Contains(NoSurvey, StringComparer.OrdinalIgnoreCase) == true,
        })
        {
            Customer = row.Id("customer"),
            Contact = row.OptionalId("contact"),
        };
    }

    private static DateTimeOffset? FirstReply(RowReader row, DateTimeOffset openedAt)
    {
        if (row.Has("first_reply_at") || !row.Has("first_reply_minutes"))
        {
            return row.OptionalInstant("first_reply_at");
        }

        var minutes = row.Number("first_reply_minutes");
        return minutes is >= 0 and <= MinutesInTenYears
            ? openedAt.AddTicks((long)(minutes * TimeSpan.TicksPerMinute))
            : throw new RowRejectedException("first_reply_minutes is negative or longer than ten years.");
    }

    private static void NotBefore(string field, DateTimeOffset? at, DateTimeOffset openedAt)
    {
        if (at < openedAt)
        {
            throw new RowRejectedException($"{field} lies before opened_at.");
        }
    }
}
