using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>Requests as bytes, made before anything is measured: sending them costs the same whoever gets them.</summary>
internal sealed class WireRequests(FakeClouds clouds)
{
    private readonly string _token = clouds.Token();
    private int _number;

    /// <summary>Colleagues in turn write <c>help</c> in their group chat.</summary>
    public byte[][] TeamsMessages(int count) => Make(count, TeamsMessage);

    /// <summary>Colleagues in turn press a button on a message. What the press asks about is gone, so that nothing is posted: a workspace of Slack takes four posts a second.</summary>
    public byte[][] SlackPresses(int count) => Make(count, SlackPress);

    /// <summary>Messages, and a press in place of every tenth.</summary>
    public byte[][] Mixed(int count) => Make(count, number => IsPress(number) ? SlackPress(number) : TeamsMessage(number));

    /// <summary>Whether the request of this number in <see cref="Mixed"/> is a press.</summary>
    public static bool IsPress(int number) => number % 10 == 0;

    private byte[][] Make(int count, Func<int, byte[]> make)
    {
        var first = _number;
        _number += count;
        return [.. Enumerable.Range(first, count).Select(make)];
    }

    private byte[] TeamsMessage(int number)
    {
        var colleague = number % WireCompany.Colleagues;
        var tenant = WireCompany.TenantOf(colleague);
        var id = string.Create(CultureInfo.InvariantCulture, $"{1_795_162_000_000 + number}");
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"text":"help","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>help</p>"}],"type":"message","timestamp":"2026-11-26T08:15:42.3174Z","localTimestamp":"2026-11-26T09:15:42.3174+01:00","id":"{{id}}","channelId":"msteams","serviceUrl":"{{clouds.ServiceUrl}}","from":{"id":"{{WireCompany.TeamsIdOf(colleague)}}","name":"Colleague {{colleague}}","aadObjectId":"a4f0c7d1-93e8-4b15-8c2a-{{colleague:D12}}"},"conversation":{"isGroup":true,"conversationType":"groupChat","tenantId":"{{tenant}}","id":"{{WireCompany.ChatOf(colleague)}}"},"recipient":{"id":"{{WireCompany.Bot}}","name":"RetentionBot"},"entities":[{"locale":"en-US","country":"US","platform":"Windows","timezone":"Europe/Amsterdam","type":"clientInfo"}],"channelData":{"tenant":{"id":"{{tenant}}"} },"locale":"en-US","localTimezone":"Europe/Amsterdam"}
            """);
        return Request("/api/messages", "application/json; charset=utf-8", body, $"Authorization: Bearer {_token}\r\n");
    }

    private static byte[] SlackPress(int number)
    {
        var colleague = number % WireCompany.Colleagues;
        var (user, channel) = (WireCompany.SlackIdOf(colleague), WireCompany.SlackChannelOf(colleague));
        var ts = string.Create(CultureInfo.InvariantCulture, $"{1_794_000_000 + number}.000200");
        var section = new JsonObject { ["type"] = "section", ["block_id"] = "b1", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = "*Health drop: Van Dijk Logistics*\nScore 82 to 54 in a week: fewer active days, fewer features" } };
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = user, ["username"] = "colleague", ["name"] = "colleague", ["team_id"] = WireCompany.SlackTeam },
            ["api_app_id"] = WireCompany.SlackApp,
            ["token"] = "not-used-any-more",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1794000000.000100", ["channel_id"] = channel, ["is_ephemeral"] = false },
            ["trigger_id"] = "13345224609.738474920.8088930838d88f008e0",
            ["team"] = new JsonObject { ["id"] = WireCompany.SlackTeam, ["domain"] = "example" },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
            ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "churn-watch" },
            ["message"] = new JsonObject { ["type"] = "message", ["user"] = "U0BOT", ["ts"] = "1794000000.000100", ["text"] = "Health drop", ["team"] = WireCompany.SlackTeam, ["blocks"] = new JsonArray(section) },
            ["state"] = new JsonObject { ["values"] = new JsonObject() },
            ["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = "alert.refresh",
                ["block_id"] = "b2",
                ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Refresh" },
                ["value"] = """{"alert":"6f1d0f2e-1f0b-4d3e-9a52-5a1f1c3f7b10"}""",
                ["type"] = "button",
                ["action_ts"] = ts,
            }),
        };
        var body = Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString()));
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(WireCompany.SlackSecret), signed));
        return Request(
            "/slack/interactions", "application/x-www-form-urlencoded", body, $"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: v0={signature}\r\n");
    }

    private static byte[] Request(string path, string contentType, byte[] body, string proof) =>
    [
        .. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n{proof}\r\n"),
        .. body,
    ];
}
