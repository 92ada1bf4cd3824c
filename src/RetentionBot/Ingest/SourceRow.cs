namespace RetentionBot.Ingest;

/// <summary>One row of source data under our own field names, still as text.</summary>
/// <param name="Line">Line in the file (the header is line 1), or the ordinal of the record plus one.</param>
/// <param name="Fields">Field name → text; an absent field and an empty text both mean "not given".</param>
/// <param name="Problem">Why the line could not be read; null when it could.</param>
internal sealed record SourceRow(int Line, IReadOnlyDictionary<string, string> Fields, string? Problem = null);
