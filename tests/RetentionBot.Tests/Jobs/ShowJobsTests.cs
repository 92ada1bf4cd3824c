using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Jobs;

public sealed class ShowJobsTests
{
    [Theory]
    [InlineData("teams", "anouk")]
    [InlineData("slack", "anouk")]
    [InlineData("webchat", "daan")]
    public async Task An_admin_sees_in_their_own_chat_how_each_job_stands_and_what_waits(string channel, string admin)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Store.Entities.JobState>()).Exists(j => j is { Job: "waves", SucceededAt: not null }), "a first run");
        var side = bot.Side(channel);
        (await side.AskAsync(admin, "jobs", side.PrivateRoomOf(admin))).Everything.ShouldSatisfyAllConditions(
            said => said.ShouldContain("score-customers"), said => said.ShouldContain("03:00 (Europe/Amsterdam)"), said => said.ShouldContain("waves"), said => said.ShouldContain("went well"),
            said => said.ShouldContain("What waits"));
    }

    [Fact]
    public async Task Others_do_not_and_in_a_room_an_admin_is_told_alone()
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await bot.Slack.AskAsync("leonie", "jobs", bot.Slack.PrivateRoomOf("leonie"))).Everything.ShouldContain("Only an admin sees the jobs.");

        await bot.ConnectAsync("slack", "en");
        await bot.Slack.SayAsync("anouk", "jobs");
        var told = await Eventually.ShouldGiveAsync(
            () => Task.FromResult(bot.Slack.Fake.CallsTo("chat.postEphemeral").FirstOrDefault(c => string.Concat(c.Fields.Values).Contains("score-customers", StringComparison.Ordinal))),
            "she is told");
        told.Fields.Keys.ShouldContain("user");
        bot.Slack.Fake.CallsTo("chat.postMessage").ShouldAllBe(c => !string.Concat(c.Fields.Values).Contains("score-customers", StringComparison.Ordinal));
    }
}
