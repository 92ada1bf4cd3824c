using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Turns;
using RetentionBot.Jobs;
using RetentionBot.Outbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Outbox;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Operations;

/// <summary>From a delivery, a job, an import or a timer one can follow the log to what was sent because of it.</summary>
public sealed class CauseTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_delivery_is_followed_from_the_wire_to_the_answer(string channel)
    {
        var (log, bot) = await StartAsync();
        await using var running = bot;
        var side = bot.Side(channel);
        await side.AskAsync("vera", "help", side.PrivateRoomOf("vera"));

        var delivery = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        var cause = $"turn-{delivery.Id}";
        var messages = await Eventually.ShouldGiveAsync(
            async () => await bot.AllAsync<OutboxMessage>() is var all && all.TrueForAll(m => m.State == OutboxState.Sent) ? all : null, "all is sent");
        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(m => m.Cause == cause);

        var handled = await LineAsync(log, $"Delivery {delivery.Id} (Message on");
        handled.Scopes.ShouldContain(cause);
        foreach (var message in messages)
        {
            var sent = await LineAsync(log, $"Outbox message {message.Id} (");
            sent.Scopes.TakeLast(2).ShouldBe([cause, $"outbox-{message.Id}"]);
        }
    }

    [Fact]
    public async Task Each_line_of_a_broken_turn_has_the_number_the_person_is_told()
    {
        var handlers = new OddHandlers();
        var (log, bot) = await StartAsync(handlers.Setup);
        await using var running = bot;
        var told = await bot.Teams.AskAsync("vera", "broken", bot.Teams.PrivateRoomOf("vera"));

        var delivery = (await bot.AllAsync<InboundDelivery>()).ShouldHaveSingleItem();
        told.Everything.ShouldContain($"{delivery.Id}");
        (await LineAsync(log, $"Delivery {delivery.Id} failed")).Scopes.ShouldContain($"turn-{delivery.Id}");
    }

    [Fact]
    public async Task Two_turns_at_once_do_not_take_each_others_id()
    {
        var handlers = new OddHandlers();
        var (log, bot) = await StartAsync(handlers.Setup);
        await using var running = bot;
        await bot.Teams.SayAsync("vera", "slow", bot.Teams.PrivateRoomOf("vera"));
        await bot.Teams.AskAsync("bram", "help", bot.Teams.PrivateRoomOf("bram"));
        handlers.Open();
        await bot.Teams.ShouldShowAsync("Done at last.", bot.Teams.PrivateRoomOf("vera"));

        var deliveries = (await bot.AllAsync<InboundDelivery>()).ToDictionary(d => d.ConversationKey, d => $"turn-{d.Id}");
        deliveries.Count.ShouldBe(2);
        (await bot.AllAsync<OutboxMessage>()).ShouldAllBe(m => m.Cause == deliveries[m.ConversationKey]);
        foreach (var line in log.Lines.Where(l => l.Text.StartsWith("Delivery ", StringComparison.Ordinal)))
        {
            line.Scopes.Where(s => s.StartsWith("turn-", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldBe($"turn-{line.Text.Split(' ')[1]}");
        }
    }

    [Fact]
    public async Task Alerts_of_an_import_have_the_import_for_a_cause_and_those_of_a_job_the_job()
    {
        var (log, bot) = await StartAsync();
        await using var running = bot;
        await bot.Company.AddCustomersAsync();
        await bot.ConnectAsync("teams", "en");
        await bot.Company.DropHealthAsync();
        await bot.Teams.ShouldShowAsync("Acknowledge");
        (await bot.AllAsync<OutboxMessage>()).FindAll(m => m.Subject?.StartsWith("alert:", StringComparison.Ordinal) == true)
            .ShouldAllBe(m => m.Cause!.StartsWith("import-", StringComparison.Ordinal));

        var job = new Job("test", new JobSchedule.AtStart(), async (services, ct) =>
        {
            services.GetRequiredService<OutboxWriter>().Post(ScriptedChannel.Room("a"), new MessageContent("Of a job."));
            await services.GetRequiredService<Store.RetentionDb>().SaveChangesAsync(ct);
        });
        (await bot.Services.GetRequiredService<JobRunner>().RunAsync(job, CancellationToken.None)).ShouldBe(JobEnd.Succeeded);
        var cause = (await bot.AllAsync<OutboxMessage>()).Single(m => m.Text == "Of a job.").Cause!;
        cause.ShouldMatch("^job-test-[0-9]{8}T[0-9]{9}$");
        (await LineAsync(log, "Job test ended")).Scopes.ShouldContain(cause);
    }

    [Fact]
    public async Task What_a_timer_does_has_the_timer_for_a_cause()
    {
        var (log, bot) = await StartAsync(new BotSetup { Services = services => services.AddKeyedScoped<ITimerHandler, Failing>("test.failing") });
        await using var running = bot;
        var timer = new DueTimer { Kind = "test.failing", Subject = "s", DueAt = TimeProvider.System.GetUtcNow() };
        await ScriptedChannel.AddAsync(bot, timer);
        (await LineAsync(log, $"Timer {timer.Id} failed")).Scopes[^1].ShouldBe($"timer-{timer.Id}");
    }

    [Fact]
    public async Task The_paths_that_are_keys_stand_in_no_line_and_no_scope()
    {
        var (log, bot) = await StartAsync(new BotSetup { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging:LogLevel:Microsoft"] = "Trace" } });
        await using var running = bot;
        var secret = new string('B', 42);
        foreach (var path in (string[])[$"/lists/{secret}", $"/s/{secret}", $"/answers/{secret}"])
        {
            (await bot.Http.GetAsync(path)).Dispose();
        }

        await bot.Teams.AskAsync("vera", "help", bot.Teams.PrivateRoomOf("vera"));
        log.Lines.ShouldNotBeEmpty();
        log.Lines.ShouldAllBe(l => !l.Everything.Contains(secret, StringComparison.Ordinal) && !l.Everything.Contains("RequestPath", StringComparison.Ordinal));
    }

    private static async Task<(ScopeLog Log, BotUnderTest Bot)> StartAsync(BotSetup? setup = null)
    {
        var log = new ScopeLog();
        setup ??= new BotSetup();
        var bot = await BotUnderTest.StartAsync(setup with
        {
            Settings = new Dictionary<string, string>(setup.Settings, StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "Information" },
            Services = setup.Services + (services => services.AddSingleton<ILoggerProvider>(log)),
        });
        return (log, bot);
    }

    private static Task<LogLine> LineAsync(ScopeLog log, string text) =>
        Eventually.ShouldGiveAsync(() => Task.FromResult(log.Lines.FirstOrDefault(l => l.Text.Contains(text, StringComparison.Ordinal))), $"a line says {text}");

    private sealed class Failing : ITimerHandler
    {
        public Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken ct) => throw new UnreachableException();
    }
}
