using System.Text;
using System.Text.Json;
using RetentionBot.Channels.Slack;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackSignatureTests
{
    private const string Secret = "example-signing-secret-0123456789abcdef";

    public static TheoryData<string> VectorNames()
    {
        var names = new TheoryData<string>();
        foreach (var vector in Vectors())
        {
            names.Add(vector.GetProperty("name").GetString()!);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(VectorNames))]
    [Trait("Conformance", "SL-1")]
    public void Every_published_case_gets_its_verdict(string name)
    {
        var vector = Vectors().Single(candidate => candidate.GetProperty("name").GetString() == name);
        var timestamp = vector.GetProperty("timestamp").GetString();
        var signature = vector.GetProperty("signature").GetString();
        var body = Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);
        var now = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("now").GetInt64());

        var verdict = timestamp is not null && signature is not null
            && SlackSignature.IsRecent(timestamp, now) && SlackSignature.IsSigned(body, timestamp, signature, [Secret]);

        verdict.ShouldBe(vector.GetProperty("valid").GetBoolean());
    }

    [Fact]
    [Trait("Conformance", "SL-1")]
    public void There_are_eighteen_cases() => Vectors().Count.ShouldBe(18);

    [Fact]
    [Trait("Conformance", "SL-2")]
    public void The_bytes_are_signed_and_not_their_meaning()
    {
        var body = Encoding.UTF8.GetBytes("{ \"b\" : \"caf\\u00e9\",   \"a\":1 }");
        var sameMeaning = Encoding.UTF8.GetBytes("{\"a\":1,\"b\":\"café\"}");
        var signature = new SlackSigner(Secret, TimeProvider.System).Sign("1795000000", body);

        SlackSignature.IsSigned(body, "1795000000", signature, [Secret]).ShouldBeTrue();
        SlackSignature.IsSigned(sameMeaning, "1795000000", signature, [Secret]).ShouldBeFalse();
    }

    [Theory]
    [Trait("Conformance", "SL-4")]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Five_minutes_either_way_is_the_limit(int offset, bool isRecent)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1795000000);

        SlackSignature.IsRecent($"{1795000000 + offset}", now).ShouldBe(isRecent);
    }

    [Theory]
    [Trait("Conformance", "SL-3")]
    [InlineData("")]
    [InlineData(" 1795000000")]
    [InlineData("+1795000000")]
    [InlineData("-1795000000")]
    [InlineData("1795000000.0")]
    [InlineData("17950e5")]
    [InlineData("١٧٩٥٠٠٠٠٠٠")]
    [InlineData("99999999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_timestamp_that_is_not_plain_digits_near_now_is_no_timestamp(string timestamp) =>
        SlackSignature.IsRecent(timestamp, DateTimeOffset.FromUnixTimeSeconds(1795000000)).ShouldBeFalse();

    [Fact]
    [Trait("Conformance", "SL-7")]
    public void During_a_rotation_both_secrets_verify_and_afterwards_only_the_new_one()
    {
        var body = Encoding.UTF8.GetBytes("x=1");
        var byOld = new SlackSigner("old-secret", TimeProvider.System).Sign("1795000000", body);
        var byNew = new SlackSigner("new-secret", TimeProvider.System).Sign("1795000000", body);

        SlackSignature.IsSigned(body, "1795000000", byOld, ["new-secret", "old-secret"]).ShouldBeTrue();
        SlackSignature.IsSigned(body, "1795000000", byNew, ["new-secret", "old-secret"]).ShouldBeTrue();
        SlackSignature.IsSigned(body, "1795000000", byOld, ["new-secret"]).ShouldBeFalse();
        SlackSignature.IsSigned(body, "1795000000", byNew, []).ShouldBeFalse();
    }

    [Fact]
    [Trait("Conformance", "SL-5")]
    public void The_comparison_takes_constant_time() =>
        File.ReadAllText(Path.Combine(TestFiles.Folder(), "..", "..", "..", "src", "RetentionBot.Channels", "Slack", "SlackSignature.cs"))
            .ShouldContain("CryptographicOperations.FixedTimeEquals(");

    private static List<JsonElement> Vectors() =>
        [.. JsonDocument.Parse(TestFiles.Read("Data", "signature-vectors.json")).RootElement.GetProperty("vectors").EnumerateArray()];
}
