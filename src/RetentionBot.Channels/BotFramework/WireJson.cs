using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RetentionBot.Channels.BotFramework;

/// <summary>The JSON of the Activity Protocol: camelCase, nothing written for what is not there, any case read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 128)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(RosterMember))]
[JsonSerializable(typeof(PagedMembers))]
[JsonSerializable(typeof(InvokeResponse))]
[JsonSerializable(typeof(TeamsChannelData))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JsonElement?))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Reads what may be empty, HTML or another shape: then null.</summary>
    public static T? TryRead<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return json.Length == 0 ? default : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
