using Microsoft.Extensions.Configuration;
using RetentionBot.Domain.Cadence;
using RetentionBot.Domain.Onboarding;
using RetentionBot.Features.Onboarding;
using RetentionBot.Hosting;
using RetentionBot.Text;

namespace RetentionBot.Tests.Onboarding;

/// <summary>The sections on onboarding and on the cadence.</summary>
public sealed class FollowSettingsTests
{
    [Fact]
    public void Without_a_word_there_are_five_tasks_and_five_touchpoints()
    {
        Read<OnboardingOptions>().Faults().ShouldBeEmpty();
        Read<OnboardingOptions>().ToPlan().ShouldBe(OnboardingPlan.Default);
        Read<CadenceOptions>().Faults().ShouldBeEmpty();
        Read<CadenceOptions>().ToPlan().ShouldBeSameAs(CadencePlan.Default);
        OnboardingPlan.Default.Tasks.ShouldAllBe(t => OnboardingWords.AreOurs(t.Key));
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        var options = Read<OnboardingOptions>(
            ("GraceDays", "0"), ("Tasks:0:Key", "kick-off"), ("Tasks:0:Day", "2"), ("Tasks:0:Name:en", "Kick-off"), ("Tasks:0:Name:NL", "Aftrap"), ("Tasks:1:Key", "review"), ("Tasks:1:Day", "30"));
        options.Faults().ShouldBeEmpty();
        var plan = options.ToPlan();
        (plan.GraceDays, plan.Tasks.Count, plan.Tasks[1].DueDay).ShouldBe((0, 2, 30));
        var words = new OnboardingWords(plan);
        (words.NameOf("kick-off", Texts.For("en")), words.NameOf("kick-off", Texts.For("nl")), words.GoalOf("kick-off", Texts.For("en"))).ShouldBe(("Kick-off", "Aftrap", null));
        words.NameOf("review", Texts.For("nl")).ShouldBe("Eerste evaluatie");

        var cadence = Read<CadenceOptions>(("Steps:0:Key", "visit"), ("Steps:0:Months", "3"), ("Steps:0:Days", "1"), ("Steps:0:Segments:0", "Large"));
        cadence.Faults().ShouldBeEmpty();
        var step = cadence.ToPlan().Steps.ShouldHaveSingleItem();
        (step.DueOn(new DateOnly(2026, 1, 1)), step.IsFor("large"), step.IsFor("small")).ShouldBe((new DateOnly(2026, 4, 2), true, false));
    }

    [Theory]
    [InlineData("GraceDays", "61", "RetentionBot:Onboarding:GraceDays is a number of days from 0 to 60, for example 3.")]
    [InlineData("Tasks:0:Day", "-1", "RetentionBot:Onboarding:Tasks:0:Day is a number of days from 0 to 365 after the sign-up, for example 7.")]
    [InlineData("Tasks:0:Key", "First Result", "RetentionBot:Onboarding:Tasks:0:Key must be 1 to 50 small letters, digits and hyphens, for example first-result.")]
    [InlineData("Tasks:0:Name:de", "Konto", "RetentionBot:Onboarding:Tasks:0 has words in de, which I do not speak; use en or nl.")]
    [InlineData("Tasks:0:Goal:en", " ", "RetentionBot:Onboarding:Tasks:0: each name and goal must have 1 to 200 characters.")]
    public void A_wrong_value_of_onboarding_is_answered_with_a_sentence(string key, string value, string sentence) =>
        Read<OnboardingOptions>(("Tasks:0:Key", "kick-off"), ("Tasks:0:Name:en", "Kick-off"), (key, value)).Faults().ShouldBe([sentence]);

    [Fact]
    public void A_task_needs_a_name_and_a_key_of_its_own()
    {
        Read<OnboardingOptions>(("Tasks:0:Key", "kick-off")).Faults()
            .ShouldBe(["RetentionBot:Onboarding:Tasks:0:Name must say what the task is called, by language, for example en."]);
        Read<OnboardingOptions>(("Tasks:0:Key", "team"), ("Tasks:1:Key", "team")).Faults()
            .ShouldBe(["RetentionBot:Onboarding:Tasks has a key twice; give each task its own."]);
    }

    [Theory]
    [InlineData("Steps:0:Days", "731", "RetentionBot:Cadence:Steps:0:Days is a number of days from 0 to 730, for example 7.")]
    [InlineData("Steps:0:Months", "25", "RetentionBot:Cadence:Steps:0:Months is a number of months from 0 to 24, for example 2.")]
    [InlineData("Steps:0:Segments:0", " ", "RetentionBot:Cadence:Steps:0:Segments holds an empty name.")]
    [InlineData("Steps:0:Key", "re-engage", "RetentionBot:Cadence:Steps:0:Key must be 1 to 50 small letters, digits and hyphens, and neither re-engage nor review-call.")]
    [InlineData("Steps:1:Key", "visit", "RetentionBot:Cadence:Steps has a key twice; give each step its own.")]
    public void A_wrong_value_of_the_cadence_is_answered_with_a_sentence(string key, string value, string sentence) =>
        Read<CadenceOptions>(("Steps:0:Key", "visit"), (key, value)).Faults().ShouldBe([sentence]);

    private static T Read<T>(params (string Key, string Value)[] settings)
        where T : new()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<T>() ?? new T();
    }
}
