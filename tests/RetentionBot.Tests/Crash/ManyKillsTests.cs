using System.Text.Json.Nodes;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Crash;

/// <summary>The two promises under kills at any moment: what was accepted is answered, and what was delivered twice has one effect.</summary>
public sealed class ManyKillsTests
{
    private const int Rounds = 25;
    private const int QuestionsARound = 6;
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2.5);

    [Fact, Trait("Category", "Soak")]
    public async Task Killed_again_and_again_every_question_is_answered_and_none_is_handled_twice()
    {
        await using var bot = await BotProcess.CreateAsync();
        foreach (var room in Enumerable.Range(0, QuestionsARound).Select(RoomOf))
        {
            bot.Teams.AddColleague("vera", room);
        }

        await bot.StartAsync();
        await bot.Company.AddStaffAsync();
        var random = new Random(Seed: 20261122);
        var unconfirmed = new List<JsonObject>();

        for (var round = 0; round < Rounds; round++)
        {
            // Teams delivers again what got no answer, so what the last kill cut off comes once more beside the new ones.
            unconfirmed.AddRange(Enumerable.Range(0, QuestionsARound).Select(i => bot.Teams.Message("vera", "help", RoomOf(i))));
            var sends = unconfirmed.ConvertAll(question => IsTakenAsync(bot, question));
            await Task.Delay(random.NextDouble() * LongestLife, TimeProvider.System);
            await bot.KillAsync();
            var taken = await Task.WhenAll(sends);
            unconfirmed = [.. unconfirmed.Where((_, i) => !taken[i])];
            await bot.StartAsync();
        }

        foreach (var question in unconfirmed)
        {
            (await IsTakenAsync(bot, question)).ShouldBeTrue();
        }

        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<InboundDelivery>()).All(d => d.State != DeliveryState.Accepted)
                && (await bot.AllAsync<OutboxMessage>()).All(m => m.State is not (OutboxState.Pending or OutboxState.Sending)),
            "everything is decided",
            atMost: TimeSpan.FromMinutes(2));

        const int Questions = Rounds * QuestionsARound;
        var (deliveries, answers) = (await bot.AllAsync<InboundDelivery>(), await bot.AllAsync<OutboxMessage>());
        deliveries.Count.ShouldBe(Questions);
        answers.Count.ShouldBe(Questions);

        // Given up is only what was cut off five times; held is only what was cut off while it was sent, and again while it was sent once more.
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Done || d.Attempts > 5);
        answers.ShouldAllBe(m => m.State == OutboxState.Sent || (m.State == OutboxState.Unknown && m.WasResent));
        var resent = answers.Count(m => m.WasResent);
        var shown = bot.Teams.Connector.Requests.Count(r => r.Method == "POST");
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "outbox.resend").ShouldBe(resent);
        shown.ShouldBeInRange(answers.Count(m => m.State == OutboxState.Sent), Questions + resent);
    }

    private static string RoomOf(int question) => $"a:1vera-{question}";

    /// <summary>Whether the bot said that it has it.</summary>
    private static async Task<bool> IsTakenAsync(BotProcess bot, JsonObject question)
    {
        try
        {
            using var response = await bot.Teams.SendAsync(question);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
