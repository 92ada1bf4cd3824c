using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RetentionBot.Outbox;

namespace RetentionBot.Tests.Fuzz;

/// <summary>What the bot itself calls an error: an exception that nobody handled, above all.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        /// <summary>The store calls it an error when a delivery comes twice, which the bot catches; the outbox when a message can go nowhere, as those to spoiled addresses do.</summary>
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error
            && !name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) && !name.EndsWith(nameof(OutboxSettlement), StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
