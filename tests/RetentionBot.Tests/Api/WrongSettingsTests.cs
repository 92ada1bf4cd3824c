using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Api;

public sealed class WrongSettingsTests
{
    [Theory]
    [InlineData("Development", "--RetentionBot:TimeZone=Europe/Atlantis", "RetentionBot:TimeZone 'Europe/Atlantis' is no time zone")]
    [InlineData("Development", "--RetentionBot:GrossMargin=70", "RetentionBot:GrossMargin is a share above 0 and at most 1")]
    [InlineData("Development", "--RetentionBot:Alerts:Rules:usage-decline:Share=40", "RetentionBot:Alerts:Rules:usage-decline:Share is a share above 0 and at most 1")]
    [InlineData("Development", "--RetentionBot:Alerts:Digest=maybe", "RetentionBot:Alerts:Digest")]
    [InlineData("Development", "--RetentionBot:Health:Default:Threshold=0", "RetentionBot:Health:Default:Threshold is a score from 1 to 100, for example 60.")]
    [InlineData("Development", "--RetentionBot:FirstAdmin=nobody", "RetentionBot:FirstAdmin must be a mail address.")]
    [InlineData("Development", "--Slack:BotToken=xoxb-example", "Slack:BotToken is set but Slack:SigningSecrets is empty")]
    [InlineData("Production", "--BotFramework:AllowAnonymousInDevelopment=true", "BotFramework:AllowAnonymousInDevelopment is on, but the environment is not Development")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string environment, string setting, string sentence)
    {
        var (exitCode, error) = await BotProcess.RefuseAsync(environment, setting);
        exitCode.ShouldBe(1);
        error.ShouldStartWith("The settings are wrong, so the bot does not start:");
        error.ShouldContain(sentence);
        error.ShouldNotContain("   at ");
    }
}
