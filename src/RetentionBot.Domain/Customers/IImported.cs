namespace RetentionBot.Domain.Customers;

/// <summary>A row that came from a source system and can come again.</summary>
public interface IImported
{
    long Id { get; }

    /// <summary>What identifies the row in its source: unique per kind. The same key again is the same row.</summary>
    string SourceKey { get; }

    /// <summary>Fingerprint of the imported values; equal means nothing changed.</summary>
    string Fingerprint { get; set; }

    /// <summary>When a full import no longer held the row; null while it counts. A retired row is kept but takes part in nothing.</summary>
    DateTimeOffset? RetiredAt { get; set; }
}
