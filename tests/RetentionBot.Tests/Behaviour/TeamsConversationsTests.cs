using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Behaviour;

/// <summary>Where in Teams the bot speaks: in the thread it was asked in, in the one its card began, in the chat it opened.</summary>
public sealed class TeamsConversationsTests
{
    private const string EmulatorTenant = "00000000-0000-0000-0000-0000000000001";
    private const string EmulatorBot = "00000000-0000-0000-0000-00000000000011";

    [Fact]
    [Trait("Conformance", "BF-28")]
    public async Task A_question_is_answered_in_its_thread_and_named_there()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var question = bot.Teams.Message("vera", "help", $"{bot.Teams.Room};messageid=900");
        using var response = await bot.Teams.SendAsync(question);

        await bot.Teams.ShouldShowAsync("(your role: viewer)");
        var answer = bot.Teams.Connector.PostedIn(bot.Teams.Room).ShouldHaveSingleItem();
        (answer.ConversationId, (string?)answer.Activity["replyToId"]).ShouldBe(($"{bot.Teams.Room};messageid=900", (string?)question["id"]));
    }

    [Fact]
    [Trait("Conformance", "BF-29")]
    public async Task A_card_is_rewritten_in_the_thread_it_began_also_after_a_restart()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        bot.Teams.Connector.Rule = r => r switch
        {
            { Method: "POST", Path: "/v3/conversations" } => new ConnectorReply(201, $$"""{ "id": "{{bot.Teams.Room}};messageid=900", "activityId": "901" }"""),
            { Method: "PUT" } => new ConnectorReply(200),
            _ => null,
        };
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<PostedMessage>()).Count == 1, "the thread is noted");

        await bot.RestartAsync();
        await bot.Company.UseOnceMoreAsync();

        var update = await Eventually.ShouldGiveAsync(
            () => Task.FromResult(bot.Teams.Connector.Requests.FirstOrDefault(r => r.Method == "PUT")), "the card is rewritten");
        update.Path.ShouldBe("/v3/conversations/19%3Achurnwatch%40thread.tacv2%3Bmessageid%3D900/activities/901");
    }

    [Fact]
    [Trait("Conformance", "BF-30")]
    public async Task The_chat_that_was_opened_for_a_person_is_used_again_also_after_a_restart()
    {
        await using var bot = await BotUnderTest.StartAsync(VocabularyHandlers.Setup);
        await bot.Teams.AskAsync("vera", "help");
        await TellVeraAsync(bot, times: 1);

        await bot.RestartAsync();
        await TellVeraAsync(bot, times: 2);

        bot.Teams.Connector.Requests.Count(r => r is { Method: "POST", Path: "/v3/conversations" }).ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "BF-64")]
    public async Task The_emulator_is_answered_in_a_chat_a_group_and_a_channel_and_its_buttons_work()
    {
        var handlers = new OddHandlers();
        handlers.Open();
        await using var bot = await BotUnderTest.StartAsync(handlers.Setup);
        foreach (var (room, kind) in ((string, string)[])[("personal-chat-id", "personal"), ("group-chat-id", "groupChat"), ("channel-announcements-id;messageid=1", "channel")])
        {
            bot.Teams.Connector.AddColleague(room.Split(';')[0], "user-id-0", EmulatorTenant, "vera@example.com");
            using var installed = await bot.Teams.SendAsync(AsTheEmulator(bot, room, kind, new JsonObject { ["type"] = "installationUpdate", ["action"] = "add" }));
            using var asked = await bot.Teams.SendAsync(AsTheEmulator(bot, room, kind, new JsonObject
            {
                ["type"] = "message",
                ["text"] = "<at>Test Bot</at> card",
                ["entities"] = new JsonArray(new JsonObject
                {
                    ["type"] = "mention",
                    ["mentioned"] = new JsonObject { ["id"] = EmulatorBot, ["name"] = "Test Bot" },
                    ["text"] = "<at>Test Bot</at>",
                }),
            }));
            (installed.StatusCode, asked.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));

            var card = await Eventually.ShouldGiveAsync(
                () => Task.FromResult(bot.Teams.Connector.PostedIn(room.Split(';')[0]).SingleOrDefault(m => m.Activity["summary"]?.ToString() == "The card at first.")), $"the {kind} is answered");
            card.ConversationId.ShouldBe(room);
            using var pressed = await bot.Teams.SendAsync(AsTheEmulator(bot, room, kind, new JsonObject
            {
                ["type"] = "invoke",
                ["name"] = "adaptiveCard/action",
                ["replyToId"] = card.Id,
                ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = OddHandlers.SlowCardVerb, ["data"] = new JsonObject() }, ["trigger"] = "manual" },
            }));
            (await pressed.Content.ReadAsStringAsync()).ShouldContain("The card at last.");
        }

        bot.Teams.Connector.Requests.ShouldAllBe(r => r.Authorization == null);
    }

    /// <summary>Ids that look like GUIDs and are none, and no token.</summary>
    private static JsonObject AsTheEmulator(BotUnderTest bot, string room, string kind, JsonObject activity)
    {
        activity["id"] = Guid.NewGuid().ToString();
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = bot.Teams.Connector.ServiceUrl;
        activity["locale"] = "en-US";
        activity["from"] = new JsonObject { ["id"] = "user-id-0", ["aadObjectId"] = "00000000-0000-0000-0000-0000000000020", ["name"] = "Alex Wilber" };
        activity["recipient"] = new JsonObject { ["id"] = EmulatorBot, ["name"] = "Test Bot" };
        activity["conversation"] = new JsonObject { ["id"] = room, ["isGroup"] = kind != "personal", ["conversationType"] = kind, ["tenantId"] = EmulatorTenant };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = EmulatorTenant } };
        return activity;
    }

    private static async Task TellVeraAsync(BotUnderTest bot, int times)
    {
        await bot.Teams.SayAsync("anouk", "tell vera");
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<OutboxMessage>()).Count(m => m.RecipientKey != null && m.State == OutboxState.Sent) == times, "Vera is told");
        (await bot.Teams.ShownAsync(bot.Teams.PrivateRoomOf("vera"))).Count.ShouldBe(times);
    }
}
