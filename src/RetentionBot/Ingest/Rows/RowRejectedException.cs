namespace RetentionBot.Ingest.Rows;

/// <summary>One row cannot be taken. The message is a sentence; it never holds names, mail addresses or comments.</summary>
internal sealed class RowRejectedException(string reason) : Exception(reason);
