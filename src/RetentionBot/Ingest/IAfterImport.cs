namespace RetentionBot.Ingest;

/// <summary>Is told after an import that changed something was committed, e.g. to score the customers again.</summary>
internal interface IAfterImport
{
    /// <param name="kind">One of the import kinds, e.g. <c>subscriptions</c>.</param>
    /// <param name="ct">Stops the work; the import itself stands.</param>
    Task AfterImportAsync(string kind, CancellationToken ct);
}
