using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Addresses with which whoever has them answers a press or a command: five times, within half an hour.</summary>
public sealed class FakeSlackResponseUrls(Func<DateTimeOffset> now, Func<string> baseUrl, Action<FakeSlackMessage> keep, Func<string> nextTs)
{
    private readonly ConcurrentDictionary<string, Minted> _urls = new();
    private readonly ConcurrentQueue<JsonObject> _bodies = new();
    private int _lastId;

    /// <summary>Everything that was taken, in order.</summary>
    public IReadOnlyList<JsonObject> Bodies => [.. _bodies];

    /// <summary>How many calls found a used-up or expired address.</summary>
    public int Refusals { get; private set; }

    /// <param name="pressed">The message that was pressed; a command has none.</param>
    public string Mint(string channel, string user, FakeSlackMessage? pressed = null)
    {
        var id = $"{Interlocked.Increment(ref _lastId)}secret";
        _urls[id] = new Minted(channel, user, pressed, now().AddMinutes(30));
        return $"{baseUrl()}/response/{id}";
    }

    internal async Task AnswerAsync(HttpContext http, string id)
    {
        if (!_urls.TryGetValue(id, out var url) || now() >= url.Until || Interlocked.Increment(ref url.Uses) > 5)
        {
            Refusals++;
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync(url is null || now() >= url.Until ? "expired_url" : "used_url");
            return;
        }

        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var isPrivate = (string?)body["response_type"] != "in_channel";
        var blocks = body["blocks"]?.AsArray();
        if (http.Request.Headers.ContainsKey("Authorization") || (blocks is not null && BlockKitRules.Faults(blocks).Count > 0))
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("invalid_blocks");
            return;
        }

        _bodies.Enqueue(body);
        var text = (string?)body["text"] ?? "";
        keep((bool?)body["replace_original"] == true && url.Pressed is { } pressed
            ? pressed with { Text = text, Blocks = blocks }
            : new FakeSlackMessage(url.Channel, nextTs(), (string?)body["thread_ts"], text, blocks, isPrivate ? url.User : null));
        await http.Response.WriteAsync("ok");
    }

    private sealed class Minted(string channel, string user, FakeSlackMessage? pressed, DateTimeOffset until)
    {
        public int Uses;

        public string Channel => channel;

        public string User => user;

        public FakeSlackMessage? Pressed => pressed;

        public DateTimeOffset Until => until;
    }
}
