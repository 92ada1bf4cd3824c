using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Turns;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Outbox;

/// <summary>A message is given up when it is too old to be of use, however often it was tried; and the admin can see that.</summary>
public sealed class GivenUpTests
{
    [Theory]
    [InlineData("alert", 12 * 60)]
    [InlineData("answer", 10)]
    [InlineData("survey", 24 * 60)]
    [InlineData("update", 24 * 60)]
    public async Task What_may_pass_is_tried_until_the_message_is_of_no_use_any_more(string kind, int minutes)
    {
        await using var host = await BuiltHost.StartAsync();
        var settlement = host.Get<OutboxSettlement>();
        var now = TimeProvider.System.GetUtcNow();
        var (inTime, tooLate) = (Message(kind, now.AddMinutes(1 - minutes)), Message(kind, now.AddMinutes(-minutes)));

        settlement.Settle(inTime, new SendOutcome.TryAgain("busy"));
        settlement.Settle(tooLate, new SendOutcome.TryAgain("busy"));

        (inTime.State, tooLate.State).ShouldBe((OutboxState.Pending, OutboxState.Dead));

        // No longer than the cap, and a moment for the test itself.
        (inTime.DueAt - now).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task The_health_page_counts_what_was_given_up_or_held_during_the_last_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await OutboxHealthAsync(bot)).ShouldBe(("Healthy", 0, 0));

        var now = TimeProvider.System.GetUtcNow();
        await bot.WithDbAsync(db =>
        {
            db.Outbox.AddRange(
                Finished(OutboxState.Dead, now.AddHours(-1)),
                Finished(OutboxState.Dead, now.AddHours(-23)),
                Finished(OutboxState.Dead, now.AddHours(-25)),
                Finished(OutboxState.Unknown, now.AddHours(-2)),
                Finished(OutboxState.Dropped, now.AddHours(-2)));
            return db.SaveChangesAsync();
        });
        (await OutboxHealthAsync(bot)).ShouldBe(("Degraded", 2, 1));
    }

    private static async Task<(string? Status, int? Dead, int? Unknown)> OutboxHealthAsync(BotUnderTest bot)
    {
        var outbox = (await bot.Http.GetFromJsonAsync<JsonNode>("/healthz"))!["checks"]!["outbox"]!;
        return ((string?)outbox["status"], (int?)outbox["data"]!["deadLastDay"], (int?)outbox["data"]!["unknownLastDay"]);
    }

    private static OutboxMessage Finished(OutboxState state, DateTimeOffset at)
    {
        var message = Message("answer", at);
        (message.State, message.FinishedAt) = (state, at);
        return message;
    }

    private static OutboxMessage Message(string kind, DateTimeOffset createdAt) => new()
    {
        ConversationKey = "slack||C1",
        Conversation = new ConversationRef { ChannelId = ChannelIds.Slack, ConversationId = "C1", Kind = ConversationKind.Channel },
        Kind = kind == "update" ? SendKind.Update : SendKind.Post,
        Text = "x",
        Requires = kind is "alert" or "update" ? PlaceTopics.Alerts : PlaceTopics.None,
        Priority = kind == "answer" ? OutboxPriority.Answer : OutboxPriority.Bulk,
        Policy = kind == "survey" ? UnknownPolicy.Hold : UnknownPolicy.ResendOnce,
        Attempts = 2000,
        CreatedAt = createdAt,
        DueAt = createdAt,
    };
}
