using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Outbox;

namespace RetentionBot.Tests.Access;

/// <summary>The bot is installed in a Teams channel and removed again: what is known of the place, what is said there, and what is not.</summary>
public sealed class InstallTests
{
    private const string Welcome = "I am RetentionBot";

    [Theory]
    [InlineData("add", "member")]
    [InlineData("member", "add")]
    [InlineData("add", "add")]
    [InlineData("member", "add-upgrade", "member")]
    [Trait("Conformance", "BF-52")]
    public async Task Whatever_news_of_an_installation_come_in_whatever_order_there_is_one_welcome(params string[] news)
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var one in news)
        {
            await TellAsync(bot, one);
        }

        // Said after every welcome there could be.
        await bot.Teams.SayAsync("vera", "help");
        await bot.Teams.ShouldShowAsync("(your role: viewer)");
        (await bot.Teams.ShownAsync()).Count(m => m.Everything.Contains(Welcome, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "BF-52")]
    public async Task Where_it_was_installed_is_known_before_anybody_wrote()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await TellAsync(bot, "add");
        await bot.Teams.ShouldShowAsync(Welcome);

        var place = (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem();
        (place.Reference.ConversationId, place.Reference.ServiceUrl, place.Reference.TenantId, place.Reference.BotId)
            .ShouldBe((bot.Teams.Room, bot.Teams.Connector.ServiceUrl, TeamsSide.Tenant, TeamsSide.Bot));
        place.IsActive.ShouldBeTrue();
    }

    [Theory]
    [InlineData("remove", "add")]
    [InlineData("remove-upgrade", "add-upgrade")]
    [Trait("Conformance", "BF-52")]
    [Trait("Conformance", "BF-58")]
    public async Task Where_it_was_removed_nothing_is_sent_until_it_is_installed_again(string removed, string installed)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await TellAsync(bot, "add");
        await bot.Teams.ShouldShowAsync(Welcome);
        await TellAsync(bot, removed);
        var place = (await bot.AllAsync<Conversation>()).ShouldHaveSingleItem();
        (place.IsActive, place.InactiveBecause).ShouldBe((false, "removed"));

        await ScriptedChannel.AddAsync(bot, ScriptedChannel.Row(place.Reference, "while it was away"));
        await ScriptedChannel.ShouldBecomeAsync(bot, "while it was away", OutboxState.Dropped);
        await TellAsync(bot, installed);
        await ScriptedChannel.AddAsync(bot, ScriptedChannel.Row(place.Reference, "when it was back"));

        await bot.Teams.ShouldShowAsync("when it was back");
        (await bot.Teams.ShownAsync()).ShouldNotContain(m => m.Text == "while it was away");
    }

    /// <summary>News of the bot itself: an installation update with the action, or that it is a member now.</summary>
    private static async Task TellAsync(BotUnderTest bot, string news)
    {
        var activity = bot.Teams.Message("anouk", "");
        activity.Remove("text");
        activity["conversation"]!["id"] = bot.Teams.Room;
        if (news == "member")
        {
            activity["type"] = "conversationUpdate";
            activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsSide.Bot });
        }
        else
        {
            activity["type"] = "installationUpdate";
            activity["action"] = news;
        }

        using var response = await bot.Teams.SendAsync(activity);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
