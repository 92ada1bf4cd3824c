using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Hosting;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Surveys;

public sealed class SurveySettingsTests
{
    [Fact]
    public void Without_a_word_all_is_as_published()
    {
        Read().Faults().ShouldBeEmpty();
        ShouldBeTheDefault(Read().ToSettings());
    }

    [Fact]
    public void The_settings_file_says_the_same()
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "appsettings.json"));
        var options = new ConfigurationBuilder().AddJsonStream(file).Build().GetSection("RetentionBot:Surveys").Get<SurveyOptions>()!;
        options.Faults().ShouldBeEmpty();
        ShouldBeTheDefault(options.ToSettings());
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        var settings = Read(
            ("AskAfterCases", "false"), ("RequireConsent", "true"), ("AnswerDays", "5"), ("KeepMonths", "12"), ("Budget:Nps", "180"), ("Budget:Csat", "14"), ("Budget:Other", "20"),
            ("Budget:Any", "3"), ("Budget:KeptForNps", "0")).ToSettings();

        (settings.AsksAfterCases, settings.RequiresConsent, settings.AnswerDays, settings.KeepMonths).ShouldBe((false, true, 5, 12));
        (settings.Budget.Of(OutreachKinds.Nps), settings.Budget.Of(OutreachKinds.Csat), settings.Budget.Of("newsletter"), settings.Budget.AnyKind, settings.Budget.KeptForNps)
            .ShouldBe((180, 14, 20, 3, 0));
    }

    [Theory]
    [InlineData("AnswerDays", "0", "AnswerDays is a number of days from 1 to 90, for example 14.")]
    [InlineData("KeepMonths", "121", "KeepMonths is a number of months from 1 to 120, for example 24.")]
    [InlineData("Budget:Nps", "0", "Budget:Nps is a number of days from 1 to 730, for example 90.")]
    [InlineData("Budget:Csat", "366", "Budget:Csat is a number of days from 1 to 365, for example 30.")]
    [InlineData("Budget:Other", "-1", "Budget:Other is a number of days from 1 to 365, for example 30.")]
    [InlineData("Budget:Any", "0", "Budget:Any is a number of days from 1 to 90, for example 7.")]
    [InlineData("Budget:KeptForNps", "91", "Budget:KeptForNps is a number of days from 0 to 90, for example 7.")]
    public void A_wrong_value_stops_the_start_with_a_sentence(string key, string value, string sentence) =>
        new RetentionBotOptionsValidator().Validate(Options.DefaultName, new RetentionBotOptions { Surveys = Read((key, value)) })
            .FailureMessage.ShouldBe($"RetentionBot:Surveys:{sentence}");

    private static void ShouldBeTheDefault(SurveySettings settings)
    {
        (settings with { Budget = SurveySettings.Default.Budget }).ShouldBe(SurveySettings.Default);
        var (budget, usual) = (settings.Budget, new BudgetLimits());
        budget.ByKind.OrderBy(k => k.Key).ShouldBe(usual.ByKind.OrderBy(k => k.Key));
        (budget.OtherKinds, budget.AnyKind, budget.KeptForNps).ShouldBe((usual.OtherKinds, usual.AnyKind, usual.KeptForNps));
    }

    private static SurveyOptions Read(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build().Get<SurveyOptions>() ?? new SurveyOptions();
}
