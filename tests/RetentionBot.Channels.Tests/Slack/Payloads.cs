namespace RetentionBot.Channels.Tests.Slack;

/// <summary>What Slack sends, with fictitious ids.</summary>
internal static class Payloads
{
    public static string Event(string inner, string eventId = "Ev0000000001", string team = "T0STAFF001", string app = "A0RETBOT01") => $$"""
        {
          "token": "deprecated", "team_id": "{{team}}", "api_app_id": "{{app}}", "type": "event_callback", "event_id": "{{eventId}}", "event_time": 1795000000,
          "authorizations": [ { "enterprise_id": null, "team_id": "T0STAFF001", "user_id": "U0RETBOT01", "is_bot": true, "is_enterprise_install": false } ],
          "event": {{inner}}
        }
        """;

    public static string Mention(string text = "<@U0RETBOT01> what was churn last month?", string thread = "") => $$"""
        { "type": "app_mention", "user": "U0CSMANNA1", "team": "T0STAFF001", "text": "{{text}}", "ts": "1795000000.000100", {{thread}}
          "channel": "C0CSALERTS", "event_ts": "1795000000.000100" }
        """;

    public const string ExternalMention = """
        { "type": "app_mention", "user": "U0CUSTOMER", "team": "T0CUSTOM99", "user_team": "T0CUSTOM99", "source_team": "T0CUSTOM99",
          "text": "<@U0RETBOT01> show churn", "ts": "1795000400.000600", "channel": "C0SHAREDAC", "event_ts": "1795000400.000600" }
        """;

    public const string Direct = """
        { "type": "message", "channel_type": "im", "channel": "D0CSMANNA1", "user": "U0CSMANNA1", "team": "T0STAFF001",
          "text": "wat was de churn vorige maand?", "ts": "1795000100.000200", "event_ts": "1795000100.000200" }
        """;

    public static string Press(
        string action = """{ "type": "button", "action_id": "alert.acknowledge", "block_id": "b1", "value": "{\"alertId\":\"7d1f\",\"days\":3,\"isUrgent\":true,\"none\":null}", "action_ts": "1795000260.123456" }""",
        string state = "{}",
        string user = """{ "id": "U0CSMANNA1", "username": "anna", "team_id": "T0STAFF001" }""",
        string message = """{ "ts": "1795000200.000400", "thread_ts": "1795000100.000900" }""",
        string container = """{ "type": "message", "message_ts": "1795000200.000400", "channel_id": "C0CSALERTS", "is_ephemeral": false }""",
        string trigger = "1.2.a",
        string responseUrl = "https://hooks.slack.com/actions/T0STAFF001/1/x") => $$"""
        {
          "type": "block_actions", "user": {{user}}, "api_app_id": "A0RETBOT01", "token": "deprecated", "container": {{container}},
          "trigger_id": "{{trigger}}", "team": { "id": "T0STAFF001", "domain": "example" }, "enterprise": null, "is_enterprise_install": false,
          "channel": { "id": "C0CSALERTS", "name": "cs-alerts" }, "message": {{message}}, "state": { "values": {{state}} },
          "response_url": "{{responseUrl}}", "actions": [ {{action}} ]
        }
        """;

    /// <summary>A modal with the inputs <c>note</c> and <c>until</c>, sent by somebody.</summary>
    public static string Submission(
        string metadata,
        string note = "calling at 15:00",
        string user = """{ "id": "U0CSMANNA1", "team_id": "T0STAFF001" }""",
        string blocks = """[ { "type": "section", "block_id": "intro" }, { "type": "input", "block_id": "note" }, { "type": "input", "block_id": "until" } ]""") => $$"""
        {
          "type": "view_submission", "team": { "id": "T0STAFF001", "domain": "example" }, "enterprise": null, "is_enterprise_install": false, "user": {{user}},
          "api_app_id": "A0RETBOT01", "token": "deprecated", "trigger_id": "1.2.c", "response_urls": [],
          "view": {
            "id": "V00000001", "type": "modal", "callback_id": "", "app_installed_team_id": "T0STAFF001", "private_metadata": {{System.Text.Json.JsonSerializer.Serialize(metadata)}},
            "hash": "1795000500.a", "blocks": {{blocks}},
            "state": { "values": {
              "note": { "value": { "type": "plain_text_input", "value": "{{note}}" } },
              "until": { "value": { "type": "datepicker", "selected_date": "2026-12-01" } } } }
          }
        }
        """;

    public const string Command =
        "token=deprecated&team_id=T0STAFF001&channel_id=C0CSALERTS&channel_name=cs-alerts&user_id=U0CSMANNA1&user_name=anna&command=%2Fretention"
        + "&text=churn+last+month+%26+NPS&api_app_id=A0RETBOT01&is_enterprise_install=false&trigger_id=1.2.d";
}
