using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>
/// Leaves every card as each channel gets it in <c>artifacts/gallery</c>, for <c>tests/acceptance/slack-blocks</c> and whoever wants to look: the card as Teams takes
/// it, Slack's message, and for a form Slack's modal.
/// </summary>
public sealed class GalleryTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(CardsTests.Samples), MemberType = typeof(CardsTests))]
    public void Every_card_is_left_for_looking_at(string name, string language)
    {
        var content = SampleCards.All[name](Texts.For(language));
        var message = AdaptiveCardRenderer.Render(content.Text, content.Card);
        var modal = ModalRenderer.Render(content.Card!, "RetentionBot");
        Leave("teams", TeamsCard.Fit(content.Card!));
        Leave("slack", new JsonObject { ["text"] = message.Text, ["blocks"] = message.Blocks.DeepClone() });
        if (modal.Submit is not null && modal.AsksInputs)
        {
            BlockKitRules.ViewFaults(modal.View).ShouldBeEmpty();
            Leave("modal", modal.View.DeepClone());
        }

        void Leave(string kind, JsonNode what)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "gallery"));
            var file = Path.Combine(folder.FullName, $"{name.Replace('/', '-')}.{language}.{kind}.json");
            File.WriteAllText(file, what.ToJsonString(Readable));
            JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), what).ShouldBeTrue();
        }
    }
}
