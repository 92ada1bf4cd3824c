using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>What Teams sends, with fictitious people and ids.</summary>
internal static class Payloads
{
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/";
    public const string Tenant = "3f6a1c52-8d0e-4b7a-9c11-5e2d7a90b314";
    public const string Bot = "28:0c5d9e7a-41b2-4f63-8a1e-6d2b90f3c758";
    public const string Anouk = "29:1AnoukExampleMriKq0vTz7";
    public const string Channel = "19:churnWatchExample0002@thread.tacv2";
    public const string Team = "19:csTeamRootExample0001@thread.tacv2";
    public const string Root = "1795162542317";

    /// <summary>An activity in a channel thread, with <paramref name="more"/> laid over it; a null there removes the member.</summary>
    public static JsonObject InChannel(string type, string more = "{}") => Over(
        $$"""
        {
          "type": "{{type}}", "id": "1795162542999", "timestamp": "2026-11-16T08:15:42.3174Z", "localTimezone": "Europe/Amsterdam",
          "serviceUrl": "{{ServiceUrl}}", "channelId": "msteams", "locale": "nl-NL",
          "from": { "id": "{{Anouk}}", "name": "Anouk de Wit", "aadObjectId": "a4f0c7d1-93e8-4b15-8c2a-0f6e5d3b7a21" },
          "recipient": { "id": "{{Bot}}", "name": "RetentionBot" },
          "conversation": { "isGroup": true, "conversationType": "channel", "tenantId": "{{Tenant}}", "id": "{{Channel}};messageid={{Root}}" },
          "channelData": { "tenant": { "id": "{{Tenant}}" }, "team": { "id": "{{Team}}" }, "channel": { "id": "{{Channel}}", "name": "Churn watch" } }
        }
        """,
        more);

    /// <summary>The same in a personal chat.</summary>
    public static JsonObject InPerson(string type, string more = "{}") => Over(
        InChannel(type, $$"""{ "conversation": { "conversationType": "personal", "tenantId": "{{Tenant}}", "id": "a:1personal" }, "channelData": { "tenant": { "id": "{{Tenant}}" } } }""").ToJsonString(),
        more);

    public static JsonObject Execute(string value) => InChannel("invoke", $$"""{ "id": "f:9d20aa11", "name": "adaptiveCard/action", "replyToId": "1795160000123", "value": {{value}} }""");

    private static JsonObject Over(string json, string more)
    {
        var activity = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            if (value is null)
            {
                activity.Remove(name);
            }
            else
            {
                activity[name] = value.DeepClone();
            }
        }

        return activity;
    }
}
