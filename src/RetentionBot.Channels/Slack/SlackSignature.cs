using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Channels.Slack;

/// <summary>Slack's request signature, version 0: HMAC-SHA256 over <c>v0:timestamp:</c> and the body exactly as received.</summary>
internal static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>How far the sender's clock may be off, in seconds, in either direction; exactly this much still passes.</summary>
    private const long MaxSkew = 300;

    /// <summary>Whether the timestamp is plain digits and near enough to now. Cheap, so it is asked before the body is read.</summary>
    public static bool IsRecent(string timestamp, DateTimeOffset now) =>
        timestamp.All(char.IsAsciiDigit)
        && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= MaxSkew;

    /// <summary>Whether one of the secrets signed this body at this time. Every secret is tried, so the time taken does not tell which.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string timestamp, string signature, IEnumerable<string> secrets)
    {
        var given = Encoding.UTF8.GetBytes(signature);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];

        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
            matches |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), given);
        }

        return matches;
    }
}
