using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class ContactImporter : KindImporter<Contact>
{
    public override string Kind => ImportKinds.Contacts;

    public override IReadOnlyList<string> Fields { get; } = ["id", "customer", "name", "email", "language", "consent", "consent_source", "consent_on"];

    public override IReadOnlyList<string> Required { get; } = ["id", "customer", "name"];

    public override Draft<Contact> Read(RowReader row)
    {
        var (key, name) = (row.Id("id"), row.Text("name", 400));
        var (email, language) = (row.OptionalEmail("email"), row.OptionalLanguage("language"));
        var (hasConsented, source, on) = Consent(row);
        return new Draft<Contact>(key, (id, named) => new Contact
        {
            Id = id,
            SourceKey = key,
            CustomerId = named.Customer,
            Name = name,
            Email = email,
            Language = language,
            HasConsented = hasConsented,
            ConsentSource = source,
            ConsentOn = on,
        })
        {
            Customer = row.Id("customer"),
            IsPerson = true,
        };
    }

    /// <summary>A consent that nobody could prove is none: it comes with where and when it was given.</summary>
    private static (bool? HasConsented, string? Source, DateOnly? On) Consent(RowReader row)
    {
        if (!row.Has("consent"))
        {
            return (null, null, null);
        }

        var source = row.OptionalText("consent_source", 200) ?? throw RowReader.Missing("consent_source");
        return (row.Flag("consent"), source, row.PastDay("consent_on"));
    }
}
