using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class ContactImporter : KindImporter<Contact>
{
    public override string Kind => ImportKinds.Contacts;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "name", "email", "language"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "name"];

    public override Draft<Contact> Read(RowReader row)
    {
        var (key, name) = (row.Id("id"), row.Text("name", 400));
        var (email, language) = (row.OptionalEmail("email"), row.OptionalLanguage("language"));
        return new Draft<Contact>(key, (id, named) => new Contact
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            Name = name,
            Email = email,
            Language = language,
        })
        {
            Customer = row.Id("customer"),
        };
    }
}
