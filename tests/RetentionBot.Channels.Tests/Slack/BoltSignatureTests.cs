using System.Text;
using System.Text.Json;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Our tests sign their own requests; here Slack's official client for Node says whether they sign as Slack does.</summary>
public sealed class BoltSignatureTests
{
    private const string Secret = "example-signing-secret-0123456789abcdef";

    [Fact]
    [Trait("Conformance", "SL-1")]
    public async Task The_official_client_believes_our_signatures_and_no_others()
    {
        var signer = new SlackSigner(Secret, new ManualClock());
        string[] bodies = ["", "payload=%7B%7D", Payloads.Command, Payloads.Event(Payloads.Mention("Grüße 👋 caf\\u00e9 & <ok>"))];
        var timestamp = signer.Timestamp();
        var signed = bodies.Select(body => new { timestamp, signature = signer.Sign(timestamp, Encoding.UTF8.GetBytes(body)), body });
        var forged = bodies.Select(body => new { timestamp, signature = signer.Sign(timestamp, Encoding.UTF8.GetBytes(body + " ")), body });

        var output = await OfficialClient.RunAsync("verify.mjs", JsonSerializer.Serialize(new { signingSecret = Secret, requests = signed.Concat(forged) }));

        JsonSerializer.Deserialize<bool[]>(output).ShouldBe([true, true, true, true, false, false, false, false]);
    }
}
