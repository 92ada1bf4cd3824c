namespace RetentionBot.Ingest;

/// <summary>The input as a whole cannot be taken, and nothing was changed. The message is a sentence for the person who sent it.</summary>
internal sealed class ImportRefusedException(string sentence, Exception? cause = null) : Exception(sentence, cause);
