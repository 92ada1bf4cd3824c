using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Surveys;

/// <summary>What an approved wave does day by day: who is asked when, who is not and why, and that nobody is asked twice or left out.</summary>
public sealed class WaveTests
{
    [Fact]
    public async Task Five_hundred_people_at_twenty_a_working_day_take_twenty_five_days()
    {
        await using var host = await WaveHost.StartAsync();
        await host.PeopleAsync(500);
        await host.WaveAsync(perDay: 20);
        var days = new List<(DateOnly Day, int Asked)>();
        for (var asked = 0; asked < 500 && days.Count < 60;)
        {
            await host.RunAsync();
            await host.RunAsync();
            var now = (await host.InvitationsAsync()).Count;
            days.Add((host.Today, now - asked));
            asked = now;
            host.Clock.Now = host.Clock.Now.AddDays(1);
        }

        var working = days.Where(d => d.Asked > 0).ToList();
        working.Count.ShouldBe(25);
        working.ShouldAllBe(d => d.Asked == 20 && d.Day.DayOfWeek != DayOfWeek.Saturday && d.Day.DayOfWeek != DayOfWeek.Sunday);
        (await host.InvitationsAsync()).Select(i => i.ContactId).Distinct().Count().ShouldBe(500);
        (await host.PostsAsync()).ShouldBe(500);
    }

    [Fact]
    public async Task Nothing_goes_out_at_night_or_on_a_holiday_and_days_missed_are_not_made_up_at_once()
    {
        await using var host = await WaveHost.StartAsync(holidays: new DateOnly(2026, 3, 3));
        await host.PeopleAsync(10);
        await host.WaveAsync(perDay: 2);
        host.Clock.Now = new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldBeEmpty();

        host.Clock.Now = new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldBeEmpty();

        host.Clock.Now = new DateTimeOffset(2026, 3, 6, 10, 0, 0, TimeSpan.Zero);
        await host.RunAsync();
        (await host.InvitationsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_was_contacted_lately_waits_until_the_budget_allows_it_and_is_not_forgotten()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(2);
        await host.SentAsync(people[0], OutreachKinds.Csat, host.Today.AddDays(-3));
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        (await host.InvitationsAsync()).ShouldHaveSingleItem().ContactId.ShouldBe(people[1]);
        (await host.OutreachAsync())[0].ShouldSatisfyAllConditions(o => o.State.ShouldBe(OutreachState.Planned), o => o.PlannedFor.ShouldBe(host.Today.AddDays(4)));

        host.Clock.Now = host.Clock.Now.AddDays(4);
        await host.RunAsync();
        (await host.InvitationsAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public async Task The_same_question_comes_after_ninety_days_and_not_after_eighty_nine(int daysAgo, bool isAsked)
    {
        await using var host = await WaveHost.StartAsync();
        var person = (await host.PeopleAsync(1))[0];
        await host.SentAsync(person, OutreachKinds.Nps, host.Today.AddDays(-daysAgo));
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        (await host.InvitationsAsync()).Count.ShouldBe(isAsked ? 1 : 0);
    }

    [Fact]
    public async Task Who_cannot_be_asked_within_the_wave_is_let_go_with_the_reason()
    {
        await using var host = await WaveHost.StartAsync();
        var person = (await host.PeopleAsync(1))[0];
        await host.SentAsync(person, OutreachKinds.Nps, host.Today.AddDays(-10));
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        (await host.OutreachAsync()).ShouldHaveSingleItem().Reason.ShouldBe(SuppressReason.SameKindRecently);
        (await host.InvitationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_who_is_not_asked_has_a_reason()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(4, "mid");
        var silent = (await host.PeopleAsync(1, "mid", haveChats: false))[0];
        await host.PeopleAsync(1, "small");
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.OptOuts.Add(new OptOut { ContactId = people[0], At = host.Clock.Now, Source = "page" });
            db.Invitations.Add(new SurveyInvitation { Id = Guid.NewGuid(), Kind = SurveyKind.Nps, Round = "2026-Q1", ContactId = people[1], InvitedAt = host.Clock.Now });
            return db.SaveChangesAsync();
        });
        await host.WithAsync<RetentionDb, int>(db => db.Contacts.Where(c => c.Id == people[3]).ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, "stop@example.com")));
        await host.WithAsync<RetentionDb, int>(db =>
        {
            db.OptOuts.Add(new OptOut { AddressHash = OptOut.HashOf(" Stop@Example.com"), At = host.Clock.Now, Source = "mail" });
            return db.SaveChangesAsync();
        });
        await host.WaveAsync(perDay: null, segment: "mid");
        await host.RunAsync();

        var fates = (await host.OutreachAsync()).ToDictionary(o => o.ContactId, o => (o.State, o.Reason));
        fates.Count.ShouldBe(5);
        fates[people[0]].ShouldBe((OutreachState.Suppressed, SuppressReason.OptedOut));
        fates[people[1]].ShouldBe((OutreachState.Suppressed, SuppressReason.AlreadyAsked));
        fates[people[2]].ShouldBe((OutreachState.Sent, null));
        fates[people[3]].ShouldBe((OutreachState.Suppressed, SuppressReason.OptedOut));
        fates[silent].ShouldBe((OutreachState.Suppressed, SuppressReason.Unreachable));
    }

    [Theory]
    [InlineData(false, null, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, null, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    public async Task Who_took_consent_back_is_never_asked_and_where_it_is_required_who_gave_none_neither(bool isRequired, bool? hasConsented, bool isAsked)
    {
        await using var host = await WaveHost.StartAsync(SurveySettings.Default with { RequiresConsent = isRequired });
        var person = (await host.PeopleAsync(1))[0];
        await ConsentAsync(hasConsented);
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        (await host.InvitationsAsync()).Count.ShouldBe(isAsked ? 1 : 0);
        (await host.OutreachAsync()).ShouldHaveSingleItem().Reason.ShouldBe(isAsked ? null : SuppressReason.NoConsent);

        // What is asked of one person is kept to the same.
        var alone = await host.WithAsync<RetentionDb, Contact>(db => db.Contacts.AsNoTracking().SingleAsync());
        var outcome = await host.WithAsync<AskPerson, AskOutcome>(ask => ask.AskAsync(alone, new SurveyQuestion(SurveyKind.Csat, "x"), CancellationToken.None));
        (outcome.Outcome == InviteOutcome.NoConsent).ShouldBe(!isAsked);

        Task ConsentAsync(bool? value) => host.WithAsync<RetentionDb, int>(
            db => db.Contacts.Where(c => c.Id == person).ExecuteUpdateAsync(set => set.SetProperty(c => c.HasConsented, value)));
    }

    [Fact]
    public async Task Consent_taken_back_between_plan_and_day_or_before_the_reminder_holds()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(2);
        await host.WaveAsync(perDay: 1);
        await host.RunAsync();
        await host.DeliverAsync();
        await host.WithAsync<RetentionDb, int>(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.HasConsented, false)));
        for (var day = 0; day < 12; day++)
        {
            host.Clock.Now = host.Clock.Now.AddDays(1);
            await host.RunAsync();
        }

        (await host.PostsAsync()).ShouldBe(1);
        (await host.OutreachAsync()).Single(o => o.ContactId == people[1]).Reason.ShouldBe(SuppressReason.NoConsent);
    }

    [Fact]
    public async Task Stop_lets_what_is_planned_go_at_once_for_everybody_with_the_address()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(4);
        await host.WithAsync<RetentionDb, int>(db => db.Contacts.Where(c => c.Id > people[1]).ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, "team@example.com")));
        await host.WaveAsync(perDay: 1);
        await host.RunAsync();
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            await new SurveyStops(db, host.Clock).StopAsync(await db.Contacts.SingleAsync(c => c.Id == people[2]), "page", "link", CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        (await host.OutreachAsync()).Select(o => (o.State, o.Reason)).ShouldBe(
        [
            (OutreachState.Sent, null), (OutreachState.Planned, null), (OutreachState.Suppressed, SuppressReason.OptedOut), (OutreachState.Suppressed, SuppressReason.OptedOut),
        ]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Killed_in_the_middle_nobody_is_asked_twice_and_nobody_is_left_out(int save)
    {
        var hook = new SaveHook();
        await using var host = await WaveHost.StartAsync(hook);
        await host.PeopleAsync(250);
        await host.WaveAsync(perDay: null);
        var saves = 0;
        hook.Before(_ => ++saves == save, () => throw new OperationCanceledException());
        await Should.ThrowAsync<OperationCanceledException>(host.RunAsync());

        await host.RunAsync();
        (await host.InvitationsAsync()).Select(i => i.ContactId).Distinct().Count().ShouldBe(250);
        (await host.InvitationsAsync()).Count.ShouldBe(250);
        (await host.PostsAsync()).ShouldBe(250);
        (await host.OutreachAsync()).ShouldAllBe(o => o.State == OutreachState.Sent);
    }

    [Fact]
    public async Task Who_does_not_answer_is_reminded_once_and_who_answered_or_said_stop_never()
    {
        await using var host = await WaveHost.StartAsync();
        var people = await host.PeopleAsync(3);
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        await host.DeliverAsync();
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            (await db.Invitations.SingleAsync(i => i.ContactId == people[0])).Answer(9, null, host.Clock.Now);
            db.OptOuts.Add(new OptOut { ContactId = people[1], At = host.Clock.Now, Source = "page" });
            return await db.SaveChangesAsync();
        });
        for (var day = 0; day < 12; day++)
        {
            host.Clock.Now = host.Clock.Now.AddDays(1);
            await host.RunAsync();
            (await host.PostsAsync()).ShouldBe(day < 6 ? 3 : 4, $"day {day + 1}");
        }

        (await host.InvitationsAsync()).Where(i => i.RemindedAt is not null).ShouldHaveSingleItem().ContactId.ShouldBe(people[2]);
    }

    [Fact]
    public async Task Those_who_cannot_be_reminded_keep_nobody_from_being_reminded()
    {
        await using var host = await WaveHost.StartAsync();
        await host.PeopleAsync(520);
        await host.WaveAsync(perDay: null);
        await host.RunAsync();
        await host.DeliverAsync();
        await host.WithAsync<RetentionDb, int>(db =>
        {
            // In the order of the invitations, since these are looked through in it.
            var first = db.Invitations.OrderBy(i => i.InvitedAt).ThenBy(i => i.Id).Select(i => i.ContactId).Take(510).ToList();
            db.OptOuts.AddRange(first.Select(id => new OptOut { ContactId = id, At = host.Clock.Now, Source = "page" }));
            return db.SaveChangesAsync();
        });
        host.Clock.Now = host.Clock.Now.AddDays(7);
        await host.RunAsync();
        (await host.PostsAsync()).ShouldBe(530);
    }

    [Fact]
    public async Task At_its_end_a_wave_closes_and_who_still_waited_has_the_reason()
    {
        await using var host = await WaveHost.StartAsync();
        await host.PeopleAsync(3);
        var id = await host.WaveAsync(perDay: 1);
        await host.RunAsync();
        var wave = await host.WithAsync<RetentionDb, SurveyWave>(db => db.Waves.AsNoTracking().SingleAsync(w => w.Id == id));
        host.Clock.Now = wave.ClosesAt!.Value;
        await host.RunAsync();

        (await host.OutreachAsync()).Select(o => (o.State, o.Reason)).ShouldBe(
            [(OutreachState.Sent, null), (OutreachState.Suppressed, SuppressReason.Closed), (OutreachState.Suppressed, SuppressReason.Closed)], ignoreOrder: true);
        (await host.WithAsync<RetentionDb, SurveyWave>(db => db.Waves.AsNoTracking().SingleAsync())).State.ShouldBe(WaveState.Closed);
        (await host.InvitationsAsync()).ShouldHaveSingleItem().IsOpenAt(host.Clock.Now).ShouldBeFalse();
    }
}
