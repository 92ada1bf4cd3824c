using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.Slack;

/// <summary>How one call of a Web API method ended.</summary>
/// <param name="IsDelivered">The request left this machine: if no answer came, Slack may have acted on it all the same.</param>
/// <param name="Error">Slack's error code, or one of ours for what happened below it; null when all is well.</param>
/// <param name="RetryAfter">How long Slack asks to leave the method alone.</param>
internal sealed record SlackReply(JsonElement Body, string? Error = null, TimeSpan? RetryAfter = null, bool IsDelivered = true)
{
    public bool IsOk => Error is null;
}

/// <summary>
/// Calls Web API methods: form fields in, <see cref="SlackReply"/> out. Never throws for what the wire does. The token travels in the Authorization
/// header alone.
/// </summary>
internal sealed partial class SlackApi(
    IHttpClientFactory clients, IOptions<SlackOptions> options, SlackTokenWatch token, TimeProvider clock, ILogger<SlackApi> log)
{
    public const string ClientName = "slack";

    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _pausedUntil = new(StringComparer.Ordinal);

    /// <summary>Calls a method as the bot.</summary>
    public async Task<SlackReply> CallAsync(string method, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        if (!options.Value.IsConfigured)
        {
            return new SlackReply(default, SlackErrors.NotConfigured, IsDelivered: false);
        }

        // Slack counts a call made too early against us, so a method that is paused is not called at all.
        if (_pausedUntil.TryGetValue(method, out var until) && until - clock.GetUtcNow() is var pause && pause > TimeSpan.Zero)
        {
            return new SlackReply(default, SlackErrors.TooManyRequests, pause, IsDelivered: false);
        }

        if (!token.MayCall(out var rest))
        {
            return new SlackReply(default, SlackErrors.TokenIsDead, rest, IsDelivered: false);
        }

        var reply = await SendAsync(method, options.Value.BotToken!, fields, ct);
        if (reply.IsOk)
        {
            token.MarkAlive();
        }
        else if (SlackErrors.IsBadCredentials(reply.Error!))
        {
            token.MarkDead();
            LogTokenIsDead(reply.Error!);
        }

        return reply;
    }

    /// <summary>Asks, as the app, for the address of a new socket.</summary>
    public Task<SlackReply> OpenConnectionAsync(CancellationToken ct) => SendAsync("apps.connections.open", options.Value.AppToken!, [], ct);

    private async Task<SlackReply> SendAsync(string method, string bearer, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        var content = new TrackedForm(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.ApiBaseUrl.TrimEnd('/') + "/" + method)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, ct);
            var reply = Read(response, await response.Content.ReadAsByteArrayAsync(ct));
            if (reply.RetryAfter is { } pause)
            {
                _pausedUntil[method] = clock.GetUtcNow() + pause;
            }

            if (!reply.IsOk)
            {
                LogFailed(method, reply.Error, RequestId(response));
            }

            return reply;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogNoAnswer(method, failure.GetType().Name, content.IsOut);
            return new SlackReply(default, SlackErrors.NoAnswer, IsDelivered: content.IsOut);
        }
    }

    private SlackReply Read(HttpResponseMessage response, byte[] bytes)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new SlackReply(default, SlackErrors.TooManyRequests, Pause(response.Headers.RetryAfter));
        }

        if ((int)response.StatusCode >= 500)
        {
            return new SlackReply(default, response.StatusCode == HttpStatusCode.ServiceUnavailable ? SlackErrors.Unavailable : SlackErrors.ServerFault);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new SlackReply(default, $"http_{((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}");
        }

        if (SlackJson.TryParse(bytes) is not { } body || body.At("ok").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return new SlackReply(default, SlackErrors.NoSense);
        }

        return body.Is("ok") ? new SlackReply(body) : new SlackReply(body, body.Text("error") ?? SlackErrors.NoSense);
    }

    private TimeSpan Pause(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : DefaultPause);
        return pause < DefaultPause ? DefaultPause : pause > LongestPause ? LongestPause : pause;
    }

    private static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-slack-req-id", out var values) ? values.FirstOrDefault() : null;

    [LoggerMessage(LogLevel.Warning, "Slack answered {Error} to {Method} (request {RequestId})")]
    private partial void LogFailed(string method, string? error, string? requestId);

    [LoggerMessage(LogLevel.Error, "Slack no longer accepts the bot token ({Error}): nothing can be sent until it is replaced")]
    private partial void LogTokenIsDead(string error);

    [LoggerMessage(LogLevel.Warning, "No answer from Slack to {Method}: {Failure}; sent: {IsOut}")]
    private partial void LogNoAnswer(string method, string failure, bool isOut);

    /// <summary>A form that knows whether its bytes were handed to a connection: before that, nothing can have happened at the other end.</summary>
    private sealed class TrackedForm(IEnumerable<KeyValuePair<string, string>> fields) : FormUrlEncodedContent(fields)
    {
        public bool IsOut { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            IsOut = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }
    }
}
