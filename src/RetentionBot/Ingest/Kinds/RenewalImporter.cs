using RetentionBot.Domain.Revenue;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class RenewalImporter : KindImporter<Renewal>
{
    public override string Kind => ImportKinds.Renewals;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "date", "automatic"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "date"];

    public override Draft<Renewal> Read(RowReader row)
    {
        var (key, renewsOn, isAutomatic) = (row.Id("id"), row.Day("date"), row.Flag("automatic"));
        return new Draft<Renewal>(key, (id, named) => new Renewal
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            RenewsOn = renewsOn,
            IsAutomatic = isAutomatic,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
