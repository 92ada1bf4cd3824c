using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>The approved files: a card, and what was approved to become of it. Those of modals lie in a folder of their own.</summary>
internal static class Goldens
{
    public static IEnumerable<string> Messages => Names("Golden");

    public static IEnumerable<string> Modals => Names("Golden", "Modals");

    public static JsonObject Message(string name) => JsonNode.Parse(TestFiles.Read("Golden", name + ".json"))!.AsObject();

    public static JsonObject Modal(string name) => JsonNode.Parse(TestFiles.Read("Golden", "Modals", name + ".json"))!.AsObject();

    public static JsonObject Card(this JsonObject golden) => golden["card"]!.AsObject();

    private static IEnumerable<string> Names(params string[] folder) =>
        Directory.GetFiles(Path.Combine([TestFiles.Folder(), .. folder]), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
}
