using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Speaks through response_urls. Never throws for what the wire does, and prints no address.</summary>
internal sealed partial class SlackResponder(IHttpClientFactory clients, SlackResponseUrls urls, TimeProvider clock, ILogger<SlackResponder> log)
{
    public const string ClientName = "slack-response-url";

    /// <summary>Says something that this person alone sees.</summary>
    /// <returns>Null when it has to be said in another way: no live address, or Slack takes this one no more.</returns>
    public async Task<SlackReply?> TrySayAsync(ConversationRef conversation, string user, SlackMessage content, CancellationToken ct)
    {
        if (!urls.TryUse(conversation, user, out var address))
        {
            return null;
        }

        var body = Body(content);
        body["response_type"] = "ephemeral";
        if (conversation.ThreadId is { } thread)
        {
            body["thread_ts"] = thread;
        }

        var reply = await PostAsync(address, body, ct);
        return reply.IsOk || SlackErrors.Classify(reply.Error!) == SlackErrorClass.Unclear ? reply : null;
    }

    /// <summary>Rewrites the message that was pressed, which for an ephemeral one nothing else can.</summary>
    public async Task ReplaceAsync(SlackResponseUrl url, SlackMessage content, CancellationToken ct)
    {
        if (url.TryUse(clock.GetUtcNow()))
        {
            var body = Body(content);
            body["replace_original"] = true;
            await PostAsync(url.Address, body, ct);
        }
    }

    private static JsonObject Body(SlackMessage content) => new() { ["text"] = content.Text, ["blocks"] = content.Blocks.DeepClone() };

    private async Task<SlackReply> PostAsync(Uri address, JsonObject body, CancellationToken ct)
    {
        var reply = await SendAsync(address, body, ct);
        if (!reply.IsOk)
        {
            LogFailed(reply.Error);
        }

        return reply;
    }

    private async Task<SlackReply> SendAsync(Uri address, JsonObject body, CancellationToken ct)
    {
        try
        {
            using var response = await clients.CreateClient(ClientName).PostAsJsonAsync(address, body, SlackJson.Compact, ct);
            var text = await response.Content.ReadAsByteArrayAsync(ct);
            return (int)response.StatusCode switch
            {
                200 when SlackJson.TryParse(text) is { } answer && answer.At("ok").ValueKind == JsonValueKind.False =>
                    new SlackReply(default, answer.Text("error") ?? SlackErrors.NoSense),
                200 => new SlackReply(default),
                >= 500 => new SlackReply(default, SlackErrors.ServerFault),
                var status => new SlackReply(default, $"http_{status}"),
            };
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new SlackReply(default, "not_reached", IsDelivered: false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new SlackReply(default, SlackErrors.NoAnswer);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Slack answered {Error} to a response_url")]
    private partial void LogFailed(string? error);
}
