using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class UsageImporter : KindImporter<UsageRecord>
{
    public override string Kind => ImportKinds.Usage;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "subscription", "day", "feature", "events", "active_users"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer|subscription", "day"];

    public override Draft<UsageRecord> Read(RowReader row)
    {
        var (key, day, feature) = (row.Id("id"), row.PastDay("day"), row.OptionalText("feature", 200));
        var (events, activeUsers) = (row.OptionalCount("events") ?? 1, (int?)row.OptionalCount("active_users"));
        return new Draft<UsageRecord>(key, (id, named) => new UsageRecord
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            Day = day,
            Feature = feature,
            Events = events,
            ActiveUsers = activeUsers,
        })
        {
            Customer = row.Has("subscription") ? row.OptionalId("customer") : row.Id("customer"),
            Subscription = row.OptionalId("subscription"),
        };
    }
}
