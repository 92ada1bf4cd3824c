using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Tests.Operations;

/// <summary>A line of the log with all that stands around it.</summary>
/// <param name="Scopes">What the scopes around it say, outermost first.</param>
internal sealed record LogLine(string Category, string Text, IReadOnlyList<string> Scopes)
{
    public string Everything => $"{Category} {string.Join(" => ", Scopes)} {Text}";
}

/// <summary>Keeps what is logged, as far as the bot's own levels let it through, with the scopes as the console writes them.</summary>
internal sealed class ScopeLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Category(string name, ScopeLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<string> scopes = [];
            log._scopes.ForEachScope((scope, all) => all.Add($"{scope}"), scopes);
            log._lines.Enqueue(new LogLine(name, $"{formatter(state, exception)} {exception}", scopes));
        }
    }
}
