using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace RetentionBot.Channels.Slack;

/// <summary>The door of every Slack endpoint: what is not signed gets a bare 401 and is never looked at.</summary>
internal sealed partial class SlackGate(IOptions<SlackOptions> options, TimeProvider clock, ILogger<SlackGate> log)
{
    private const int MaxBody = 1024 * 1024;

    /// <summary>Hands the verified body on, byte for byte as it was signed.</summary>
    public async Task<IResult> AdmitAsync(HttpContext http, Func<ReadOnlyMemory<byte>, CancellationToken, Task<IResult>> handle)
    {
        var timestamp = Single(http.Request.Headers[SlackSignature.TimestampHeader]);
        var signature = Single(http.Request.Headers[SlackSignature.SignatureHeader]);
        if (!options.Value.IsConfigured || !options.Value.Secrets.Any())
        {
            return Refuse("not configured");
        }

        if (timestamp is null || signature is null)
        {
            return Refuse("header missing or repeated");
        }

        if (!SlackSignature.IsRecent(timestamp, clock.GetUtcNow()))
        {
            return Refuse("timestamp");
        }

        if (await CappedBody.ReadAsync(http.Request, MaxBody, http.RequestAborted) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        return SlackSignature.IsSigned(body, timestamp, signature, options.Value.Secrets)
            ? await handle(body, http.RequestAborted)
            : Refuse("signature");
    }

    private static string? Single(StringValues header) => header is [{ Length: > 0 } value] ? value : null;

    private IResult Refuse(string reason)
    {
        LogRefused(reason);
        return Results.Unauthorized();
    }

    [LoggerMessage(LogLevel.Warning, "Request to a Slack endpoint refused: {Reason}")]
    private partial void LogRefused(string reason);
}
