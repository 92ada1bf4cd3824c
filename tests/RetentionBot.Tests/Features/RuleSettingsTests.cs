using System.Text;
using Microsoft.Extensions.Configuration;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Alerts.Rules;
using RetentionBot.Features.Alerts;
using RetentionBot.Hosting;

namespace RetentionBot.Tests.Features;

public sealed class RuleSettingsTests
{
    [Fact]
    public void Without_a_word_every_rule_is_on_with_the_published_limits()
    {
        var options = Read();
        options.Faults().ShouldBeEmpty();
        var settings = options.ToRuleSettings();

        WatchRules.All.ShouldAllBe(rule => settings.IsOn(rule));
        settings.Limits.ShouldBe(RuleLimits.Default);
        settings.HighValueSegments.ShouldBe(["high-value*"]);
    }

    [Fact]
    public void What_is_set_is_taken()
    {
        var settings = Read(
            ("Rules:usage-decline:On", "false"), ("Rules:inactive:Days", "14"), ("Rules:first-reply:Hours", "8"), ("Rules:first-reply:WarnAt", "0.5"),
            ("Rules:renewal:Days:0", "30"), ("Rules:renewal:Days:1", "120"), ("Rules:renewal:Automatic", "true"), ("HighValueSegments:0", "Gold")).ToRuleSettings();

        WatchRules.All.Where(rule => !settings.IsOn(rule)).ShouldBe([AlertRules.UsageDecline]);
        (settings.Limits.InactiveDays, settings.Limits.FirstReply, FirstReplyRule.WarnAfter(settings.Limits), settings.Limits.AutomaticRenewals)
            .ShouldBe((14, TimeSpan.FromHours(8), TimeSpan.FromHours(4), true));
        settings.Limits.RenewalSteps.ShouldBe([120, 30]);
        (settings.IsHighValue("gold"), settings.IsHighValue("golden"), settings.IsHighValue("high-value")).ShouldBe((true, false, false));
    }

    [Theory]
    [InlineData("high-value", true)]
    [InlineData("High value / high risk", true)]
    [InlineData("high_value_low_risk", true)]
    [InlineData("low_value_high_risk", false)]
    [InlineData(null, false)]
    public void Segments_that_begin_with_high_value_are_meant_unless_others_are_named(string? segment, bool isHigh) =>
        RuleSettings.Default.IsHighValue(segment).ShouldBe(isHigh);

    [Theory]
    [InlineData("Rules:inactive:Days", "0", "RetentionBot:Alerts:Rules:inactive:Days is a number of days from 1 to 60, for example 7.")]
    [InlineData("Rules:usage-decline:Share", "40", "RetentionBot:Alerts:Rules:usage-decline:Share is a share above 0 and at most 1, for example 0.4.")]
    [InlineData("Rules:usage-decline:MinimumDays", "29", "RetentionBot:Alerts:Rules:usage-decline:MinimumDays is a number of days from 1 to 28, for example 8.")]
    [InlineData("Rules:first-reply:Hours", "-1", "RetentionBot:Alerts:Rules:first-reply:Hours is a number of hours above 0 and at most 240, for example 24.")]
    [InlineData("Rules:first-reply:WarnAt", "75", "RetentionBot:Alerts:Rules:first-reply:WarnAt is a share above 0 and at most 1, for example 0.75.")]
    [InlineData("Rules:renewal:Days:0", "0", "RetentionBot:Alerts:Rules:renewal:Days are numbers of days from 1 to 365, for example 90, 60 and 30.")]
    [InlineData("Rules:card-expiry:Days:0", "400", "RetentionBot:Alerts:Rules:card-expiry:Days are numbers of days from 1 to 365, for example 30 and 7.")]
    [InlineData("HighValueSegments:0", " ", "RetentionBot:Alerts:HighValueSegments holds an empty name.")]
    public void A_wrong_value_is_answered_with_a_sentence(string key, string value, string sentence) =>
        Read((key, value)).Faults().ShouldBe([sentence]);

    [Theory]
    [InlineData("null", new[] { "high-value*" })]
    [InlineData("[]", new[] { "high-value*" })]
    [InlineData("""["Gold", "Vip*"]""", new[] { "Gold", "Vip*" })]
    public void Segments_that_nobody_names_are_the_usual_ones(string json, string[] segments)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "HighValueSegments": {{json}}, "Rules": { "renewal": { "Days": null } } }"""));
        var settings = new ConfigurationBuilder().AddJsonStream(file).Build().Get<AlertOptions>()!.ToRuleSettings();

        settings.HighValueSegments.ShouldBe(segments);
        settings.Limits.RenewalSteps.ShouldBe([90, 60, 30]);
    }

    private static AlertOptions Read(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build().Get<AlertOptions>() ?? new AlertOptions();
}
