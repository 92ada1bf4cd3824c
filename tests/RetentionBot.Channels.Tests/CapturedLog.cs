using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace RetentionBot.Channels.Tests;

/// <summary>
/// Every log line of every host the tests start with the scopes around it, at every level (the store's from Information), in one file a process, for <c>tests/check-logs.sh</c>: nothing secret or personal may stand there.
/// Off unless <c>RETENTIONBOT_TEST_LOGS</c> names a folder, as <c>test.sh</c> does.
/// </summary>
public sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RETENTIONBOT_TEST_LOGS");
    private static readonly Lazy<TextWriter> File = new(Open);

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>Adds the capture to a host.</summary>
    public static void AddTo(ILoggingBuilder logging)
    {
        if (Folder is not null)
        {
            // The store logs every command below that level, always the same and without its values.
            logging.AddProvider(new CapturedLog())
                .AddFilter<CapturedLog>(null, LogLevel.Trace)
                .AddFilter<CapturedLog>("Microsoft.EntityFrameworkCore", LogLevel.Information);
        }
    }

    /// <summary>Takes a line that a process of its own wrote to its console.</summary>
    public static void Take(string? line)
    {
        if (Folder is not null && line is not null)
        {
            File.Value.WriteLine(line);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static TextWriter Open()
    {
        Directory.CreateDirectory(Folder!);
        var name = string.Create(CultureInfo.InvariantCulture, $"{typeof(CapturedLog).Assembly.GetName().Name}-{Environment.ProcessId}.log");
        return TextWriter.Synchronized(new StreamWriter(Path.Combine(Folder!, name), append: true) { AutoFlush = true });
    }

    private string Scopes()
    {
        var text = new StringBuilder();
        _scopes.ForEachScope((scope, all) => all.Append($"{scope} => "), text);
        return text.ToString();
    }

    private sealed class Category(string name, CapturedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Take($"{logLevel} {name}: {log.Scopes()}{formatter(state, exception)}{(exception is null ? "" : $" {exception}")}".ReplaceLineEndings(" "));
    }
}
