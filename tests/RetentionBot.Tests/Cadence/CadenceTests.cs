using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Cadence;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Onboarding;

namespace RetentionBot.Tests.Cadence;

/// <summary>When owners are told of touchpoints, and what becomes of them. 1 January 2026 is a holiday, 1 March a Sunday.</summary>
public sealed class CadenceTests
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    [Fact]
    public async Task Who_signed_up_on_New_Years_day_is_spoken_to_on_five_days()
    {
        await using var host = await FollowHost.StartAsync("2026-01-01 10:00", holidays: NewYear);
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(NewYear);
        var told = new List<(string Day, string Text)>();
        for (var day = NewYear; day <= new DateOnly(2026, 7, 31); day = day.AddDays(1))
        {
            foreach (var hour in (string[])["08:59", "09:00", "16:00", "21:00"])
            {
                host.GoTo($"{day:yyyy-MM-dd} {hour}");
                await host.KeepCadenceAsync();
                told.AddRange((await host.ToldAsync(bram)).Skip(told.Count).Select(m => ($"{day:yyyy-MM-dd} {hour}", m.Text.Split(':')[0])));
            }
        }

        told.ShouldBe(
        [
            ("2026-01-02 09:00", "Welcome"), ("2026-01-08 09:00", "Tips, week 1"), ("2026-01-29 09:00", "Usage summary, week 4"),
            ("2026-03-02 09:00", "Health check, month 2"), ("2026-07-01 09:00", "Health check, month 6"),
        ]);
        (await host.AllAsync<Touchpoint>()).Select(t => t.DueOn).ShouldBe([NewYear, new(2026, 1, 8), new(2026, 1, 29), new(2026, 3, 1), new(2026, 7, 1)]);
    }

    [Fact]
    public async Task A_bot_that_is_new_tells_of_nothing_that_is_long_past_and_one_that_was_down_of_all()
    {
        await using var host = await FollowHost.StartAsync("2026-03-04 10:00");
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(NewYear);
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldStartWith("Health check, month 2");

        host.GoTo("2026-07-20 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_step_of_a_segment_is_for_its_customers_only()
    {
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00", plan: new CadencePlan([new("visit", 0, Segments: ["Large"])]));
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(new DateOnly(2026, 1, 5), name: "Big", segment: "large");
        await host.CustomerAsync(new DateOnly(2026, 1, 5), name: "Little", segment: "small");
        await host.CustomerAsync(new DateOnly(2026, 1, 5), name: "Nobody knows");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldStartWith("visit: Big");
    }

    [Fact]
    public async Task A_question_asked_lately_moves_it_to_the_first_free_day_and_it_says_why()
    {
        // Asked on Tuesday the 6th, so free again on Tuesday the 13th.
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00", plan: new CadencePlan([new(CadencePlan.Tips, 3)]));
        var bram = await host.ColleagueAsync("Bram");
        var person = await PersonAsync(host, await host.CustomerAsync(new DateOnly(2026, 1, 5)));
        await SentAsync(host, person, OutreachKinds.Csat, new DateOnly(2026, 1, 6));
        host.GoTo("2026-01-08 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        (await host.AllAsync<Touchpoint>()).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2026, 1, 13));

        host.GoTo("2026-01-13 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Card!.ShouldContain("It was meant for 8 January 2026, but they had a question from us");
    }

    [Fact]
    public async Task One_who_is_free_is_enough_and_an_NPS_question_about_to_be_asked_goes_first()
    {
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00", plan: new CadencePlan([new(CadencePlan.Welcome, 0)]));
        var bram = await host.ColleagueAsync("Bram");
        var (acme, bolt) = (await host.CustomerAsync(new DateOnly(2026, 1, 5)), await host.CustomerAsync(new DateOnly(2026, 1, 5), name: "Bolt"));
        await SentAsync(host, await PersonAsync(host, acme), OutreachKinds.Nps, new DateOnly(2026, 1, 4));
        await PersonAsync(host, acme);
        await host.AddAsync(Outreach.Plan(await PersonAsync(host, bolt), OutreachKinds.Nps, "wave:1", new DateOnly(2026, 1, 8)));
        await host.KeepCadenceAsync();

        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldStartWith("Welcome: Acme");
        (await host.AllAsync<Touchpoint>()).Single(t => t.CustomerId == bolt).DueOn.ShouldBe(new DateOnly(2026, 1, 15));
    }

    [Fact]
    public async Task Done_is_booked_as_a_contact_and_noted_as_a_word_with_the_customer_once()
    {
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00");
        var bram = await host.ColleagueAsync("Bram");
        var acme = await host.CustomerAsync(new DateOnly(2026, 1, 5));
        var person = await PersonAsync(host, acme);
        await host.KeepCadenceAsync();
        await host.PressAsync(bram, FinishTouchpoint.Verb, (TouchpointCard.Id, "1"));
        await host.PressAsync(bram, FinishTouchpoint.Verb, (TouchpointCard.Id, "1"));

        (await host.AllAsync<Outreach>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => (o.ContactId, o.Kind, o.Reference, o.SentOn).ShouldBe((person, OutreachKinds.Touchpoint, $"touchpoint:{acme}:welcome", new DateOnly(2026, 1, 5))),
            o => new ContactBudget(new BudgetLimits()).Refuse(OutreachKinds.Csat, new DateOnly(2026, 1, 11), [(o.Kind, o.SentOn!.Value)], null).ShouldBe(SuppressReason.AnyKindRecently));
        (await host.AllAsync<Touch>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.By.ShouldBe("Bram"), t => t.CustomerId.ShouldBe(acme));
        (await host.AllAsync<Touchpoint>()).Single(t => t.Step == "welcome").State.ShouldBe(TouchpointState.Done);
        (await host.AllAsync<AuditEvent>()).ShouldHaveSingleItem().Deed.ShouldBe("touchpoint.done");

        // The plan's own steps do not stand in each other's way.
        host.GoTo("2026-01-12 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Skipped_is_over_and_moved_is_told_again_on_its_day()
    {
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00", plan: new CadencePlan([new(CadencePlan.Welcome, 0), new("visit", 0)]));
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(new DateOnly(2026, 1, 5));
        await host.KeepCadenceAsync();
        await host.PressAsync(bram, SkipTouchpoint.Verb, (TouchpointCard.Id, "1"));
        (await host.PressAsync(bram, MoveTouchpoint.Verb, (TouchpointCard.Id, "2"))).Form.ShouldNotBeNull().Errors.ShouldBeEmpty();
        (await host.PressAsync(bram, MoveTouchpoint.Verb, (TouchpointCard.Id, "2"), (MoveForm.Day, "2026-01-05"))).Form.ShouldNotBeNull().Errors.ShouldHaveSingleItem();
        (await host.PressAsync(bram, MoveTouchpoint.Verb, (TouchpointCard.Id, "2"), (MoveForm.Day, "2026-01-09"))).Form.ShouldBeNull();
        var (skipped, moved) = ((await host.AllAsync<Touchpoint>())[0], (await host.AllAsync<Touchpoint>())[1]);
        (skipped.State, skipped.EndedBy).ShouldBe((TouchpointState.Skipped, "Bram"));
        (moved.State, moved.DueOn, moved.MovedFrom).ShouldBe((TouchpointState.Planned, new DateOnly(2026, 1, 9), new DateOnly(2026, 1, 5)));

        host.GoTo("2026-01-08 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).Count.ShouldBe(2);
        host.GoTo("2026-01-09 10:00");
        await host.KeepCadenceAsync();
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(AlertRules.Inactive, "Win them back to the product")]
    [InlineData(AlertRules.UsageDecline, "Review call")]
    public async Task An_alert_about_use_calls_for_a_play_once(string rule, string play)
    {
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00");
        var bram = await host.ColleagueAsync("Bram");
        var acme = await host.CustomerAsync(signedUpOn: null);
        await host.AddAsync(AlertOf(acme, rule, host.Clock.Now), AlertOf(acme, AlertRules.Renewal, host.Clock.Now));
        await host.KeepCadenceAsync();
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldStartWith(play);
        host.GoTo("2026-01-20 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_alert_that_is_over_by_Monday_calls_for_nothing()
    {
        await using var host = await FollowHost.StartAsync("2026-01-03 10:00");
        var bram = await host.ColleagueAsync("Bram");
        await host.AddAsync(AlertOf(await host.CustomerAsync(signedUpOn: null), AlertRules.Inactive, host.Clock.Now));
        await host.KeepCadenceAsync();
        await host.ChangeAsync<Alert>(alerts => alerts[0].Recover(new DateOnly(2026, 1, 4), host.Clock.Now).ShouldBe(AlertOutcome.Done));
        host.GoTo("2026-01-05 10:00");
        await host.KeepCadenceAsync();
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        (await host.AllAsync<Touchpoint>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_else_in_the_same_moment_and_an_end_in_the_middle_leave_one_prompt()
    {
        var hook = new SaveHook();
        await using var host = await FollowHost.StartAsync("2026-01-05 10:00", hook);
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(new DateOnly(2026, 1, 5));
        static bool Tells(DbContext db) => db.ChangeTracker.Entries<Touchpoint>().Any(e => e.State == EntityState.Modified);
        hook.Before(Tells, () => throw new OperationCanceledException("The process ends here."));
        await Should.ThrowAsync<OperationCanceledException>(host.KeepCadenceAsync);
        (await host.ToldAsync(bram)).ShouldBeEmpty();

        hook.Before(Tells, host.KeepCadenceAsync);
        await host.KeepCadenceAsync();
        hook.Times.ShouldBe(2);
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    private static Alert AlertOf(long customer, string rule, DateTimeOffset at) =>
        Alert.Raise(Guid.CreateVersion7(at), customer, rule, "", DateOnly.FromDateTime(at.DateTime), at, AlertFinding.None);

    private static async Task<long> PersonAsync(FollowHost host, long customer)
    {
        var person = new Contact { SourceKey = Guid.NewGuid().ToString(), CustomerId = customer, Name = "Somebody" };
        await host.AddAsync(person);
        return person.Id;
    }

    private static Task SentAsync(FollowHost host, long person, string kind, DateOnly on)
    {
        var outreach = Outreach.Plan(person, kind, "before", on);
        outreach.Send(host.Clock.Now, on);
        return host.AddAsync(outreach);
    }
}
