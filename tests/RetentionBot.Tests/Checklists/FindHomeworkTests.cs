using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Tests.Checklists;

public sealed class FindHomeworkTests
{
    [Theory]
    [InlineData(50, 5)]
    [InlineData(47, 5)]
    [InlineData(51, 6)]
    public async Task The_tenth_of_the_paying_customers_with_the_lowest_health_is_named_with_proposed_owners(int customers, int named)
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.ColleagueAsync("Sanne", StaffRole.Member);
        await host.ColleagueAsync("Tom", StaffRole.Lead);
        await host.ColleagueAsync("Vera", StaffRole.Viewer);

        // The last one is Sanne's, the others are no colleague's: Tom gets the next, and then they take turns.
        await host.PayingAsync(customers, i => i == customers - 1 ? "Sanne" : "Somebody long gone");
        var lost = await host.CustomerAsync("Weggegaan", owner: null);
        await host.PaysAsync(lost, 100_00, until: new DateOnly(2026, 10, 1));
        await host.ScoredAsync(lost, new DateOnly(2026, 9, 21), 1);

        var homework = await host.OfAsync(WeeklySeven.CheckIn);

        var line = homework.Lines["en"][1];
        line.ShouldStartWith($"Most at risk are {named} customers of {customers}: Klant {customers - 1} (health {100 - customers}), for Sanne; Klant {customers - 2} (health {101 - customers}), for Tom; ");
        line.Split("; ").Length.ShouldBe(named);
        line.Split(", for Sanne").Length.ShouldBe(line.Split(", for Tom").Length + (named % 2));
        homework.Lines["nl"][1].ShouldStartWith($"Het meeste risico lopen {named} klanten van de {customers}: Klant {customers - 1} (gezondheid {100 - customers}), voor Sanne; ");
        homework.Lines["en"][0].ShouldStartWith($"Active customers on 21 November 2026: {customers}.");
        homework.Lines["en"][0].ShouldContain($"Proof: {homework.Lines[Homework.Proofs].ShouldHaveSingleItem()}.");
        homework.IsProven.ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_ten_are_named_and_names_do_no_harm()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PayingAsync(95, _ => null);
        var odd = await host.CustomerAsync("*Vet* [klik](https://example.com)", owner: null);
        await host.PaysAsync(odd, 100_00);
        await host.ScoredAsync(odd, new DateOnly(2026, 11, 21), 0);
        var unknown = await host.CustomerAsync("Onbekend", owner: null);
        await host.PaysAsync(unknown, 100_00);
        for (var i = 0; i < 14; i++)
        {
            var more = await host.CustomerAsync($"Nieuw {i}", owner: null);
            await host.PaysAsync(more, 100_00);
            await host.ScoredAsync(more, new DateOnly(2026, 11, 21), 90);
        }

        var homework = await host.OfAsync(WeeklySeven.CheckIn);

        // 95 and 1 and 14 with a score, 1 without: 111, of which twelve.
        homework.Lines["en"][1].ShouldStartWith("Most at risk are 12 customers of 111: \\*Vet\\* \\[klik\\](https:\u200B//example.com) (health 0), for nobody yet; ");
        homework.Lines["en"][1].ShouldEndWith("; and 2 more.");
        homework.Lines["en"][1].Split("(health ").Length.ShouldBe(11);
        homework.Lines["nl"][1].ShouldEndWith("; en nog 2.");
        homework.Lines["en"][2].ShouldBe("1 customer without a health score: nothing is known of their risk.");
    }

    [Fact]
    public async Task With_nothing_connected_each_check_says_so_and_gives_no_number()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.WithAsync<RetentionDb, int>(db => db.Conversations.ExecuteDeleteAsync());
        const string NotConnected = "The data for this figure are not connected yet.";

        (await host.OfAsync(WeeklySeven.ChurnRate)).Lines["en"].ShouldHaveSingleItem().ShouldStartWith($"Customer churn, October 2026: no value. {NotConnected}");
        (await host.OfAsync(WeeklySeven.ChurnCohorts)).Lines["en"].ShouldBe([NotConnected]);
        (await host.OfAsync(WeeklySeven.CustomerValue)).Lines["nl"].Count.ShouldBe(2);
        (await host.OfAsync(WeeklySeven.CustomerValue)).Lines["nl"].ShouldAllBe(line => line.Contains("zijn nog niet gekoppeld", StringComparison.Ordinal));
        (await host.OfAsync(WeeklySeven.CheckIn)).Lines["en"].ShouldHaveSingleItem().ShouldContain(NotConnected);

        var alert = await host.OfAsync(WeeklySeven.HealthAlert);
        alert.IsProven.ShouldBe(false);
        alert.Lines["en"].ShouldBe(
        [
            "No health alert can be raised: usage data are not connected yet. Import them.",
            "Health alerts are posted nowhere. Ask an admin to write **connect here alerts** in a room.",
        ]);
        alert.Lines["nl"].ShouldBe(
        [
            "Er kan geen gezondheidsmelding komen: de gebruiksgegevens zijn nog niet gekoppeld. Importeer ze.",
            "Gezondheidsmeldingen staan nergens. Vraag een beheerder om in een ruimte **koppel hier meldingen** te schrijven.",
        ]);
    }

    [Fact]
    public async Task Without_scores_nobody_is_named()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PaysAsync(await host.CustomerAsync(), 100_00);
        await host.FeedAsync(Feeds.Subscriptions, new DateOnly(2026, 11, 21));

        (await host.OfAsync(WeeklySeven.CheckIn)).Lines["en"][1].ShouldStartWith("Nobody has a health score yet");
        (await host.OfAsync(WeeklySeven.CheckIn)).Lines["nl"][1].ShouldStartWith("Niemand heeft nog een gezondheidsscore");
    }

    [Fact]
    public async Task Groups_of_fewer_than_twenty_are_not_ranked_which_is_said()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PayingAsync(19, _ => null);

        var homework = await host.OfAsync(WeeklySeven.ChurnCohorts);

        // 19 customers in 12 months, none lost.
        var proof = homework.Lines[Homework.Proofs].ShouldHaveSingleItem();
        homework.Lines["en"].ShouldBe(
        [
            $"All customers together, 1 November 2025 – 31 October 2026: 0.0% lost a month, 0 in 228 customer-months. Proof: {proof}.",
            "Nothing can be ranked by sign-up month: no group has 20 customers.",
            "Nothing can be ranked by plan: no group has 20 customers.",
            "Sign-up months cannot be compared at equal ages: none is three months old and has 20 customers.",
        ]);
        homework.Lines["nl"][2].ShouldBe("Er valt niets te rangschikken per abonnement: geen groep heeft 20 klanten.");
    }

    [Fact]
    public async Task The_estimate_of_value_says_what_to_set_where_no_margin_is()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PayingAsync(4, _ => null);
        await host.PaysAsync(await host.CustomerAsync("Weggegaan"), 100_00, until: new DateOnly(2026, 10, 15));

        var lines = (await host.OfAsync(WeeklySeven.CustomerValue)).Lines;

        lines["en"][0].ShouldStartWith("ARPU, October 2026: €100.00. ");
        lines["en"][1].ShouldStartWith("CLTV, October 2026: no value. The gross margin is not set. Ask an admin to set RetentionBot:GrossMargin, for example 0.7.");
        lines["nl"][0].ShouldStartWith("ARPU, oktober 2026: € 100,00. ");
    }

    [Fact]
    public async Task What_says_the_same_is_told_in_the_same_words_under_the_same_proof()
    {
        await using var host = await HomeworkHost.StartAsync();
        await host.PayingAsync(30, _ => null);
        foreach (var item in HomeworkHost.ListOf(HomeworkHost.Day).Items)
        {
            var first = await host.OfAsync(item);
            item.Find(first.LinesAsJson, first.IsProven);
            (await host.OfAsync(item)).LinesAsJson.ShouldBe(first.LinesAsJson, item.Check);
        }

        // One each: churn, the rankings, ARPU, CLTV, the customers.
        (await host.WithAsync<RetentionDb, int>(db => db.KpiProofs.CountAsync())).ShouldBe(5);

        // Another figure is another proof.
        var churn = HomeworkHost.ItemOf(WeeklySeven.ChurnRate);
        var before = await host.OfAsync(churn);
        churn.Find(before.LinesAsJson, before.IsProven);
        await host.PaysAsync(await host.CustomerAsync("Weggegaan"), 100_00, until: new DateOnly(2026, 10, 15));
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            await DataVersions.BumpAsync(db, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        var after = await host.OfAsync(churn);
        after.Lines[Homework.Proofs].ShouldNotBe(before.Lines[Homework.Proofs]);
        after.Lines["en"][0].ShouldStartWith("Customer churn, October 2026: 3.2%. 1 of 31 customers at the start left.");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("  12 % ", false)]
    [InlineData("Rondleiding *B*", true)]
    public async Task An_experiment_is_whatever_the_note_names_in_words(string? note, bool isProven)
    {
        await using var host = await HomeworkHost.StartAsync();
        var item = HomeworkHost.ItemOf(WeeklySeven.OnboardingTest);
        item.Write(note, "Sanne");

        var homework = await host.OfAsync(item);

        homework.IsProven.ShouldBe(isProven);
        homework.Lines["en"].ShouldBe([isProven ? "The experiment that runs: Rondleiding \\*B\\*" : "No experiment is named. Write its name as the note of this check."]);
        homework.Lines["nl"].ShouldBe([isProven ? "Het experiment dat loopt: Rondleiding \\*B\\*" : "Er is geen experiment genoemd. Schrijf de naam als notitie bij dit punt."]);
    }

    [Fact]
    public async Task The_onboarding_list_is_the_one_the_company_has()
    {
        await using var host = await HomeworkHost.StartAsync(services => services.AddSingleton(new OnboardingPlan([new PlannedTask("account", 2)])));

        var homework = await host.OfAsync(WeeklySeven.OnboardingList);

        homework.IsProven.ShouldBe(false);
        homework.Lines["en"].ShouldBe(["The onboarding list has 1 task and should have at least 5. Add what is missing."]);
        homework.Lines["nl"].ShouldBe(["De onboardinglijst heeft 1 taak en moet er minstens 5 hebben. Vul aan wat ontbreekt."]);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public async Task An_onboarding_list_is_one_of_five_tasks(int tasks, bool isProven)
    {
        await using var host = await HomeworkHost.StartAsync(services => services.AddSingleton<IOnboardingFacts>(new Onboarding(tasks)));

        var homework = await host.OfAsync(WeeklySeven.OnboardingList);

        homework.IsProven.ShouldBe(isProven);
        homework.Lines["en"].ShouldHaveSingleItem().ShouldStartWith(isProven
            ? "The onboarding list has 5 tasks, due from day 0 to day 4 after sign-up. Kept for 3 customers."
            : "The onboarding list has 4 tasks and should have at least 5.");
    }

    [Fact]
    public async Task The_list_that_is_there_from_the_start_is_counted_with_its_customers()
    {
        await using var host = await HomeworkHost.StartAsync();
        var customer = await host.CustomerAsync();
        await host.AddAsync([.. OnboardingPlan.Default.Tasks.Select((task, i) => OnboardingTask.Of(customer, task, i + 1, new DateOnly(2026, 11, 1)))]);

        var homework = await host.OfAsync(WeeklySeven.OnboardingList);

        homework.IsProven.ShouldBe(true);
        homework.Lines["en"].ShouldBe(["The onboarding list has 5 tasks, due from day 1 to day 14 after sign-up. Kept for 1 customer."]);
        homework.Lines["nl"].ShouldBe(["De onboardinglijst heeft 5 taken, te doen van dag 1 tot dag 14 na aanmelding. Bijgehouden voor 1 klant."]);
    }

    [Theory]
    [InlineData(19, true, true, true)]
    [InlineData(18, true, true, false)]
    [InlineData(21, false, true, false)]
    [InlineData(21, true, false, false)]
    public async Task A_health_alert_is_set_when_it_can_be_raised_and_seen(int usageThrough, bool isActive, bool isInside, bool isProven)
    {
        // On the 22nd usage data of the 19th are as old as they may be.
        await using var host = await HomeworkHost.StartAsync();
        await host.FeedAsync(Feeds.Usage, new DateOnly(2026, 11, usageThrough));
        await host.WithAsync<RetentionDb, int>(async db =>
        {
            var place = await db.Conversations.SingleAsync();
            (place.IsActive, place.OutsidersSince) = (isActive, isInside ? null : DateTimeOffset.UnixEpoch);
            return await db.SaveChangesAsync();
        });

        var homework = await host.OfAsync(WeeklySeven.HealthAlert);

        homework.IsProven.ShouldBe(isProven);
        homework.Lines["en"][0].ShouldStartWith(
            isProven ? "The health alert is raised below 60 points, or on a fall of 15 points in 7 days, and posted in 1 place."
            : usageThrough == 18 ? "No health alert can be raised now: usage data end on 18 November 2026."
            : "Health alerts are posted nowhere.");
    }

    [Fact]
    public async Task A_check_of_ones_own_has_none()
    {
        await using var host = await HomeworkHost.StartAsync();
        var plan = ChecklistPlan.Of("own", "Own", ChecklistSchedule.Default, [(null, "Water the plants")]);
        var list = Checklist.Begin(Guid.NewGuid(), plan, ChecklistSchedule.Default.TurnOf(HomeworkHost.Day), DateTimeOffset.UnixEpoch, isLate: false, before: null);

        (await host.WithAsync<IHomework, Homework?>(h => h.OfAsync(list.Items.Single(), HomeworkHost.Day, CancellationToken.None))).ShouldBeNull();
    }

    private sealed class Onboarding(int tasks) : IOnboardingFacts
    {
        public Task<OnboardingFacts> FindAsync(CancellationToken ct) =>
            Task.FromResult(new OnboardingFacts(new OnboardingPlan([.. Enumerable.Range(0, tasks).Select(i => new PlannedTask($"task-{i}", i))]), 3));
    }
}
