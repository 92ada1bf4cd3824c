using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace RetentionBot.Tests.Install;

/// <summary>
/// What Slack's published schema of app manifests (slackapi/manifest-schema, version 1) asks for, said here in our own words for the members our manifests use.
/// A member that is not listed is a fault, as it is there.
/// </summary>
internal static partial class SlackManifestRules
{
    private const string Url = "url";

    /// <summary>By the path of the object that holds them: the members there may be, and what each must be.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Members = new(StringComparer.Ordinal)
    {
        [""] = new() { ["display_information"] = "{}", ["features"] = "{}", ["oauth_config"] = "{}", ["settings"] = "{}" },
        ["display_information"] = new() { ["name"] = "1-35", ["description"] = "1-140", ["background_color"] = "colour", ["long_description"] = "175-4000" },
        ["features"] = new() { ["app_home"] = "{}", ["bot_user"] = "{}", ["slash_commands"] = "[{}]1-50" },
        ["features.app_home"] = new() { ["home_tab_enabled"] = "bool", ["messages_tab_enabled"] = "bool", ["messages_tab_read_only_enabled"] = "bool" },
        ["features.bot_user"] = new() { ["display_name"] = "1-80", ["always_online"] = "bool" },
        ["features.slash_commands"] = new() { ["command"] = "2-32", ["url"] = Url, ["description"] = "1-2000", ["usage_hint"] = "1-1000", ["should_escape"] = "bool" },
        ["oauth_config"] = new() { ["scopes"] = "{}" },
        ["oauth_config.scopes"] = new() { ["bot"] = "[50]0-255" },
        ["settings"] = new()
        {
            ["event_subscriptions"] = "{}",
            ["interactivity"] = "{}",
            ["org_deploy_enabled"] = "bool",
            ["socket_mode_enabled"] = "bool",
            ["token_rotation_enabled"] = "bool",
        },
        ["settings.event_subscriptions"] = new() { ["request_url"] = Url, ["bot_events"] = "[50]0-100" },
        ["settings.interactivity"] = new() { ["is_enabled"] = "bool", ["request_url"] = Url },
    };

    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        [""] = ["display_information"],
        ["display_information"] = ["name"],
        ["features.bot_user"] = ["display_name"],
        ["features.slash_commands"] = ["command", "description"],
        ["settings.interactivity"] = ["is_enabled"],
    };

    public static Dictionary<object, object> Read(string yaml) => new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<object, object>>(yaml);

    public static List<string> Faults(string yaml) => [.. Faults("", Read(yaml))];

    private static IEnumerable<string> Faults(string path, Dictionary<object, object> given)
    {
        foreach (var name in Required.GetValueOrDefault(path, []).Where(name => !given.ContainsKey(name)))
        {
            yield return $"{path}: {name} is missing";
        }

        foreach (var (key, value) in given)
        {
            var at = path.Length == 0 ? $"{key}" : $"{path}.{key}";
            if (!Members[path].TryGetValue($"{key}", out var rule))
            {
                yield return $"{at} is not known";
                continue;
            }

            var inner = (rule, value) switch
            {
                ("{}", Dictionary<object, object> below) => Faults(at, below),
                ("[{}]1-50", List<object> { Count: >= 1 and <= 50 } list) => list.SelectMany(item => item is Dictionary<object, object> below ? Faults(at, below) : [$"{at} holds no object"]),
                ("bool", bool) => [],
                (Url, string address) when address.Length <= 3000 && WebAddress().IsMatch(address) => [],
                ("colour", string colour) when Colour().IsMatch(colour) => [],
                ("[50]0-255", List<object> { Count: <= 255 } list) when list.TrueForAll(item => item is string { Length: <= 50 }) => [],
                ("[50]0-100", List<object> { Count: <= 100 } list) when list.TrueForAll(item => item is string { Length: <= 50 }) && list.Distinct().Count() == list.Count => [],
                (_, string text) when IsAsLong(text, rule) => [],
                _ => (IEnumerable<string>)[$"{at} is not {rule}"],
            };
            foreach (var fault in inner)
            {
                yield return fault;
            }
        }
    }

    private static bool IsAsLong(string text, string rule) =>
        rule.Split('-') is [var least, var most] && int.TryParse(least, out var from) && int.TryParse(most, out var to) && text.Length >= from && text.Length <= to;

    [GeneratedRegex("^https?://")]
    private static partial Regex WebAddress();

    [GeneratedRegex("^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$")]
    private static partial Regex Colour();
}
