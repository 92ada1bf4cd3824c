using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Behaviour;

public sealed class PageLanguageTests
{
    [Fact]
    public async Task Words_of_both_languages_are_answered_in_the_one_the_page_is_in()
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var (page, sentence) in new[] { ("nl-NL", "Wat je hier kunt doen"), ("en-US", "What you can do here") })
        {
            var help = new JsonObject { ["type"] = "message", ["text"] = "help", ["locale"] = page };
            (await bot.WebChat.SendAsync("daan", help)).ShouldBe(HttpStatusCode.OK);
            await bot.WebChat.ShouldShowAsync(sentence);
        }
    }
}
