using RetentionBot.Domain.Customers;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class PeopleImportTests
{
    [Fact]
    public async Task A_customer_goes_in_with_all_its_values()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(
            ImportKinds.Customers, "id,name,country,plan,segment,owner,language,signed_up\nc1, Noordzee Koffie BV ,nl,Pro,SMB,eva@example.com,nl-NL,2024-02-29");

        var customer = await host.OnlyAsync<Customer>();
        (customer.Name, customer.Country, customer.Plan, customer.Segment).ShouldBe(("Noordzee Koffie BV", "NL", "Pro", "SMB"));
        (customer.Owner, customer.Language, customer.SignedUpOn).ShouldBe(("eva@example.com", "nl", new DateOnly(2024, 2, 29)));
    }

    [Fact]
    public async Task A_customer_without_a_name_is_called_by_its_id()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,");

        (await host.OnlyAsync<Customer>()).Name.ShouldBe("c1");
    }

    [Fact]
    public async Task Control_characters_in_a_name_become_spaces()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,name\nc1,\"Noordzee\tKoffie\nBV\"");

        (await host.OnlyAsync<Customer>()).Name.ShouldBe("Noordzee Koffie BV");
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_here_is_left_out()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id,language\nc1,de");

        (await host.OnlyAsync<Customer>()).Language.ShouldBeNull();
    }

    [Theory]
    [InlineData("country", "Germany", "country 'Germany' is not a country code of two letters such as NL.")]
    [InlineData("language", "Dutch!", "language 'Dutch!' is not a language code such as en or nl.")]
    [InlineData("signed_up", "2026-02-30", "signed_up '2026-02-30' is not a day such as 2026-11-22.")]
    [InlineData("signed_up", "eva@example.com", "signed_up '(mail address)' is not a day such as 2026-11-22.")]
    public async Task A_bad_customer_is_rejected(string field, string text, string reason)
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Customers, $"id,{field}\nc1,{text}");

        report.RejectedLines.ShouldHaveSingleItem().ShouldBe(new RejectedLine(2, reason));
    }

    [Fact]
    public async Task Names_and_ids_that_are_too_long_or_unprintable_are_rejected()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(
            ImportKinds.Customers, $"id,name\nc1,{new string('x', 401)}\n{new string('y', 401)},Short\n\"a\tb\",Short\nc2,{new string('z', 400)}");

        report.RejectedLines.Select(x => x.Reason).ShouldBe(
        [
            "name has 401 characters; at most 400 are kept.", "id has 401 characters; at most 400 are kept.", "id holds control characters.",
        ]);
        (await host.OnlyAsync<Customer>()).Name.Length.ShouldBe(400);
    }

    [Fact]
    public async Task A_contact_belongs_to_its_customer_and_has_its_address_in_lower_case()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        var report = await host.ImportAsync(
            ImportKinds.Contacts, "id,customer,name,email,language\np1,c1,Anna de Boer,Anna@Example.com,en\np2,c1,Bram,not an address,\np3,c9,Cees,,");

        var contact = await host.OnlyAsync<Contact>();
        (contact.Name, contact.Email, contact.Language, contact.CustomerId)
            .ShouldBe(("Anna de Boer", "anna@example.com", "en", (await host.OnlyAsync<Customer>()).Id));
        report.RejectedLines.ShouldBe(
            [new RejectedLine(3, "email is no mail address."), new RejectedLine(4, "customer 'c9' is not known; import the customers first.")]);
    }

    [Fact]
    public async Task Staff_are_known_by_their_address_whatever_its_case()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Staff, "email,name,role,language,time_zone\nEva@Example.com,Eva Smit,Lead,nl,Europe/Amsterdam");
        var again = await host.ImportAsync(
            ImportKinds.Staff, "email,name,role,language,time_zone\neva@example.com,Eva Smit,admin,nl,Europe/Amsterdam", with: request => request with { Full = true });

        (again.Changed, again.Retired).ShouldBe((1, 0));
        var eva = await host.OnlyAsync<StaffMember>();
        (eva.Email, eva.Role, eva.Language, eva.TimeZone).ShouldBe(("eva@example.com", StaffRole.Admin, "nl", "Europe/Amsterdam"));
    }

    [Theory]
    [InlineData("eva@example.com,Eva,boss,", "role 'boss' is not one of viewer, member, lead, admin.")]
    [InlineData("eva@example.com,Eva,lead,Mars/Base", "time_zone 'Mars/Base' is not a known zone such as Europe/Amsterdam.")]
    [InlineData("eva,Eva,lead,", "email is no mail address.")]
    [InlineData("eva@example.com,,lead,", "name is not given.")]
    public async Task Bad_staff_rows_are_rejected(string row, string reason)
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Staff, $"email,name,role,time_zone\n{row}");

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }
}
