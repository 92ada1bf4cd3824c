using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Store;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Outages;

/// <summary>When the database counts as out, when as back, and how often that is said.</summary>
public sealed class StoreHealthTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HandClock _clock = new();
    private readonly Lines _lines = new();
    private readonly ServiceProvider _services;
    private readonly StoreHealth _health;

    public StoreHealthTests()
    {
        BlankDatabase.CopyTo(_folder.File("retentionbot.db"));
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddLogging(log => log.AddProvider(_lines))
            .AddStore($"Data Source={_folder.File("retentionbot.db")};Pooling=False")
            .BuildServiceProvider();
        _health = _services.GetRequiredService<StoreHealth>();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _lines.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_database_that_takes_a_write_is_well()
    {
        (await _health.LookAsync()).ShouldBeNull();
        _lines.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_refused_a_write_is_out_until_none_was_refused_for_a_while_and_a_small_one_succeeds()
    {
        _health.Takes(new DbUpdateException("not saved", new SqliteException("database or disk is full", 13))).ShouldBeTrue();
        (await _health.LookAsync())!.What.ShouldBe("cannot grow: the disk is full.");
        _clock.Now += TimeSpan.FromSeconds(11);
        (await _health.LookAsync()).ShouldBeNull();
        _lines.All.Count.ShouldBe(2);
        _lines.All[^1].ShouldBe("The database can be used again, after 00:00:11");
    }

    [Fact]
    public void However_often_it_refuses_the_log_tells_once_and_again_after_minutes()
    {
        for (var second = 0; second < 600; second++)
        {
            _health.Takes(new SqliteException("database is locked", 5)).ShouldBeTrue();
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        _lines.All.Count.ShouldBe(2);
        _lines.All[1].ShouldStartWith("Still, after 00:05:00: The database is locked");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_and_no_new_one_is_made()
    {
        File.Delete(_folder.File("retentionbot.db"));
        (await _health.LookAsync())!.What.ShouldBe("cannot be opened.");
        File.Exists(_folder.File("retentionbot.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_file_in_its_place_is_told()
    {
        File.WriteAllBytes(_folder.File("retentionbot.db"), []);
        (await _health.LookAsync()).ShouldBe(StoreFault.Damaged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void What_is_wrong_with_one_statement_is_no_outage(int code)
    {
        _health.Takes(new SqliteException("no such column", code)).ShouldBeFalse();
        _health.Takes(new InvalidOperationException()).ShouldBeFalse();
        _health.Fault.ShouldBeNull();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                All.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
