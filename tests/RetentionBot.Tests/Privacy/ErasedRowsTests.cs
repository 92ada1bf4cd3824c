using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Ingest;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Ingest;

namespace RetentionBot.Tests.Privacy;

/// <summary>A source that still holds somebody who was erased.</summary>
public sealed class ErasedRowsTests
{
    private const string Contacts = "id,customer,name,email\np1,c1,Lotte Jansen,lotte@example.com\np2,c1,Sem Smit,sem@example.com";
    private const string Responses = """
        id,kind,round,respondent,customer,contact,score,comment,answered_at
        r1,nps,2026-Q4,,c1,p1,3,Te traag voor ons,2026-11-01
        r2,nps,2026-Q4,,c1,p1,9,Nu wel goed hoor,2026-11-02
        r3,nps,2026-Q4,lotte@example.com,c1,,2,Nog een keer ik,2026-11-03
        r4,nps,2026-Q4,,c1,p2,10,Fijn geholpen,2026-11-03
        """;

    [Fact]
    public async Task A_contact_is_left_out_and_the_report_says_so_without_a_name()
    {
        await using var host = await WithErasedAsync();

        var report = await host.ImportAsync("contacts", Contacts, with: r => r with { Full = true });

        (report.Added, report.Rejected, report.Erased, report.Retired).ShouldBe((1, 0, 1, 0));
        (await host.OnlyAsync<Contact>()).SourceKey.ShouldBe("p2");
        var text = new StringWriter();
        await ReportText.WriteAsync(text, report);
        text.ToString().ShouldContain("1 of the rows are about people who were erased. They were left out, and will be as long as the source holds them.");
        text.ToString().ShouldNotContain("Lotte");
        (await host.ImportAsync("contacts", Contacts)).ChangedAnything.ShouldBeFalse();
    }

    [Fact]
    public async Task Their_answers_and_cases_come_in_without_them()
    {
        await using var host = await WithErasedAsync();
        await host.ImportAsync("contacts", Contacts);

        var responses = await host.ImportAsync("responses", Responses);
        var cases = await host.ImportAsync("cases", "id,customer,opened_at,contact\nk1,c1,2026-11-01,p1\nk2,c1,2026-11-01,p2");

        (responses.Added, responses.Rejected, cases.Added, cases.Rejected).ShouldBe((4, 0, 2, 0));
        var answers = (await host.AllAsync<SurveyResponse>()).OrderBy(r => r.SourceKey).ToList();
        answers.Select(r => (r.Score, r.Comment, r.ContactId is null)).ShouldBe([(3, null, true), (9, null, true), (2, null, true), (10, "Fijn geholpen", false)]);
        answers[0].Respondent.ShouldStartWith("erased:");
        answers[0].Respondent.ShouldBe(answers[1].Respondent, "one person's two answers of a round count once");
        answers[2].Respondent.ShouldStartWith("erased:");
        answers[2].Respondent.ShouldNotBe(answers[0].Respondent, "the source does not say that this is the same person");
        (await host.AllAsync<SupportCase>()).OrderBy(c => c.SourceKey).Select(c => c.ContactId is null).ShouldBe([true, false]);

        // Once more, what is here stays as it is.
        var again = await host.ImportAsync("responses", Responses, with: r => r with { Full = true });
        (again.Added, again.Changed, again.Unchanged, again.Erased, again.Retired).ShouldBe((0, 0, 1, 3, 0));
        (await host.AllAsync<SurveyResponse>()).OrderBy(r => r.SourceKey).Select(r => r.Respondent).ShouldBe(answers.Select(r => r.Respondent));
    }

    private static async Task<IngestHost> WithErasedAsync()
    {
        var host = await IngestHost.StartAsync();
        await host.ImportAsync("customers", "id,name\nc1,Acme");
        await host.WithDbAsync(db =>
        {
            foreach (var name in (string[])["p1", "lotte@example.com"])
            {
                db.ErasedPeople.Add(new ErasedPerson { KeyHash = ErasedPerson.HashOf(name), ErasedAt = host.Clock.Now });
            }

            return db.SaveChangesAsync();
        });
        return host;
    }
}
