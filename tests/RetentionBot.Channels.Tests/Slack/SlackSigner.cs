using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Signs requests the way Slack does; proven against the official client in <c>BoltSignatureTests</c>.</summary>
public sealed class SlackSigner(string secret, TimeProvider clock)
{
    public string Sign(string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes("v0:" + timestamp + ":"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    public string Timestamp(TimeSpan offset = default) => (clock.GetUtcNow() + offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public HttpRequestMessage Event(string json) => Request("/slack/events", json, "application/json");

    public HttpRequestMessage Interaction(string payload) =>
        Request("/slack/interactions", "payload=" + Uri.EscapeDataString(payload), "application/x-www-form-urlencoded");

    public HttpRequestMessage Command(string form) => Request("/slack/commands", form, "application/x-www-form-urlencoded");

    public HttpRequestMessage Request(string path, string body, string contentType, TimeSpan offset = default)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = Timestamp(offset);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Sign(timestamp, bytes));
        return request;
    }
}
