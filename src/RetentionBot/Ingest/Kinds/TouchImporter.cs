using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class TouchImporter : KindImporter<Touch>
{
    public override string Kind => ImportKinds.Touches;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "at", "by", "note"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "at"];

    public override IQueryable<Touch> Imported(IQueryable<Touch> all) => all.Where(touch => !touch.SourceKey.StartsWith(Touch.WrittenHere));

    public override Draft<Touch> Read(RowReader row)
    {
        var (key, at) = (row.Id("id"), row.PastInstant("at"));
        if (key.StartsWith(Touch.WrittenHere, StringComparison.Ordinal))
        {
            throw new RowRejectedException($"id begins with '{Touch.WrittenHere}', which is kept for what is written in a chat.");
        }

        var (by, note) = (row.OptionalText("by", 200), row.OptionalProse("note", Touch.LongestNote));
        return new Draft<Touch>(key, (id, named) => new Touch
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            At = at,
            By = by,
            Note = note,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
