using System.Text.RegularExpressions;
using RetentionBot.Channels.Slack;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Install;

/// <summary>The app manifests in <c>slack/</c>: valid, and asking for exactly what the code uses.</summary>
public sealed partial class SlackManifestTests
{
    private static readonly string Code = string.Concat(Repository.Sources("RetentionBot.Channels/Slack").Select(source => source.Text));

    /// <summary>By Web API method: the scopes Slack asks for.</summary>
    private static readonly Dictionary<string, string[]> MethodScopes = new(StringComparer.Ordinal)
    {
        ["auth.test"] = [],

        // A person's id in place of a channel opens the conversation with them.
        ["chat.postMessage"] = ["chat:write", "im:write"],
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["conversations.info"] = ["channels:read", "groups:read", "im:read"],
        ["conversations.members"] = ["channels:read", "groups:read"],
        ["reactions.add"] = ["reactions:write"],
        ["users.info"] = ["users:read", "users:read.email"],
        ["views.open"] = [],
        ["views.publish"] = [],

        // As the app, by a token of its own.
        ["apps.connections.open"] = [],
    };

    /// <summary>By event: the scopes Slack asks for.</summary>
    private static readonly Dictionary<string, string[]> EventScopes = new(StringComparer.Ordinal)
    {
        ["app_home_opened"] = [],
        ["app_mention"] = ["app_mentions:read"],
        ["app_uninstalled"] = [],
        ["channel_archive"] = ["channels:read"],
        ["channel_left"] = ["channels:read"],
        ["channel_shared"] = ["channels:read", "groups:read"],
        ["channel_unshared"] = ["channels:read", "groups:read"],
        ["channel_id_changed"] = ["channels:read", "groups:read"],
        ["group_archive"] = ["groups:read"],
        ["group_left"] = ["groups:read"],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["member_left_channel"] = ["channels:read", "groups:read"],
        ["message.im"] = ["im:history"],
        ["reaction_added"] = ["reactions:read"],
        ["reaction_removed"] = ["reactions:read"],
        ["tokens_revoked"] = [],
        ["user_change"] = ["users:read"],
    };

    [Theory, Trait("Conformance", "SL-62")]
    [InlineData("app-manifest.yaml")]
    [InlineData("app-manifest-socket.yaml")]
    public void It_is_what_the_schema_of_Slack_asks_for(string file)
    {
        SlackManifestRules.Faults(Text(file)).ShouldBeEmpty();
        SlackManifestRules.Faults(Text(file).Replace("name: RetentionBot", "nane: RetentionBot", StringComparison.Ordinal).Replace("always_online: true", "always_online: sometimes", StringComparison.Ordinal))
            .ShouldBe([
                "display_information: name is missing", "display_information.nane is not known", "features.bot_user: display_name is missing", "features.bot_user.display_nane is not known",
                "features.bot_user.always_online is not bool"]);
    }

    [Fact, Trait("Conformance", "SL-62")]
    public void It_asks_for_the_scopes_that_the_code_uses_and_no_others()
    {
        var used = MethodScopes.Values.Concat(EventScopes.Values).SelectMany(scopes => scopes).Append("commands").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        Called().ShouldBe(MethodScopes.Keys, ignoreOrder: true);
        List("app-manifest.yaml", "oauth_config", "scopes", "bot").ShouldBe(used);
        SlackScopes.Needed.Keys.Concat(SlackScopes.Optional.Keys).Order(StringComparer.Ordinal).ShouldBe(used);
    }

    [Fact]
    public void It_subscribes_to_the_events_that_the_code_hears_and_no_others()
    {
        Heard().ShouldBe(EventScopes.Keys, ignoreOrder: true);
        List("app-manifest.yaml", "settings", "event_subscriptions", "bot_events").ShouldBe(EventScopes.Keys);
    }

    [Fact]
    public void In_Socket_Mode_it_is_the_same_without_addresses()
    {
        static string[] Lines(string file) => [.. Text(file).Split('\n').Where(line => !line.StartsWith('#'))];

        Lines("app-manifest-socket.yaml").ShouldBe(Lines("app-manifest.yaml")
            .Where(line => !line.Contains("https://", StringComparison.Ordinal))
            .Select(line => line.Replace("socket_mode_enabled: false", "socket_mode_enabled: true", StringComparison.Ordinal)));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, "slack", file));

    private static List<string> List(string file, params string[] path)
    {
        object at = SlackManifestRules.Read(Text(file));
        foreach (var step in path)
        {
            at = ((Dictionary<object, object>)at)[step];
        }

        return [.. ((List<object>)at).Cast<string>()];
    }

    /// <summary>Every Web API method that is named in the code.</summary>
    private static List<string> Called() => [.. Method().Matches(Code).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Every event that the switch over them knows.</summary>
    private static List<string> Heard()
    {
        var events = Repository.Sources("RetentionBot.Channels/Slack").Single(source => source.Path.EndsWith("/SlackEvents.cs", StringComparison.Ordinal)).Text;
        return [.. Case().Matches(events).SelectMany(m => Name().Matches(m.Groups["names"].Value)).Select(m => m.Groups["name"].Value)
            .Select(name => name == "message" ? "message.im" : name).Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"/?(?<name>(auth|apps|bots|chat|conversations|files|reactions|team|users|views)\\.[a-zA-Z.]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Method();

    [GeneratedRegex("case (?<names>\"[a-z_]+\"( or \"[a-z_]+\")*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Case();

    [GeneratedRegex("\"(?<name>[a-z_]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
