using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>A modal that is open in front of somebody.</summary>
public sealed record FakeSlackView(string Id, string Hash, string User, int Depth, JsonObject View);

/// <summary>Modals and Home tabs, opened with trigger ids that live for three seconds and serve once.</summary>
public sealed class FakeSlackViews(Func<DateTimeOffset> now)
{
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (string User, DateTimeOffset Until, string? UnderView)> _triggers = new();
    private readonly ConcurrentDictionary<string, bool> _used = new();
    private readonly ConcurrentDictionary<string, FakeSlackView> _open = new();
    private readonly ConcurrentDictionary<string, JsonObject> _homes = new();
    private int _lastId;

    public IReadOnlyList<FakeSlackView> Open => [.. _open.Values.OrderBy(view => view.Id, StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, JsonObject> Homes => _homes;

    /// <summary>What a press or a command of this person carries.</summary>
    /// <param name="underView">The modal that was pressed in, if any.</param>
    public string MintTrigger(string user, string? underView = null)
    {
        var trigger = $"{Interlocked.Increment(ref _lastId)}.2.{user}";
        _triggers[trigger] = (user, now() + TriggerLife, underView);
        return trigger;
    }

    internal JsonObject Show(FakeSlackCall call, bool isPush)
    {
        if (!_triggers.TryGetValue(call.Fields.GetValueOrDefault("trigger_id", ""), out var trigger))
        {
            return FakeSlack.Error("invalid_trigger_id");
        }

        if (now() > trigger.Until)
        {
            return FakeSlack.Error("expired_trigger_id");
        }

        if (!_used.TryAdd(call.Fields["trigger_id"], true))
        {
            return FakeSlack.Error("exchanged_trigger_id");
        }

        var depth = isPush && trigger.UnderView is { } under && _open.TryGetValue(under, out var below) ? below.Depth + 1 : 1;
        return depth > 3 ? FakeSlack.Error("push_limit_reached")
            : Checked(call, "modal", out var view) ?? Kept(new FakeSlackView($"V{Interlocked.Increment(ref _lastId):D8}", Hash(), trigger.User, depth, view));
    }

    internal JsonObject Update(FakeSlackCall call)
    {
        if (!_open.TryGetValue(call.Fields.GetValueOrDefault("view_id", ""), out var earlier))
        {
            return FakeSlack.Error("not_found");
        }

        return call.Fields.TryGetValue("hash", out var hash) && hash != earlier.Hash ? FakeSlack.Error("hash_conflict")
            : Checked(call, "modal", out var view) ?? Kept(earlier with { Hash = Hash(), View = view });
    }

    internal JsonObject Publish(FakeSlackCall call, Func<string, bool> isUser)
    {
        var user = call.Fields.GetValueOrDefault("user_id", "");
        if (!isUser(user))
        {
            return FakeSlack.Error("user_not_found");
        }

        if (Checked(call, "home", out var view) is { } refusal)
        {
            return refusal;
        }

        _homes[user] = view;
        return new JsonObject { ["ok"] = true, ["view"] = view.DeepClone() };
    }

    private string Hash() => $"{now().ToUnixTimeSeconds()}.{Interlocked.Increment(ref _lastId)}";

    private JsonObject Kept(FakeSlackView view)
    {
        _open[view.Id] = view;
        var shown = view.View.DeepClone().AsObject();
        (shown["id"], shown["hash"]) = (view.Id, view.Hash);
        return new JsonObject { ["ok"] = true, ["view"] = shown };
    }

    private static JsonObject? Checked(FakeSlackCall call, string type, out JsonObject view)
    {
        view = [];
        try
        {
            var json = call.Fields.GetValueOrDefault("view", "");
            if (json.Length > 250_000)
            {
                return FakeSlack.Error("view_too_large");
            }

            view = JsonNode.Parse(json)!.AsObject();
            var faults = Faults(view, type);
            return faults.Count == 0 ? null : FakeSlack.Error("invalid_arguments", faults);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return FakeSlack.Error("invalid_arguments");
        }
    }

    /// <summary>What Slack would complain of in a view.</summary>
    public static List<string> Faults(JsonObject view, string type)
    {
        var blocks = view["blocks"]?.AsArray() ?? [];
        var faults = blocks.Chunk(50).SelectMany(part => BlockKitRules.Faults(new JsonArray([.. part.Select(block => block!.DeepClone())]))).ToList();
        var hasInput = blocks.Any(block => (string?)block!["type"] == "input");
        Check((string?)view["type"] == type, $"type {type}");
        Check(blocks.Count is >= 1 and <= 100, "1 to 100 blocks");
        Check(blocks.All(block => (string?)block!["type"] != "table"), "no table");
        Check(((string?)view["private_metadata"] ?? "").Length <= 3000, "private_metadata of 3000");
        Check(((string?)view["callback_id"] ?? "").Length <= 255, "callback_id of 255");
        Check(type != "modal" || IsLabel(view["title"]), "a title of 24");
        Check(type != "modal" || !hasInput || view["submit"] is not null, "submit beside inputs");
        Check(view["submit"] is null || IsLabel(view["submit"]), "submit of 24");
        Check(view["close"] is null || IsLabel(view["close"]), "close of 24");
        return faults;

        void Check(bool isFine, string rule)
        {
            if (!isFine)
            {
                faults.Add($"must be: {rule} [json-pointer:/view]");
            }
        }
    }

    private static bool IsLabel(JsonNode? text) => (string?)text?["type"] == "plain_text" && (string?)text["text"] is { Length: >= 1 and <= 24 };
}
