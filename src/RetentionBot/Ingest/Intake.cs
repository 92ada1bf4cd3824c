using RetentionBot.Ingest.Reading;
using RetentionBot.Telemetry;

namespace RetentionBot.Ingest;

/// <summary>The way in that command and API share: read, import, and tell who waits for it.</summary>
internal sealed partial class Intake(Importer importer, IEnumerable<IAfterImport> listeners, TimeProvider clock, ILogger<Intake> log)
{
    /// <inheritdoc cref="SourceReader.OpenAsync"/>
    public async Task<ImportReport> TakeAsync(Stream input, Mapping mapping, InputFormat? format, ImportRequest request, CancellationToken ct)
    {
        using var because = Cause.Begin(log, Cause.Import(request.Kind, clock.GetUtcNow()));
        var rows = await SourceReader.OpenAsync(input, request.Kind, mapping, format, ct);
        var report = await importer.ImportAsync(request with { CreateCustomers = mapping.CreateCustomers }, rows, ct);
        if (report is { ChangedAnything: true, Check: false })
        {
            foreach (var listener in listeners)
            {
                await TellAsync(listener, report.Kind);
            }
        }

        return report;
    }

    private async Task TellAsync(IAfterImport listener, string kind)
    {
        try
        {
            await listener.AfterImportAsync(kind);
        }
        catch (Exception e)
        {
            LogListenerFailed(e, kind);
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Kind} are imported; what follows from them failed")]
    private partial void LogListenerFailed(Exception e, string kind);
}
