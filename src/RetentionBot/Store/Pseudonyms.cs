namespace RetentionBot.Store;

/// <summary>Names that say nothing of who bore another before, and still tell one from another.</summary>
internal static class Pseudonyms
{
    /// <summary>Begins each of them; nothing that comes from outside bears it twice.</summary>
    public const string Beginning = "erased:";

    /// <summary>One that was never given before.</summary>
    public static string New() => $"{Beginning}{Guid.NewGuid():N}";
}
