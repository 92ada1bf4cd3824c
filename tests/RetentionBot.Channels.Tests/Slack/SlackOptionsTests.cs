using Microsoft.Extensions.Options;
using RetentionBot.Channels.Slack;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackOptionsTests
{
    [Fact]
    public async Task Nothing_configured_leaves_Slack_off_and_answers_401()
    {
        await using var host = await SlackTestHost.StartBareAsync();

        var answer = await host.Client.SendAsync(host.Signer.Event("""{"type":"url_verification","challenge":"c"}"""));

        ((int)answer.StatusCode).ShouldBe(401);
        host.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Slack:BotToken", "xoxb-1", "SigningSecrets is empty")]
    [InlineData("Slack:SigningSecrets:0", "secret", "BotToken is empty")]
    [InlineData("Slack:AppToken", "xapp-1", "AppToken is set but Slack:BotToken is empty")]
    [InlineData("Slack:AppToken", "xoxb-1", "begins with xapp-")]
    [InlineData("Slack:ApiBaseUrl", "http://slack.example.com/api/", "must be an https address")]
    [InlineData("Slack:ApiBaseUrl", "slack.com/api", "must be an https address")]
    [InlineData("Slack:ApiBaseUrl", "ftp://127.0.0.1/", "must be an https address")]
    public async Task A_half_or_malformed_configuration_stops_the_start_and_says_why(string key, string value, string reason)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => SlackTestHost.StartBareAsync((key, value)));

        failure.Message.ShouldContain(reason);
        failure.Message.ShouldNotContain("xoxb-1");
    }

    [Fact]
    public async Task With_a_socket_no_signing_secret_is_needed_and_the_endpoints_refuse_everything()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var host = await SlackTestHost.StartBareAsync(
            ("Slack:BotToken", SlackTestHost.Token), ("Slack:AppToken", slack.Sockets.AppToken), ("Slack:ApiBaseUrl", slack.ApiBaseUrl));

        ((int)(await host.Client.SendAsync(host.Signer.Event("""{"type":"url_verification","challenge":"c"}"""))).StatusCode).ShouldBe(401);
        (await host.Channel.SendAsync(TestMessages.Of(), CancellationToken.None)).ShouldBeOfType<Turns.SendOutcome.Sent>();
    }

    [Theory]
    [InlineData("https://slack.com/api/")]
    [InlineData("https://slack.example.com/api")]
    [InlineData("http://127.0.0.1:4020/api/")]
    [InlineData("http://localhost:4020/api/")]
    public void Https_anywhere_and_http_on_this_machine_are_addresses(string url) =>
        new SlackOptionsValidator().Validate(null, new SlackOptions { ApiBaseUrl = url }).Succeeded.ShouldBeTrue();

    [Fact]
    public void A_blank_secret_is_no_secret()
    {
        var options = new SlackOptions { BotToken = "xoxb-1", SigningSecrets = ["", " "] };

        options.IsConfigured.ShouldBeFalse();
        new SlackOptionsValidator().Validate(null, options).Failed.ShouldBeTrue();
    }
}
