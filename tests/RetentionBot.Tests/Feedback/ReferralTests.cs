using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Tests.Feedback;

/// <summary>A promoter at a customer who is well: suggested once, to the owner, in private.</summary>
public sealed class ReferralTests
{
    [Theory]
    [InlineData(9, 70, true)]
    [InlineData(10, 95, true)]
    [InlineData(8, 95, false)]
    [InlineData(9, 69, false)]
    public async Task Promoters_at_a_customer_of_70_or_more(int score, int health, bool suggests)
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.HealthAsync(health);
        await host.AnswerAsync(await host.InviteAsync(), score);
        await host.RunTimersAsync();

        (await host.ToldAsync(host.Owner)).Count(m => m.Text.Contains("**Lotte Jansen** of **Acme** gave us a", StringComparison.Ordinal)).ShouldBe(suggests ? 1 : 0);
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(suggests ? 1 : 0);
    }

    [Fact]
    public async Task It_is_suggested_once_for_ever()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.HealthAsync(80);
        await host.AnswerAsync(await host.InviteAsync(), 9);
        await host.RunTimersAsync();
        await host.AnswerAsync(await host.InviteAsync(), 10);
        await host.RunReferralsAsync();
        await host.RunTimersAsync();
        (await host.ToldAsync(host.Owner)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public async Task Once_the_customer_is_well_an_answer_of_90_days_ago_still_speaks(int days, bool suggests)
    {
        await using var host = await FeedbackHost.StartAsync(hasOwner: false);
        await host.AnswerAsync(await host.InviteAsync(), 9);
        await host.RunReferralsAsync();
        await host.RunTimersAsync();
        (await host.ToldAsync(host.Lead)).ShouldBeEmpty();

        host.Clock.Now = host.Clock.Now.AddDays(days);
        await host.HealthAsync(75);
        await host.RunReferralsAsync();
        host.Clock.Now = host.Clock.Now.AddHours(1);
        await host.RunTimersAsync();
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(suggests ? 1 : 0);
    }

    [Fact]
    public async Task Not_for_who_said_stop_who_has_left_or_whose_complaint_is_open()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.HealthAsync(90);
        await host.AnswerAsync(await host.InviteAsync(SurveyKind.Csat), 1);
        await host.AnswerAsync(await host.InviteAsync(), 9);
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(0);

        await host.DbAsync(db => db.FeedbackCases.ExecuteDeleteAsync());
        await host.DbAsync(db =>
        {
            db.OptOuts.Add(new OptOut { AddressHash = OptOut.HashOf("Lotte@example.com"), At = host.Clock.Now, Source = "page" });
            return db.SaveChangesAsync();
        });
        await host.RunReferralsAsync();
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(0);

        await host.DbAsync(db => db.OptOuts.ExecuteDeleteAsync());
        DateTimeOffset? now = host.Clock.Now;
        await host.DbAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.RetiredAt, now)));
        await host.RunReferralsAsync();
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(0);
        await host.DbAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.RetiredAt, (DateTimeOffset?)null)));
        await host.RunReferralsAsync();
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_taken_back_before_the_owner_works_is_not_said()
    {
        await using var host = await FeedbackHost.StartAsync();
        await host.AtAsync("2026-03-02 22:00");
        await host.HealthAsync(90);
        var invitation = await host.InviteAsync();
        await host.AnswerAsync(invitation, 9);
        await host.AnswerAsync(invitation, 7);
        await host.AtAsync("2026-03-03 09:00");
        (await host.ToldAsync(host.Owner)).ShouldBeEmpty();
        (await host.DbAsync(db => db.ReferralSuggestions.CountAsync())).ShouldBe(0);
    }
}
