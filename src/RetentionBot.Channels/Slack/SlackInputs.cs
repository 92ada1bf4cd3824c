using System.Globalization;
using System.Text.Json;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Slack;

/// <summary>Reads <c>state.values</c> back into the shape of an Adaptive Card's inputs, so one handler serves every channel.</summary>
internal static class SlackInputs
{
    /// <summary>The stored data with the inputs over it: the shape an Adaptive Card host sends.</summary>
    public static Dictionary<string, string> Merge(Dictionary<string, string> data, JsonElement values)
    {
        foreach (var (id, answer) in Read(values))
        {
            data[id] = answer;
        }

        return data;
    }

    /// <summary>The members of an object as text, those without a value left out.</summary>
    public static Dictionary<string, string> Stored(JsonElement json) => json.Members()
        .Where(member => member.Value.ValueKind != JsonValueKind.Null)
        .ToDictionary(
            member => member.Name,
            member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(),
            StringComparer.Ordinal);

    /// <returns>Input id and answer as text; what was left empty is absent, an unticked toggle gives its off value.</returns>
    public static IEnumerable<(string Id, string Answer)> Read(JsonElement values)
    {
        foreach (var block in values.Members())
        {
            foreach (var element in block.Value.Members())
            {
                if (Answer(element.Value) is { Length: > 0 } answer)
                {
                    yield return (block.Name, answer);
                }
                else if (ActionId.ToggleOff(element.Name) is { Length: > 0 } off)
                {
                    yield return (block.Name, off);
                }
            }
        }
    }

    private static string? Answer(JsonElement element) => element.Text("type") switch
    {
        "static_select" or "external_select" or "radio_buttons" or "overflow" => element.Text("selected_option", "value"),
        "multi_static_select" or "multi_external_select" or "checkboxes" => Joined(element.Items("selected_options").Select(option => option.Text("value"))),
        "datepicker" => element.Text("selected_date"),
        "timepicker" => element.Text("selected_time"),
        "datetimepicker" => element.At("selected_date_time") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetRawText() : null,
        "plain_text_input" or "email_text_input" or "url_text_input" => element.Text("value"),
        "number_input" => Number(element.Text("value")),
        "users_select" => element.Text("selected_user"),
        "conversations_select" => element.Text("selected_conversation"),
        "channels_select" => element.Text("selected_channel"),
        "multi_users_select" => Joined(Strings(element.Items("selected_users"))),
        "multi_conversations_select" => Joined(Strings(element.Items("selected_conversations"))),
        "multi_channels_select" => Joined(Strings(element.Items("selected_channels"))),
        "rich_text_input" => string.Concat(Leaves(element.At("rich_text_value"))),
        _ => null,
    };

    private static string? Number(string? value) =>
        decimal.TryParse(value, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string Joined(IEnumerable<string?> values) => string.Join(',', values.Where(value => !string.IsNullOrEmpty(value)));

    private static IEnumerable<string?> Strings(IEnumerable<JsonElement> items) =>
        items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString());

    private static IEnumerable<string> Leaves(JsonElement part) =>
        part.Text("text") is { } text ? [text] : part.Items("elements").SelectMany(Leaves);
}
