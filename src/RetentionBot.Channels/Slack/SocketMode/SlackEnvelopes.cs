using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Channels.Slack.SocketMode;

/// <summary>Hands what arrives over a socket to the handlers of the HTTP endpoints. It is authenticated by the connection.</summary>
internal sealed partial class SlackEnvelopes(IServiceScopeFactory scopes, ILogger<SlackEnvelopes> log)
{
    /// <returns>The frame that acknowledges it; null when it is no envelope, or has to come again.</returns>
    public async Task<JsonObject?> HandleAsync(JsonElement frame, CancellationToken ct)
    {
        if (frame.Text("envelope_id") is not { } id)
        {
            return null;
        }

        var ack = await AckAsync(frame, ct);
        if (!ack.IsTaken)
        {
            return null;
        }

        var answer = new JsonObject { ["envelope_id"] = id };
        if (ack.Body is not null && frame.Is("accepts_response_payload"))
        {
            answer["payload"] = ack.Body;
        }

        return answer;
    }

    private async Task<SlackAck> AckAsync(JsonElement frame, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var payload = frame.At("payload");
        switch (frame.Text("type"))
        {
            case "events_api":
                return await services.GetRequiredService<SlackEvents>().HandleAsync(payload, ct);
            case "interactive":
                return await services.GetRequiredService<SlackInteractions>().HandleAsync(payload, ct);
            case "slash_commands":
                return await services.GetRequiredService<SlackCommands>().HandleAsync(payload, ct);
            case var other:
                LogIgnored(other);
                return SlackAck.Taken;
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack envelope {EnvelopeType} ignored")]
    private partial void LogIgnored(string? envelopeType);
}
