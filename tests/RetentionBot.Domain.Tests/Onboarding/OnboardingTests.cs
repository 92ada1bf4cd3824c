using RetentionBot.Domain.Onboarding;

namespace RetentionBot.Domain.Tests.Onboarding;

public sealed class OnboardingTests
{
    private static readonly DateOnly SignedUp = new(2026, 10, 1);

    [Fact]
    public void Deadlines_are_counted_from_the_sign_up()
    {
        var days = OnboardingPlan.Default.Tasks.Select(t => OnboardingPlan.DueOn(t, SignedUp)).ToList();

        days.Count.ShouldBe(5);
        days[0].ShouldBe(new DateOnly(2026, 10, 2), "day 1");
        days[3].ShouldBe(new DateOnly(2026, 10, 8), "day 7");
    }

    [Fact]
    public void Three_of_five_is_sixty_percent_and_what_is_not_needed_counts_nowhere()
    {
        var tasks = Tasks(1);
        tasks[0].Finish("Daan", SignedUp);
        tasks[1].Finish("Daan", SignedUp);
        tasks[2].Finish("Daan", SignedUp);
        OnboardingProgress.Of(tasks).Share.ShouldBe(0.6m);

        tasks[4].Drop("Daan", SignedUp);
        OnboardingProgress.Of(tasks).ShouldBe(new OnboardingProgress(3, 4));
    }

    [Fact]
    public void The_owner_is_asked_once_three_days_after_the_deadline()
    {
        var task = Tasks(1)[3];
        int Asked(int day) => task.IsToBeAsked(OnboardingPlan.Default, SignedUp.AddDays(day)) ? day : 0;
        var days = new List<int>();
        for (var day = 0; day < 60; day++)
        {
            if (Asked(day) > 0)
            {
                days.Add(day);
                task.Ask(DateTimeOffset.UnixEpoch);
            }
        }

        days.ShouldBe([10]);
    }

    [Fact]
    public void After_a_snooze_they_are_asked_once_more_and_not_after_help_was_promised_or_it_is_done()
    {
        var (snoozed, helped) = (Tasks(1)[3], Tasks(1)[3]);
        snoozed.Ask(DateTimeOffset.UnixEpoch);
        snoozed.Snooze(SignedUp.AddDays(15));
        snoozed.IsToBeAsked(OnboardingPlan.Default, SignedUp.AddDays(14)).ShouldBeFalse();
        snoozed.IsToBeAsked(OnboardingPlan.Default, SignedUp.AddDays(15)).ShouldBeTrue();
        snoozed.Finish("Daan", SignedUp.AddDays(15));
        snoozed.IsToBeAsked(OnboardingPlan.Default, SignedUp.AddDays(16)).ShouldBeFalse();

        helped.Ask(DateTimeOffset.UnixEpoch);
        helped.Help(DateTimeOffset.UnixEpoch).ShouldBe(OnboardingOutcome.Done);
        helped.IsToBeAsked(OnboardingPlan.Default, SignedUp.AddDays(40)).ShouldBeFalse();
    }

    [Fact]
    public void The_worst_step_is_the_one_most_stay_behind_at()
    {
        var all = Enumerable.Range(1, 4).SelectMany(Tasks).ToList();
        foreach (var task in all.Where(t => t.Task != "data" || t.CustomerId == 1))
        {
            task.Finish("Daan", SignedUp);
        }

        OnboardingProgress.WorstStep(all, SignedUp.AddDays(5)).ShouldBeNull("its day is not over");
        OnboardingProgress.WorstStep(all, SignedUp.AddDays(6)).ShouldBe(("data", new OnboardingProgress(1, 4)));
    }

    private static List<OnboardingTask> Tasks(int customer) => [.. OnboardingPlan.Default.Tasks.Select((t, i) => OnboardingTask.Of(customer, t, i + 1, SignedUp))];
}
