using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

/// <summary>The structure of what is sent, held against a JSON Schema made of Slack's own TypeScript types.</summary>
public sealed class BlockSchemaTests
{
    [Fact]
    [Trait("Conformance", "SL-68")]
    public async Task Every_approved_message_and_modal_has_the_structure_Slack_publishes()
    {
        var messages = Goldens.Messages.Select(name => Message(Goldens.Message(name)["blocks"]!.AsArray()));
        var modals = Goldens.Modals.Select(name => Window(Goldens.Modal(name)["view"]!.AsObject()));

        (await FaultsAsync([.. messages, .. modals])).ShouldAllBe(faults => faults.Length == 0);
    }

    [Fact]
    [Trait("Conformance", "SL-37")]
    public async Task So_do_cards_nobody_would_design()
    {
        var cards = Enumerable.Range(0, 100).Select(seed => new RandomCard(seed).Next()).ToList();
        var messages = cards.Select(card => Message(AdaptiveCardRenderer.Render("Summary", card).Blocks));
        var modals = cards.Select(card => Window(ModalRenderer.Render(card, "Title").View));

        var all = await FaultsAsync([.. messages, .. modals]);

        all.Length.ShouldBe(200);
        all.ShouldAllBe(faults => faults.Length == 0);
    }

    [Theory]
    [Trait("Conformance", "SL-68")]
    [InlineData("""{ "type": "section", "text": { "type": "mrkdwn", "text": "x" }, "colour": "red" }""")]
    [InlineData("""{ "type": "header", "text": { "type": "mrkdwn", "text": "x" } }""")]
    [InlineData("""{ "type": "TextBlock", "text": "x" }""")]
    public async Task And_the_schema_finds_what_is_wrong(string block) =>
        (await FaultsAsync([Message(new JsonArray(JsonNode.Parse(block)))])).ShouldHaveSingleItem().ShouldNotBeEmpty();

    /// <summary>Charts are newer than the types; <see cref="BlockKitRules"/> alone checks them.</summary>
    private static JsonObject Message(JsonArray blocks) =>
        new() { ["blocks"] = new JsonArray([.. blocks.Where(block => block!["type"]!.ToString() != "data_visualization").Select(block => block!.DeepClone())]) };

    private static JsonObject Window(JsonObject view) => new() { ["view"] = view.DeepClone() };

    private static async Task<string[][]> FaultsAsync(JsonArray outgoing) =>
        JsonSerializer.Deserialize<string[][]>(await OfficialClient.RunAsync("check.mjs", outgoing.ToJsonString(SlackJson.Compact), "types"))!;
}
