using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Feedback;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Feedback;

/// <summary>What opens a case, and what happens to one by time alone.</summary>
public sealed class FeedbackTimeTests
{
    [Theory]
    [InlineData(SurveyKind.Nps, 0, true)]
    [InlineData(SurveyKind.Nps, 6, true)]
    [InlineData(SurveyKind.Nps, 7, false)]
    [InlineData(SurveyKind.Csat, 1, true)]
    [InlineData(SurveyKind.Csat, 2, true)]
    [InlineData(SurveyKind.Csat, 3, false)]
    public async Task Which_answers_open_a_case_that_is_the_owners(SurveyKind kind, int score, bool opens)
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AnswerAsync(await host.InviteAsync(kind), score, "Too *slow*");
        await host.RunTimersAsync();

        (await host.CasesAsync()).Select(c => (c.OwnerName, c.Score, c.DueAt)).ShouldBe(opens ? [("Bram Bakker", score, host.Clock.Now.AddHours(48))] : []);
        (await host.ToldAsync(host.Owner)).Count(m => m.Card!.Contains("Too \\\\*slow\\\\*", StringComparison.Ordinal)).ShouldBe(opens ? 1 : 0);
        (await host.ToldAsync(host.Lead)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_to_a_test_opens_none()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AnswerAsync(await host.InviteAsync(isTest: true), 0);
        (await host.CasesAsync()).ShouldBeEmpty();
        (await host.TimersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_owner_the_leads_are_told_and_so_they_are_when_the_owner_has_no_chat()
    {
        await using var host = await FeedbackHost.StartAsync(hasOwner: false);
        await host.AnswerAsync(await host.InviteAsync(), 2);
        await host.RunTimersAsync();
        (await host.ToldAsync(host.Lead)).ShouldHaveSingleItem().Subject.ShouldStartWith("feedback:");
        (await host.ToldAsync(host.Owner)).ShouldBeEmpty();

        await using var other = await FeedbackHost.StartAsync(hasOwnerChat: false);
        await other.AnswerAsync(await other.InviteAsync(), 2);
        await other.RunTimersAsync();
        (await other.ToldAsync(other.Lead)).ShouldHaveSingleItem().Card!.ShouldContain("I could not reach whose case it is (Bram Bakker)");
    }

    [Fact]
    public async Task At_night_the_case_is_there_at_once_and_the_owner_is_told_in_the_morning()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AtAsync("2026-03-02 22:00");
        await host.AnswerAsync(await host.InviteAsync(), 4);
        await host.RunTimersAsync();
        (await host.CasesAsync()).ShouldHaveSingleItem().DueAt.ShouldBe(host.Clock.Now.AddHours(48));
        (await host.ToldAsync(host.Owner)).ShouldBeEmpty();

        await host.AtAsync("2026-03-03 09:00");
        (await host.ToldAsync(host.Owner)).ShouldHaveSingleItem().Card!.ShouldContain("37 hours left");
    }

    [Fact]
    public async Task The_owner_is_reminded_after_a_day_and_the_lead_told_after_two_once_each_whatever_restarts()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AnswerAsync(await host.InviteAsync(), 3);
        await host.RunTimersAsync();
        await host.AtAsync("2026-03-03 09:59");
        (await host.ToldAsync(host.Owner)).Count.ShouldBe(1);
        await host.AtAsync("2026-03-03 10:00");
        (await host.ToldAsync(host.Owner)).Count.ShouldBe(2);
        (await host.ToldAsync(host.Owner))[1].Card!.ShouldContain("Half of the time is gone");

        await host.AtAsync("2026-03-04 09:59");
        (await host.ToldAsync(host.Lead)).ShouldBeEmpty();
        host.Clock.Now = host.Clock.Now.AddMinutes(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunTimersAsync()));
        await host.AtAsync("2026-03-09 12:00");
        (await host.ToldAsync(host.Lead)).ShouldHaveSingleItem().Card!.ShouldContain("The time is up");
        (await host.ToldAsync(host.Owner)).Count.ShouldBe(2);
        (await host.CasesAsync()).ShouldHaveSingleItem().EscalationSteps.ShouldBe(1);
        (await host.TimersAsync()).ShouldBeEmpty();
        (await host.DbAsync(db => db.Audit.Select(a => a.Deed).ToListAsync())).ShouldBe(["feedback.open", RemindTimer.Kind, LateTimer.Kind]);
    }

    [Fact]
    public async Task Who_was_spoken_with_is_no_reason_to_remind_and_who_was_told_none_to_escalate()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AnswerAsync(await host.InviteAsync(), 3);
        await host.RunTimersAsync();
        await host.OnCaseAsync(c => c.Contact("Bram", host.Clock.Now));
        (await host.TimersAsync()).ShouldHaveSingleItem().Kind.ShouldBe(LateTimer.Kind);
        await host.OnCaseAsync(c => c.Act("Bram", "Mended", host.Clock.Now));
        await host.OnCaseAsync(c => c.Tell("Bram", host.Clock.Now));
        (await host.TimersAsync()).ShouldBeEmpty();
        await host.AtAsync("2026-03-09 12:00");
        (await host.ToldAsync(host.Lead)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forty_eight_hours_are_that_also_when_the_clocks_change()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AtAsync("2026-03-28 12:00");
        await host.AnswerAsync(await host.InviteAsync(), 1);
        (await host.TimersAsync()).Single(t => t.Kind == LateTimer.Kind).DueAt.ShouldBe(new DateTimeOffset(2026, 3, 30, 11, 0, 0, TimeSpan.Zero));

        // 13:00 in Amsterdam: the night had an hour less.
        await host.AtAsync("2026-03-30 12:59");
        (await host.ToldAsync(host.Lead)).ShouldBeEmpty();
        await host.AtAsync("2026-03-30 13:00");
        (await host.ToldAsync(host.Lead)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_changed_answer_moves_the_one_case_and_a_worse_one_after_they_were_told_begins_it_anew()
    {
        await using var host = await FeedbackHost.StartAsync();
        var invitation = await host.InviteAsync();
        await host.AnswerAsync(invitation, 8);
        (await host.CasesAsync()).ShouldBeEmpty();
        await host.AnswerAsync(invitation, 3);
        (await host.CasesAsync()).ShouldHaveSingleItem().Score.ShouldBe(3);
        await host.RunTimersAsync();

        await host.OnCaseAsync(c => c.Contact("Bram", host.Clock.Now));
        await host.OnCaseAsync(c => c.Act("Bram", "Mended", host.Clock.Now));
        await host.OnCaseAsync(c => c.Tell("Bram", host.Clock.Now));
        await host.AnswerAsync(invitation, 8);
        (await host.CasesAsync()).ShouldHaveSingleItem().Stage.ShouldBe(FeedbackStage.Told);
        host.Clock.Now = host.Clock.Now.AddHours(1);
        await host.AnswerAsync(invitation, 2);
        await host.RunTimersAsync();

        var feedback = (await host.CasesAsync()).ShouldHaveSingleItem();
        (feedback.Score, feedback.Stage, feedback.Reopenings, feedback.DueAt).ShouldBe((2, FeedbackStage.Open, 1, host.Clock.Now.AddHours(48)));
        (await host.ToldAsync(host.Owner)).Count.ShouldBe(2);
        (await host.ToldAsync(host.Owner))[1].Card!.ShouldContain("the case begins anew");
    }

    [Fact]
    public async Task A_case_that_is_handed_over_leaves_nothing_of_the_answer_in_the_chat_of_who_had_it()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AnswerAsync(await host.InviteAsync(), 3, "Secret words");
        await host.RunTimersAsync();
        var sanne = await host.ColleagueAsync("Sanne Smit", StaffRole.Member);
        await host.OnCaseAsync(c => c.Assign(new(sanne.Id, sanne.Name)));
        await host.ScopedAsync(async provider =>
        {
            var db = (Store.RetentionDb)provider.GetService(typeof(Store.RetentionDb))!;
            await ((FeedbackLife)provider.GetService(typeof(FeedbackLife))!).RefreshAsync(await db.FeedbackCases.SingleAsync(), OutboxPriority.Deed, CancellationToken.None);
            return await db.SaveChangesAsync();
        });

        var rewritten = await host.DbAsync(db => db.Outbox.Where(m => m.Kind == Channels.Turns.SendKind.Update).ToListAsync());
        var card = rewritten.ShouldHaveSingleItem().Card.ShouldNotBeNull();
        card.ShouldContain("Sanne Smit");
        card.ShouldNotContain("Secret words");
        card.ShouldNotContain("Lotte");
    }
}
