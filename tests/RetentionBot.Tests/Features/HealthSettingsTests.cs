using System.Globalization;
using Microsoft.Extensions.Configuration;
using RetentionBot.Domain.Health;
using RetentionBot.Hosting;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Features;

public sealed class HealthSettingsTests
{
    private const string Section = "RetentionBot:Health";

    [Fact]
    public void The_settings_that_come_with_the_bot_are_the_default_profile()
    {
        var options = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.json")).Build().GetSection(Section).Get<HealthOptions>()!;

        options.Faults().ShouldBeEmpty();
        options.ToProfiles().Usual.ShouldBe(HealthProfile.Default);
    }

    [Fact]
    public void A_profile_says_only_what_differs_from_the_default_one()
    {
        var options = Options(
            ("Default:Threshold", "55"),
            ("Profiles:0:Name", "enterprise"), ("Profiles:0:Segments:0", "Enterprise"), ("Profiles:0:Segments:1", "high_value"),
            ("Profiles:0:AdoptionWeight", "0.30"), ("Profiles:0:SupportWeight", "0.3"), ("Profiles:0:TargetActiveDays", "20"));

        options.Faults().ShouldBeEmpty();
        var profile = options.ToProfiles().For("enterprise");
        (profile.Name, profile.UsageWeight, profile.AdoptionWeight, profile.SupportWeight).ShouldBe(("enterprise", 0.40m, 0.30m, 0.30m));
        (profile.TargetActiveDays, profile.TargetFeatures, profile.Threshold).ShouldBe((20, 8, 55));
        profile.Version.ShouldStartWith("enterprise-");
        options.ToProfiles().For("high_value").ShouldBe(profile);
        options.ToProfiles().For("Starter").ShouldBe(options.ToProfiles().Usual);
        options.ToProfiles().Usual.Version.ShouldNotBe("default-1");
    }

    [Theory]
    [InlineData("RetentionBot:Health:Default: UsageWeight, AdoptionWeight and SupportWeight are from 0 to 100 and not all 0", "Default:UsageWeight", "-0.1")]
    [InlineData("RetentionBot:Health:Default: UsageWeight", "Default:UsageWeight", "0", "Default:AdoptionWeight", "0", "Default:SupportWeight", "0")]
    [InlineData("RetentionBot:Health:Default:TargetActiveDays is a number of days out of 28", "Default:TargetActiveDays", "29")]
    [InlineData("RetentionBot:Health:Default:TargetFeatures is a number of features", "Default:TargetFeatures", "0")]
    [InlineData("RetentionBot:Health:Default:Threshold is a score from 1 to 100", "Default:Threshold", "0")]
    [InlineData("RetentionBot:Health:Default:Fall is a number of points", "Default:Fall", "0")]
    [InlineData("RetentionBot:Health:Default:RecoveryMargin is 0 or more", "Default:Threshold", "97")]
    [InlineData("RetentionBot:Health:Default:MinimumCoverage is a share", "Default:MinimumCoverage", "50")]
    [InlineData("RetentionBot:Health:Default: RedFrom, YellowFrom and GreenFrom are scores", "Default:YellowFrom", "80")]
    [InlineData("RetentionBot:Health:Default is for all customers without a profile of their own", "Default:Name", "usual")]
    [InlineData("RetentionBot:Health:Profiles:0:Name must be a name", "Profiles:0:Segments:0", "Enterprise")]
    [InlineData("RetentionBot:Health:Profiles:0:Name must be a name", "Profiles:0:Name", "a name_", "Profiles:0:Segments:0", "Enterprise")]
    [InlineData("RetentionBot:Health:Profiles:0:Segments must list the segments", "Profiles:0:Name", "enterprise")]
    [InlineData("RetentionBot:Health:Profiles:0:Threshold is a score", "Profiles:0:Name", "a", "Profiles:0:Segments:0", "A", "Profiles:0:Threshold", "200")]
    [InlineData("RetentionBot:Health:Profiles:0: RedFrom, YellowFrom", "Profiles:0:Name", "a", "Profiles:0:Segments:0", "A", "Default:GreenFrom", "50", "Default:YellowFrom", "45", "Profiles:0:RedFrom", "46")]
    [InlineData("two profiles called 'A'", "Profiles:0:Name", "A", "Profiles:0:Segments:0", "A", "Profiles:1:Name", "a", "Profiles:1:Segments:0", "B")]
    [InlineData("names the segment 'A' twice", "Profiles:0:Name", "a", "Profiles:0:Segments:0", "A", "Profiles:1:Name", "b", "Profiles:1:Segments:0", " a ")]
    public void A_wrong_setting_is_told_with_what_to_do(string sentence, params string[] settings)
    {
        var faults = Options([.. settings.Chunk(2).Select(s => (s[0], s[1]))]).Faults().ToList();

        faults.ShouldContain(f => f.Contains(sentence, StringComparison.Ordinal), string.Join('\n', faults));
        new RetentionBotOptionsValidator().Validate(null, new RetentionBotOptions { Health = Options([.. settings.Chunk(2).Select(s => (s[0], s[1]))]) }).Failed.ShouldBeTrue();
    }

    [Fact]
    public void A_version_fits_its_column()
    {
        var longest = HealthProfiles.Versioned(HealthProfile.Default with { Name = new string('x', 20) }).Version;

        longest.Length.ShouldBeLessThanOrEqualTo(40, longest.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static HealthOptions Options(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{Section}:{s.Key}", (string?)s.Value)))
            .Build().GetSection(Section).Get<HealthOptions>() ?? new HealthOptions();
}
