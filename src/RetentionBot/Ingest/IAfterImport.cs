namespace RetentionBot.Ingest;

/// <summary>Is told after an import that changed something was committed, e.g. to score the customers again.</summary>
/// <remarks>The import stands whatever becomes of this, also when the caller has hung up: so it has no token of the caller's, and its failure is only logged.</remarks>
internal interface IAfterImport
{
    /// <param name="kind">One of the import kinds, e.g. <c>subscriptions</c>.</param>
    Task AfterImportAsync(string kind);
}
