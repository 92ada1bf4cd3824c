using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class CustomerImporter : KindImporter<Customer>
{
    public override string Kind => ImportKinds.Customers;

    public override IReadOnlyList<string> Fields { get; } = ["id", "name", "country", "plan", "segment", "owner", "language", "signed_up"];

    public override IReadOnlyList<string> Required { get; } = ["id"];

    public override Draft<Customer> Read(RowReader row)
    {
        var key = row.Id("id");
        var name = row.OptionalText("name", 400) ?? key;
        var (country, plan, segment) = (row.OptionalCountry("country"), row.OptionalText("plan", 200), row.OptionalText("segment", 200));
        var (owner, language, signedUpOn) = (row.OptionalText("owner", 320), row.OptionalLanguage("language"), row.OptionalDay("signed_up"));
        return new Draft<Customer>(key, (id, _) => new Customer
        {
            Id = id,
            SourceKey = key,
            Name = name,
            Country = country,
            Plan = plan,
            Segment = segment,
            Owner = owner,
            Language = language,
            SignedUpOn = signedUpOn,
        });
    }
}
