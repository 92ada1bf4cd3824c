using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Surveys;

/// <summary>Who is asked how it went once a support case is closed, once, and who is not and why.</summary>
public sealed class AskAboutCasesTests
{
    [Fact]
    public async Task Who_asked_for_help_is_asked_once_with_case_and_agent_kept()
    {
        await using var host = await StartAsync();
        var people = await host.PeopleAsync(2);
        await host.CaseAsync("C-1", people[1], host.Clock.Now.AddMinutes(-1), agent: "Bram");
        await host.CaseAsync("C-2", people[0], closedAt: null);
        await host.RunAsync();
        await host.RunAsync();

        var asked = (await host.InvitationsAsync()).ShouldHaveSingleItem();
        (asked.Kind, asked.Round, asked.Agent, asked.ContactId, asked.WaveId).ShouldBe((SurveyKind.Csat, "case:C-1", "Bram", people[1], null));

        // Fourteen days to answer, after Monday 2 March.
        asked.ClosesAt.ShouldBe(new DateTimeOffset(2026, 3, 16, 23, 0, 0, TimeSpan.Zero));
        (await host.PostsAsync()).ShouldBe(1);
        (await host.CasesAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.Reference.ShouldBe("case:C-1"), o => o.Kind.ShouldBe(OutreachKinds.Csat), o => o.State.ShouldBe(OutreachState.Sent), o => o.SentOn.ShouldBe(host.Today));
    }

    [Fact]
    public async Task Opened_and_closed_again_it_is_not_asked_about_again_and_neither_is_it_with_another_contact()
    {
        await using var host = await StartAsync();
        var people = await host.PeopleAsync(2);
        await host.CaseAsync("C-1", people[0], host.Clock.Now.AddMinutes(-1));
        await host.RunAsync();
        await host.CaseAsync("C-1", people[0], closedAt: null);
        host.Clock.Now = host.Clock.Now.AddDays(60);
        await host.RunAsync();
        await host.CaseAsync("C-1", people[0], host.Clock.Now.AddMinutes(-1));
        await host.RunAsync();
        await host.CaseAsync("C-1", people[1], host.Clock.Now);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Opened_again_before_anybody_was_asked_it_waits_for_its_close()
    {
        await using var host = await StartAsync();
        var person = (await host.PeopleAsync(1))[0];
        host.Clock.Now = host.Clock.Now.AddHours(9);
        await host.CaseAsync("C-1", person, host.Clock.Now.AddMinutes(-1));
        await host.RunAsync();
        await host.CaseAsync("C-1", person, closedAt: null);
        host.Clock.Now = host.Clock.Now.AddHours(15);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldBeEmpty();

        await host.CaseAsync("C-1", person, host.Clock.Now);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_first_import_of_years_of_history_asks_nobody()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(3);
        await host.CaseAsync("old", people[0], host.Clock.Now.AddYears(-1));
        await host.CaseAsync("yesterday", people[1], host.Clock.Now.AddDays(-1));
        await host.RunAsync();
        (await host.CasesAsync()).ShouldBeEmpty();

        await host.ImportedAsync(TimeSpan.FromMinutes(5));
        await host.RunAsync();
        (await host.CasesAsync()).ShouldBeEmpty();

        await host.CaseAsync("new", people[2], host.Clock.Now);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem().Round.ShouldBe("case:new");
    }

    [Fact]
    public async Task What_closed_more_than_three_days_ago_or_will_close_is_not_asked_about()
    {
        await using var host = await StartAsync();
        var people = await host.PeopleAsync(3);
        await host.CaseAsync("late", people[0], host.Clock.Now.AddDays(-3).AddMinutes(-1));
        await host.CaseAsync("in time", people[1], host.Clock.Now.AddDays(-3));
        await host.CaseAsync("to come", people[2], host.Clock.Now.AddHours(1));
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem().Round.ShouldBe("case:in time");
    }

    [Fact]
    public async Task Without_a_name_it_is_the_only_contact_of_the_customer_and_nobody_where_there_are_more()
    {
        await using var host = await StartAsync();
        var (alone, one) = ((await host.PeopleAsync(1))[0], (await host.PeopleAsync(2))[0]);
        await host.CaseAsync("C-1", alone, host.Clock.Now, isToldWho: false);
        await host.CaseAsync("C-2", one, host.Clock.Now, isToldWho: false);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem().ContactId.ShouldBe(alone);
        var customer = await host.WithAsync<RetentionDb, long>(db => db.Cases.Where(c => c.SourceKey == "C-2").Select(c => c.CustomerId).SingleAsync());
        (await host.WithAsync<AskAboutCases, List<string>>(cases => cases.WithoutContactAsync(customer, CancellationToken.None))).ShouldBe(["C-2"]);

        // Told later, within the three days.
        await host.CaseAsync("C-2", one, host.Clock.Now);
        await host.RunAsync();
        (await host.InvitationsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Everybody_who_is_not_asked_has_the_reason_and_keeps_it()
    {
        await using var host = await StartAsync();
        var people = await host.PeopleAsync(8);
        var silent = (await host.PeopleAsync(1, haveChats: false))[0];
        await host.SentAsync(people[1], OutreachKinds.Csat, host.Today.AddDays(-29));
        await host.SentAsync(people[2], "newsletter", host.Today.AddDays(-6));
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            db.Outreach.Add(Outreach.Plan(people[3], OutreachKinds.Nps, "wave:9", host.Today.AddDays(6)));
            db.OptOuts.Add(new OptOut { ContactId = people[4], At = host.Clock.Now, Source = "page" });
            (await db.Contacts.SingleAsync(c => c.Id == people[5])).HasConsented = false;
            (await db.Contacts.SingleAsync(c => c.Id == people[6])).RetiredAt = host.Clock.Now;
            db.Invitations.Add(new SurveyInvitation { Id = Guid.NewGuid(), Kind = SurveyKind.Csat, Round = "case:K7", ContactId = people[7], InvitedAt = host.Clock.Now });
            return await db.SaveChangesAsync();
        });
        for (var i = 0; i < people.Count; i++)
        {
            await host.CaseAsync($"K{i}", people[i], host.Clock.Now, isNotToBeAsked: i == 0);
        }

        await host.CaseAsync("K8", silent, host.Clock.Now);
        SuppressReason?[] reasons =
        [
            SuppressReason.NoSurveyLabel, SuppressReason.SameKindRecently, SuppressReason.AnyKindRecently, SuppressReason.KeptForNps, SuppressReason.OptedOut,
            SuppressReason.NoConsent, SuppressReason.Gone, SuppressReason.AlreadyAsked, SuppressReason.Unreachable,
        ];
        for (var minute = 0; minute < 2; minute++)
        {
            await host.RunAsync();
            (await host.CasesAsync()).Select(o => o.Reason).ShouldBe(reasons);
            (await host.CasesAsync()).ShouldAllBe(o => o.State == OutreachState.Suppressed);
            (await host.PostsAsync()).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Of_two_cases_of_one_person_one_is_asked_about()
    {
        await using var host = await StartAsync();
        var person = (await host.PeopleAsync(1))[0];
        await host.CaseAsync("C-1", person, host.Clock.Now.AddMinutes(-2));
        await host.CaseAsync("C-2", person, host.Clock.Now.AddMinutes(-1));
        await host.RunAsync();
        (await host.CasesAsync()).Select(o => (o.State, o.Reason)).ShouldBe([(OutreachState.Sent, null), (OutreachState.Suppressed, SuppressReason.SameKindRecently)]);
    }

    [Fact]
    public async Task At_night_and_on_holidays_nobody_is_asked_and_then_it_is_made_up_also_after_a_long_weekend()
    {
        var friday = new DateOnly(2026, 3, 6);
        await using var host = await WaveHost.StartAsync(null, friday.AddDays(3), friday.AddDays(4));
        await host.ImportedAsync(TimeSpan.FromDays(30));
        var person = (await host.PeopleAsync(1))[0];
        host.Clock.Now = new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.Zero);
        await host.CaseAsync("C-1", person, host.Clock.Now);
        await host.RunAsync();
        (await host.CasesAsync()).ShouldHaveSingleItem().PlannedFor.ShouldBe(friday.AddDays(5));
        foreach (var (day, hour, count) in new[] { (9, 10, 0), (11, 7, 0), (11, 8, 1) })
        {
            host.Clock.Now = new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
            await host.RunAsync();
            (await host.InvitationsAsync()).Count.ShouldBe(count, $"{day} March, {hour}:00 UTC");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Killed_in_the_middle_everybody_is_asked_once(int save)
    {
        var hook = new SaveHook();
        await using var host = await StartAsync(hook);
        var people = await host.PeopleAsync(3);
        foreach (var person in people)
        {
            await host.CaseAsync($"C-{person}", person, host.Clock.Now);
        }

        var saves = 0;
        hook.Before(_ => ++saves == save, () => throw new OperationCanceledException());
        await Should.ThrowAsync<OperationCanceledException>(host.RunAsync());
        await host.RunAsync();
        (await host.InvitationsAsync()).Select(i => i.ContactId).ShouldBe(people, ignoreOrder: true);
        (await host.PostsAsync()).ShouldBe(3);
        (await host.CasesAsync()).ShouldAllBe(o => o.State == OutreachState.Sent);
    }

    [Fact]
    public async Task Nobody_is_asked_where_it_is_switched_off()
    {
        await using var host = await WaveHost.StartAsync(SurveySettings.Default with { AsksAfterCases = false });
        await host.ImportedAsync(TimeSpan.FromDays(30));
        await host.CaseAsync("C-1", (await host.PeopleAsync(1))[0], host.Clock.Now);
        await host.RunAsync();
        (await host.CasesAsync()).ShouldBeEmpty();
    }

    private static async Task<WaveHost> StartAsync(SaveHook? hook = null)
    {
        var host = await WaveHost.StartAsync(hook);
        await host.ImportedAsync(TimeSpan.FromDays(30));
        return host;
    }
}
