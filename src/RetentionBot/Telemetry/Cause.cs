namespace RetentionBot.Telemetry;

/// <summary>
/// What the work under way is done because of, such as <c>turn-42</c>. It stands on every log line meanwhile and on every outbox row that comes of it, so that what
/// arrived can be followed to what was sent. Ids only: no person, no place, no text.
/// </summary>
internal static class Cause
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private static readonly Func<ILogger, string, IDisposable?> CauseScope = LoggerMessage.DefineScope<string>("{Cause}");

    private static readonly Func<ILogger, string, IDisposable?> MessageScope = LoggerMessage.DefineScope<string>("{Message}");

    /// <summary>Null outside any such work, as in a verb of the command line.</summary>
    public static string? Current => Ambient.Value;

    /// <summary>A delivery; its number is what a person is told when it failed.</summary>
    public static string Turn(long deliveryId) => Invariant($"turn-{deliveryId}");

    /// <summary>One run of a job.</summary>
    public static string Job(string key, DateTimeOffset startedAt) => Invariant($"job-{key}-{startedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}");

    /// <summary>One import of source data, with the jobs it starts.</summary>
    public static string Import(string kind, DateTimeOffset startedAt) => Invariant($"import-{kind}-{startedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}");

    /// <summary>Something that was due.</summary>
    public static string Timer(long id) => Invariant($"timer-{id}");

    /// <summary>What somebody sent on the page of an invitation.</summary>
    public static string Page(Guid invitationId) => Invariant($"page-{invitationId}");

    /// <summary>Begins work. It lasts as long as the method that calls this, or until what is returned is disposed.</summary>
    /// <param name="log">Any log: the scope is seen by all.</param>
    /// <param name="cause">From the methods above, or as an outbox row has it; null where none is known.</param>
    public static IDisposable Begin(ILogger log, string? cause)
    {
        var before = Ambient.Value;
        Ambient.Value = cause;
        return new End(before, cause is null ? null : CauseScope(log, cause));
    }

    /// <summary>Puts the id of an outbox row on every log line until what is returned is disposed.</summary>
    public static IDisposable? BeginMessage(ILogger log, long messageId) => MessageScope(log, Invariant($"outbox-{messageId}"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed class End(string? before, IDisposable? scope) : IDisposable
    {
        public void Dispose()
        {
            scope?.Dispose();
            Ambient.Value = before;
        }
    }
}
