using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outages;

/// <summary>
/// A database that cannot be used while the bot runs: what comes in is answered 503, the health check is red and says why, the log says it once, and nothing stops.
/// Once it can be used again everything goes on.
/// </summary>
public sealed class OutageTests
{
    /// <summary>A healthy bot is believed to be so again some seconds after the last refusal.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(1);

    private int _linesBefore;

    [Fact]
    public async Task On_a_full_disk_nothing_is_taken_and_nothing_lost_and_with_room_it_goes_on()
    {
        await using var bot = await StartAsync();
        FileSizeLimit.Set(bot.ProcessId, isFull: true);
        await ShouldBeOutAsync(bot, "The database cannot be read or written.", () =>
        {
            FileSizeLimit.Set(bot.ProcessId, isFull: false);
            return Task.CompletedTask;
        });
    }

    [Fact, Trait("Category", "Soak")]
    public async Task While_another_program_holds_the_database_nothing_is_taken_and_nothing_lost_and_then_it_goes_on()
    {
        await using var bot = await StartAsync();
        await using var other = new SqliteConnection($"Data Source={bot.DatabaseFile};Pooling=False");
        await other.OpenAsync();
        await ExecuteAsync(other, "BEGIN EXCLUSIVE");
        await ShouldBeOutAsync(bot, "The database is locked: somebody has been writing to it for more than 3 seconds.", () => ExecuteAsync(other, "ROLLBACK"));
    }

    [Fact]
    public async Task With_a_damaged_file_nothing_is_taken_and_with_the_backup_in_its_place_it_goes_on()
    {
        await using var bot = await StartAsync();
        var backup = bot.DatabaseFile + ".backup";
        await using (var db = bot.OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}");
        }

        var noise = new byte[100 * 4096];
        Random.Shared.NextBytes(noise);
        await OverwriteAsync(bot.DatabaseFile, noise);
        await OverwriteAsync(bot.DatabaseFile + "-wal", noise);
        await ShouldBeOutAsync(bot, "The database is damaged.", async () =>
        {
            await bot.KillAsync();
            File.Delete(bot.DatabaseFile + "-wal");
            File.Delete(bot.DatabaseFile + "-shm");
            File.Move(backup, bot.DatabaseFile, overwrite: true);
            await bot.StartAsync();
        });
    }

    private async Task<BotProcess> StartAsync()
    {
        var bot = await BotProcess.CreateAsync();
        bot.Teams.AddColleague("vera");
        bot.Slack.AddPerson("vera");
        await bot.StartAsync();
        await bot.Company.AddStaffAsync();
        (await HealthAsync(bot)).Status.ShouldBe(HttpStatusCode.OK);
        _linesBefore = bot.Log.Count;
        return bot;
    }

    private async Task ShouldBeOutAsync(BotProcess bot, string sentence, Func<Task> mend)
    {
        var question = bot.Teams.Message("vera", "help", bot.Teams.PrivateRoomOf("vera"));
        var request = bot.Slack.Event("vera", "help", bot.Slack.PrivateRoomOf("vera"));
        (await AnswerAsync(bot.Teams.SendAsync(question))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await AnswerAsync(bot.Slack.SendAsync(bot.Slack.Signer.Event(request)))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ImportAsync(bot)).ShouldBe((HttpStatusCode.ServiceUnavailable, true, TimeSpan.FromSeconds(30)));
        var health = await HealthAsync(bot);
        health.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        health.Database.ShouldStartWith(sentence);
        (await bot.Http.GetStringAsync("/livez")).ShouldBe("alive");

        // The loops look every second, and none of them may stop or go on about it.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        (await HealthAsync(bot)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var said = bot.Log.Skip(_linesBefore).ToList();
        said.Count(line => line.Contains(sentence, StringComparison.Ordinal) && line.Contains("nothing is lost", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', said));
        said.Count.ShouldBeLessThan(150, string.Join('\n', said));

        await mend();
        await Eventually.ShouldBeAsync(
            async () => (await AnswerAsync(bot.Teams.SendAsync(question))) == HttpStatusCode.OK
                && (await AnswerAsync(bot.Slack.SendAsync(bot.Slack.Signer.Event(request)))) == HttpStatusCode.OK,
            "both are taken",
            Recovery);
        await Eventually.ShouldBeAsync(async () => (await HealthAsync(bot)).Status == HttpStatusCode.OK, "the health check is green again", Recovery);
        await bot.Teams.ShouldShowAsync("(your role: viewer)", bot.Teams.PrivateRoomOf("vera"));
        await bot.Slack.ShouldShowAsync("(your role: viewer)", bot.Slack.PrivateRoomOf("vera"));
        (await bot.AllAsync<InboundDelivery>()).Count.ShouldBe(2);
        (await bot.AllAsync<OutboxMessage>()).Count.ShouldBe(2);
        (await bot.AllAsync<Customer>()).ShouldBeEmpty();
        (await ImportAsync(bot)).ShouldBe((HttpStatusCode.OK, false, null));
        (await bot.AllAsync<Customer>()).Count.ShouldBe(1);
    }

    private static async Task<(HttpStatusCode Status, bool SaysNothingWasKept, TimeSpan? AskAgain)> ImportAsync(BotProcess bot)
    {
        using var body = new StringContent("id,name\nc1,One", Encoding.UTF8, "text/csv");
        using var response = await bot.Http.PostAsync("/api/ingest/customers", body);
        var saysSo = (await response.Content.ReadAsStringAsync()).Contains("so nothing was kept.", StringComparison.Ordinal);
        return (response.StatusCode, saysSo, response.Headers.RetryAfter?.Delta);
    }

    private static async Task<HttpStatusCode> AnswerAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        return response.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string? Database)> HealthAsync(BotProcess bot)
    {
        using var response = await bot.Http.GetAsync("/healthz");
        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (response.StatusCode, (string?)report["checks"]!["database"]!["description"]);
    }

    private static async Task OverwriteAsync(string file, byte[] bytes)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await stream.WriteAsync(bytes);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
