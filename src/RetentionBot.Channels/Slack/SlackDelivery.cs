using System.Text.Json;

namespace RetentionBot.Channels.Slack;

/// <summary>The envelope of one event.</summary>
/// <param name="TeamId">The workspace of the installation. In a channel shared between companies the envelope's own team may be the other company's, so
/// the authorisation goes first.</param>
/// <param name="BotUserId">Our bot's account in that installation; null when the envelope names none.</param>
/// <param name="At">When it happened, to the second; null when the envelope does not say.</param>
internal readonly record struct SlackDelivery(
    string? Id, string? AppId, string? TeamId, string? EnterpriseId, string? BotUserId, DateTimeOffset? At, JsonElement Event)
{
    /// <summary>The last second a date can name.</summary>
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static SlackDelivery Of(JsonElement envelope)
    {
        var installation = envelope.Items("authorizations").FirstOrDefault();
        return new SlackDelivery(
            envelope.Text("event_id"),
            envelope.Text("api_app_id"),
            installation.Text("team_id") ?? envelope.Text("team_id"),
            installation.Text("enterprise_id") ?? envelope.Text("enterprise_id"),
            installation.Is("is_bot") ? installation.Text("user_id") : null,
            envelope.At("event_time") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var seconds) && seconds >= 0 && seconds <= LastSecond
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null,
            envelope.At("event"));
    }
}
