using System.Text.Json.Nodes;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack.Rendering;

public sealed class CalledPeopleTests
{
    [Fact]
    public void Somebody_with_an_account_here_is_called() => Shown("U0LOTTE1", "<at>Lotte Jansen</at>").ShouldBe("<@U0LOTTE1>, a question for you.");

    [Theory]
    [InlineData("29:lotte")]
    [InlineData("<!channel>")]
    [InlineData("u0lotte1")]
    [InlineData("B0BOT1234")]
    [InlineData("")]
    public void Anybody_else_keeps_the_name(string account) => Shown(account, "<at>Lotte Jansen</at>").ShouldBe("Lotte Jansen, a question for you.");

    [Fact]
    public void The_words_must_be_a_mention() => Shown("U0LOTTE1", "a question").ShouldBe("Lotte Jansen, a question for you.");

    [Fact]
    public void The_card_itself_is_not_changed()
    {
        var card = Card("U0LOTTE1", "<at>Lotte Jansen</at>");
        var before = card.ToJsonString();
        AdaptiveCardRenderer.Render("A question", card);

        card.ToJsonString().ShouldBe(before);
    }

    private static string Shown(string account, string words) =>
        (string)AdaptiveCardRenderer.Render("A question", Card(account, words)).Blocks.ShouldHaveSingleItem()!["text"]!["text"]!;

    private static JsonObject Card(string account, string words) => new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["wrap"] = true, ["text"] = "<at>Lotte Jansen</at>, a question for you." }),
        ["msteams"] = new JsonObject
        {
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = words, ["mentioned"] = new JsonObject { ["id"] = account, ["name"] = "Lotte Jansen" } }),
        },
    };
}
