using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Privacy;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Privacy;

public sealed class RetentionTests
{
    private const int MonthsInHours = 24 * 31;

    [Fact]
    public async Task After_two_years_an_answer_keeps_its_score_and_loses_person_and_comment()
    {
        await using var host = await PrivacyHost.StartAsync();
        var contact = await host.PersonAsync();
        var old = new SurveyInvitation { Id = Guid.NewGuid(), Kind = SurveyKind.Nps, Round = "2024-Q3", ContactId = contact, InvitedAt = host.Now.AddMonths(-26), TokenHash = new string('c', 64) };
        old.Answer(2, "Lang geleden was het erg", host.Now.AddMonths(-25));
        var case1 = FeedbackCase.Open(Guid.NewGuid(), old, 1, host.Now.AddMonths(-25));
        case1.Contact("Daan", host.Now.AddMonths(-25));
        case1.Act("Daan", "Gebeld", host.Now.AddMonths(-25));
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.AddRange(old, case1);
            db.Responses.AddRange(
                host.Response($"invitation:{old.Id:N}", "2024-Q3", $"contact:{contact}", 2, "Lang geleden was het erg", contact, 1, hoursAgo: 25 * MonthsInHours),
                host.Response("o1", "2024-Q2", "wie", 4, "Eerst", null, 1, hoursAgo: 27 * MonthsInHours),
                host.Response("o2", "2024-Q2", "wie", 8, null, null, 1, hoursAgo: 26 * MonthsInHours));
            return db.SaveChangesAsync();
        });

        (await RunAsync(host)).ShouldBe(4);

        var answers = (await host.AllAsync<SurveyResponse>()).Where(r => r.AnsweredAt < host.Now.AddMonths(-24)).OrderBy(r => r.Id).ToList();
        answers.Select(r => (r.Score, r.Comment, r.ContactId)).ShouldBe([(2, null, null), (4, null, null), (8, null, null)]);
        answers.ShouldAllBe(r => r.Respondent.StartsWith("erased:"));
        answers[1].Respondent.ShouldBe(answers[2].Respondent, "one person's two answers of a round count once, as before");
        answers[0].Respondent.ShouldNotBe(answers[1].Respondent);
        answers[0].SourceKey.ShouldStartWith("invitation:");
        answers[0].SourceKey.ShouldNotContain($"{old.Id:N}");
        var invitation = (await host.AllAsync<SurveyInvitation>()).Single(i => i.Id == old.Id);
        (invitation.Score, invitation.Comment, invitation.TokenHash, invitation.AnsweredAt is not null, invitation.IsOpenAt(host.Now)).ShouldBe((null, null, null, true, false));
        (await host.AllAsync<FeedbackCase>()).Single(c => c.Id == case1.Id).ActionNote.ShouldBeNull();

        // What is younger is as it was.
        (await host.AllAsync<SurveyInvitation>()).ShouldContain(i => i.Score == 3 && i.Comment == PrivacyHost.Comment);
        (await host.AllAsync<SurveyResponse>()).ShouldContain(r => r.Comment == PrivacyHost.Comment && r.ContactId == contact);
        (await host.AllAsync<FeedbackCase>()).ShouldContain(c => c.ActionNote == PrivacyHost.Note);
        (await RunAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_answered_a_round_again_of_late_is_still_one_person()
    {
        await using var host = await PrivacyHost.StartAsync();
        await host.PersonAsync();
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.Responses.AddRange(
                host.Response("o1", "always", "wie", 4, "Eerst", null, 1, hoursAgo: 27 * MonthsInHours),
                host.Response("o2", "always", "wie", 8, "Nu", null, 1));
            return db.SaveChangesAsync();
        });

        await RunAsync(host);

        var answers = (await host.AllAsync<SurveyResponse>()).Where(r => r.Round == "always").OrderBy(r => r.Id).ToList();
        answers.Select(r => (r.Respondent, r.Comment)).ShouldBe([("wie", null), ("wie", "Nu")]);
    }

    [Fact]
    public async Task Old_messages_and_answers_to_presses_are_emptied()
    {
        await using var host = await PrivacyHost.StartAsync();
        await host.PersonAsync();
        DateTimeOffset? ago = host.Now.AddMonths(-25);
        DateTimeOffset? late = host.Now.AddMonths(-1);
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            await db.Outbox.Where(m => m.SentMessageId == "t9").ExecuteUpdateAsync(set => set.SetProperty(m => m.FinishedAt, ago));
            await db.Outbox.Where(m => m.SentMessageId == "t10").ExecuteUpdateAsync(set => set.SetProperty(m => m.FinishedAt, late));
            await db.Deliveries.Where(d => d.Key == "d2").ExecuteUpdateAsync(set => set.SetProperty(d => d.FinishedAt, ago));
            return await db.Deliveries.Where(d => d.Key == "d3").ExecuteUpdateAsync(set => set.SetProperty(d => d.FinishedAt, late));
        });

        await RunAsync(host);

        var messages = await host.AllAsync<OutboxMessage>();
        messages.Single(m => m.SentMessageId == "t9").Text.ShouldBe("");
        messages.Single(m => m.SentMessageId == "t10").Text.ShouldNotBe("");
        (await host.AllAsync<InboundDelivery>()).Where(d => d.Answer is not null).ShouldHaveSingleItem().Key.ShouldBe("d3");
    }

    private static Task<int> RunAsync(PrivacyHost host) => host.WithAsync<Retention, int>(retention => retention.RunAsync(CancellationToken.None));
}
