using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest;

namespace RetentionBot.Tests.Ingest;

public sealed class ResponseImportTests
{
    private const string Header = "id,kind,round,respondent,customer,contact,score,comment,answered_at\n";

    [Fact]
    public async Task An_answer_goes_in_under_its_contact_and_the_contacts_customer()
    {
        await using var host = await WithContactAsync();
        await host.ImportAsync(ImportKinds.Responses, Header + "r1,nps,2026-Q3,,,p1,9,\"Fast, and\nkind\",2026-09-01T12:00Z");

        var (response, contact) = (await host.OnlyAsync<SurveyResponse>(), await host.OnlyAsync<Contact>());
        (response.Kind, response.Score, response.Round, response.Respondent).ShouldBe((SurveyKind.Nps, 9, "2026-Q3", "p1"));
        (response.ContactId, response.CustomerId, response.Comment).ShouldBe((contact.Id, contact.CustomerId, "Fast, and\nkind"));
    }

    [Fact]
    public async Task Without_a_name_every_answer_counts_as_another_person()
    {
        await using var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Responses, Header + "r1,csat,x,,,,4,,2026-09-01\nr2,csat,x,,,,4,,2026-09-01");

        (await host.AllAsync<SurveyResponse>()).ConvertAll(x => x.Respondent).ShouldBe(["r1", "r2"]);
    }

    [Fact]
    public async Task A_blank_score_is_no_answer_and_no_error()
    {
        await using var host = await IngestHost.StartAsync();
        var report = await host.ImportAsync(ImportKinds.Responses, Header + "r1,csat,x,,,,,,2026-09-01\nr2,csat,x,,,,5,,2026-09-01");

        (report.Added, report.Skipped, report.Rejected).ShouldBe((1, 1, 0));
    }

    [Theory]
    [InlineData("r1,nps,x,,,,11,,2026-09-01", "score 11 is not on the NPS scale of 0 to 10.")]
    [InlineData("r1,nps,x,,,,-1,,2026-09-01", "score -1 is not on the NPS scale of 0 to 10.")]
    [InlineData("r1,nps,x,,,,7.5,,2026-09-01", "score 7.5 is not a whole number.")]
    [InlineData("r1,nps,x,,,,nine,,2026-09-01", "score 'nine' is not a number such as 1234.50.")]
    [InlineData("r1,csat,x,,,,0,,2026-09-01", "score 0 is not on the CSAT scale of 1 to 5.")]
    [InlineData("r1,csat,x,,,,6,,2026-09-01", "score 6 is not on the CSAT scale of 1 to 5.")]
    [InlineData("r1,nps,x,,,,9,,", "answered_at is not given.")]
    [InlineData("r1,nps,,,,,9,,2026-09-01", "round is not given.")]
    [InlineData("r1,ces,x,,,,9,,2026-09-01", "kind 'ces' is not one of nps, csat.")]
    [InlineData("r1,nps,x,,c9,,9,,2026-09-01", "customer 'c9' is not known; import the customers first.")]
    [InlineData("r1,nps,x,,,p9,9,,2026-09-01", "contact 'p9' is not known; import the contacts first.")]
    [InlineData("r1,nps,x,,c2,p1,9,,2026-09-01", "the contact belongs to another customer than the one named.")]
    [InlineData("invitation:7,nps,x,,,,9,,2026-09-01", "id begins with 'invitation:', which is kept for answers given in a channel.")]
    public async Task A_bad_answer_is_rejected(string row, string reason)
    {
        await using var host = await WithContactAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc2");
        var report = await host.ImportAsync(ImportKinds.Responses, Header + row);

        report.RejectedLines.ShouldHaveSingleItem().Reason.ShouldBe(reason);
        (await host.AllAsync<SurveyResponse>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_import_leaves_answers_given_in_a_channel_alone()
    {
        await using var host = await IngestHost.StartAsync();
        await host.WithDbAsync(db =>
        {
            db.Add(new SurveyResponse
            {
                SourceKey = "invitation:1",
                Kind = SurveyKind.Nps,
                Round = "x",
                Respondent = "p",
                Score = 8,
                AnsweredAt = host.Clock.Now,
            });
            return db.SaveChangesAsync();
        });

        var report = await host.ImportAsync(ImportKinds.Responses, Header + "r1,nps,x,,,,9,,2026-09-01", with: request => request with { Full = true });

        report.Retired.ShouldBe(0);
        (await host.AllAsync<SurveyResponse>()).ShouldAllBe(x => x.RetiredAt == null);
    }

    private static async Task<IngestHost> WithContactAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync(ImportKinds.Customers, "id\nc1");
        await host.ImportAsync(ImportKinds.Contacts, "id,customer,name\np1,c1,Anna de Boer");
        return host;
    }
}
