using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Features;

namespace RetentionBot.Tests.Onboarding;

/// <summary>Which tasks a new customer gets, and whom the bot asks about those that stay undone. 2 March 2026 is a Monday.</summary>
public sealed class OnboardingTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public async Task A_customer_who_signed_up_lately_gets_five_tasks_once()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        var acme = await host.CustomerAsync(Monday);
        await host.CustomerAsync(Monday.AddDays(-61), name: "Of old");
        await host.CustomerAsync(signedUpOn: null, name: "Nobody knows");
        await host.CustomerAsync(Monday.AddDays(3), name: "Yet to come");
        await host.FollowAsync();
        await host.FollowAsync();

        var tasks = (await host.AllAsync<OnboardingTask>()).OrderBy(t => t.Position).ToList();
        tasks.ShouldAllBe(t => t.CustomerId == acme);
        tasks.Select(t => t.DueOn.DayNumber - Monday.DayNumber).ShouldBe([1, 3, 5, 7, 14]);

        host.GoTo("2026-03-05 10:00");
        await host.FollowAsync();
        (await host.AllAsync<OnboardingTask>()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Two_who_set_them_at_once_set_them_once()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        await host.CustomerAsync(Monday);
        await Task.WhenAll(host.FollowAsync(), host.FollowAsync(), host.FollowAsync());
        (await host.AllAsync<OnboardingTask>()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Due_on_day_seven_and_three_days_of_grace_make_one_prompt_on_day_ten()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(Monday);
        await host.FollowAsync();
        await host.ChangeAsync<OnboardingTask>(tasks => tasks.FindAll(t => t.Task is not "first-result" and not "review").ForEach(t => t.Finish("Bram", Monday)));

        await host.PassAsync(Monday.AddDays(9));
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        host.GoTo("2026-03-12 08:59");
        await host.FollowAsync();
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        host.GoTo("2026-03-12 09:00");
        await host.FollowAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldContain("First result");

        await host.PassAsync(Monday.AddDays(16));
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_day_off_moves_the_prompt_to_the_next_working_day()
    {
        // Due on Tuesday the 3rd, asked on Friday the 6th, which is a holiday here: Monday the 9th.
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00", holidays: new DateOnly(2026, 3, 6));
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(Monday);
        await host.PassAsync(Monday.AddDays(6));
        (await host.ToldAsync(bram)).ShouldBeEmpty();
        host.GoTo("2026-03-09 09:00");
        await host.FollowAsync();
        (await host.ToldAsync(bram)).Select(m => m.Subject).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_snooze_asks_again_on_its_day_and_done_help_or_not_needed_never()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(Monday);
        await host.FollowAsync();
        host.GoTo("2026-03-12 10:00");
        await host.FollowAsync();
        await host.FollowAsync();
        (await host.ToldAsync(bram)).Count.ShouldBe(4);

        await host.ChangeAsync<OnboardingTask>(tasks =>
        {
            tasks.Single(t => t.Task == "account").Snooze(Monday.AddDays(14)).ShouldBe(OnboardingOutcome.Done);
            tasks.Single(t => t.Task == "team").Help(host.Clock.Now).ShouldBe(OnboardingOutcome.Done);
            tasks.Single(t => t.Task == "data").Drop("Bram", Monday.AddDays(10)).ShouldBe(OnboardingOutcome.Done);
            tasks.Single(t => t.Task == "review").Finish("Bram", Monday.AddDays(10)).ShouldBe(OnboardingOutcome.Done);
        });
        host.GoTo("2026-03-13 10:00");
        await host.PassAsync(Monday.AddDays(13));
        (await host.ToldAsync(bram)).Count.ShouldBe(4);
        await host.PassAsync(Monday.AddDays(30));
        (await host.ToldAsync(bram)).Skip(4).ShouldHaveSingleItem().Text.ShouldContain("Account set up");
    }

    [Fact]
    public async Task Who_stands_in_is_asked_while_the_owner_is_away_and_the_lead_where_nobody_owns()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        var bram = await host.ColleagueAsync("Bram");
        var sanne = await host.ColleagueAsync("Sanne");
        var lead = await host.ColleagueAsync("Leonie", StaffRole.Lead);
        await host.AddAsync(new Absence { StaffMemberId = bram.Id, From = Monday, Through = Monday.AddDays(20), StandInId = sanne.Id });
        await host.ColleagueAsync("Silent", hasWritten: false);
        await host.CustomerAsync(Monday.AddDays(-4));
        await host.CustomerAsync(Monday.AddDays(-4), owner: null, name: "Nobody's");
        await host.CustomerAsync(Monday.AddDays(-4), owner: "Silent", name: "Unreachable");
        await host.FollowAsync();

        (await host.ToldAsync(bram)).ShouldBeEmpty();
        (await host.ToldAsync(sanne)).ShouldHaveSingleItem().Card!.ShouldContain("instead of Bram");
        var told = await host.ToldAsync(lead);
        told.Select(m => m.Text).ShouldContain(t => t.StartsWith("Nobody's", StringComparison.Ordinal));
        told.Select(m => m.Text).ShouldContain(t => t.StartsWith("Unreachable", StringComparison.Ordinal));
        told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_to_be_asked_is_tried_again_and_not_lost()
    {
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        await host.CustomerAsync(Monday.AddDays(-4));
        await host.FollowAsync();
        var bram = await host.ColleagueAsync("Bram");
        await host.FollowAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Somebody_else_who_asks_in_the_same_moment_and_an_end_in_the_middle_leave_one_prompt()
    {
        var hook = new SaveHook();
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00", hook);
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(Monday.AddDays(-4));
        static bool Asks(DbContext db) => db.ChangeTracker.Entries<OnboardingTask>().Any(e => e.State == EntityState.Modified);
        hook.Before(Asks, () => throw new OperationCanceledException("The process ends here."));
        await Should.ThrowAsync<OperationCanceledException>(host.FollowAsync);
        (await host.ToldAsync(bram)).ShouldBeEmpty();

        hook.Before(Asks, host.FollowAsync);
        await host.FollowAsync();
        hook.Times.ShouldBe(2);
        (await host.ToldAsync(bram)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_bot_that_is_new_does_not_ask_about_what_is_long_past()
    {
        // Signed up 18 days ago: four of five were to be asked about more than three days ago, the last one yesterday.
        await using var host = await FollowHost.StartAsync("2026-03-02 10:00");
        var bram = await host.ColleagueAsync("Bram");
        await host.CustomerAsync(Monday.AddDays(-18));
        await host.FollowAsync();
        (await host.ToldAsync(bram)).ShouldHaveSingleItem().Text.ShouldContain("First review");
        (await host.AllAsync<OnboardingTask>()).ShouldAllBe(t => t.IsOpen);
    }

    [Fact]
    public async Task What_is_ticked_is_in_the_figure_and_what_is_dropped_is_not()
    {
        await using var host = await FollowHost.StartAsync("2026-03-31 10:00");
        await host.CustomerAsync(Monday, name: "Three");
        await host.CustomerAsync(Monday, name: "Five");
        await host.FollowAsync();
        await host.ChangeAsync<OnboardingTask>(tasks => tasks.FindAll(t => t.CustomerId == 2 || t.Position <= 3).ForEach(t => t.Finish("Bram", new DateOnly(2026, 3, 20))));
        (await FigureAsync(host)).ShouldBe((0.8m, 8m, 10m));

        await host.ChangeAsync<OnboardingTask>(tasks => tasks.FindAll(t => t.IsOpen).ForEach(t => t.Drop("Bram", new DateOnly(2026, 3, 20))));
        (await FigureAsync(host)).ShouldBe((1m, 8m, 8m));
    }

    private static async Task<(decimal?, decimal?, decimal?)> FigureAsync(FollowHost host)
    {
        var facts = await host.WithAsync<FactLoader, Facts>(loader => loader.LoadAsync(CancellationToken.None));
        var figure = KpiCatalogue.Compute(
            new KpiQuery(MetricNames.OnboardingCompletion, Domain.Calendar.Period.Month(2026, 3)), facts.Snapshot, new DateOnly(2026, 3, 31), new KpiSettings())!;
        return (figure.Value, figure.Numerator, figure.Denominator);
    }
}
