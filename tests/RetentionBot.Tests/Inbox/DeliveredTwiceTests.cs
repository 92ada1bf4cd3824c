using System.Net;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Inbox;

public sealed class DeliveredTwiceTests
{
    [Fact]
    [Trait("Conformance", "SL-12")]
    public async Task A_Slack_event_delivered_four_times_at_once_and_again_after_a_restart_is_answered_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var delivery = bot.Slack.Event("vera", "help");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(retry => DeliverAsync(bot, delivery, retry)));
        await bot.Slack.ShouldShowAsync("(your role: viewer)");

        await bot.RestartAsync();
        await DeliverAsync(bot, delivery, retry: 3);
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Done);
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Sent);
        (await bot.Slack.ShownAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "BF-9")]
    public async Task A_Teams_activity_sent_twice_is_answered_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var activity = bot.Teams.Message("vera", "help");
        foreach (var response in await Task.WhenAll(bot.Teams.SendAsync(activity), bot.Teams.SendAsync(activity)))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Dispose();
        }

        await bot.Teams.ShouldShowAsync("(your role: viewer)");
        (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        (await bot.AllAsync<OutboxMessage>()).ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Conformance", "BF-9")]
    public async Task A_Teams_activity_is_another_one_in_another_conversation_or_with_another_id()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var thread = $"{bot.Teams.Room};messageid=900";
        var (first, again) = (bot.Teams.Message("vera", "help", thread), bot.Teams.Message("vera", "help", thread));
        var elsewhere = bot.Teams.Message("vera", "help", bot.Teams.PrivateRoomOf("vera"));
        elsewhere["id"] = (string?)first["id"];
        foreach (var activity in (JsonObject[])[first, again, elsewhere])
        {
            using var response = await bot.Teams.SendAsync(activity);
        }

        await Eventually.ShouldBeAsync(async () => (await bot.Teams.ShownAsync()).Count == 2, "both in the thread are answered");
        await bot.Teams.ShouldShowAsync("(your role: viewer)", bot.Teams.PrivateRoomOf("vera"));
    }

    [Fact]
    public async Task A_press_delivered_again_gets_the_answer_of_the_first_time_whatever_happened_since()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        var card = await bot.Teams.ShouldShowAsync($"Health drop: {Company.Failing}");

        var press = bot.Teams.Press("anouk", card, AcknowledgeAlert.Verb);
        using var first = await bot.Teams.SendAsync(press);
        await bot.Teams.ResolveAsync("bram", card);
        using var second = await bot.Teams.SendAsync(press);

        var answer = await first.Content.ReadAsStringAsync();
        answer.ShouldContain("Acknowledged by Anouk de Wit");
        (await second.Content.ReadAsStringAsync()).ShouldBe(answer);
        (await bot.AllAsync<AlertEvent>()).Count(e => e.Kind == AlertEventKind.Acknowledged).ShouldBe(1);
    }

    [Fact]
    [Trait("Conformance", "BF-23")]
    public async Task What_does_not_prove_where_it_comes_from_is_refused_and_not_stored()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var forged = bot.Slack.Signer.Event(bot.Slack.Event("vera", "help"));
        forged.Headers.Remove("X-Slack-Signature");
        forged.Headers.Add("X-Slack-Signature", "v0=" + new string('a', 64));
        using var slack = await bot.Slack.SendAsync(forged);

        var foreign = bot.Teams.Message("vera", "help");
        foreign["serviceUrl"] = "https://smba.trafficmanager.net/emea/";
        using var teams = await bot.Teams.SendAsync(foreign);

        (slack.StatusCode, teams.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
        (await bot.AllAsync<InboundDelivery>()).ShouldBeEmpty();
        (await bot.AllAsync<Identity>()).ShouldBeEmpty();
    }

    /// <param name="retry">How often Slack had sent it before.</param>
    private static async Task DeliverAsync(BotUnderTest bot, string delivery, int retry)
    {
        var request = bot.Slack.Signer.Event(delivery);
        if (retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", $"{retry}");
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
        }

        using var response = await bot.Slack.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
