namespace RetentionBot.Domain.Kpis;

/// <summary>How a customer left. The source says it; what it does not say is never guessed.</summary>
public enum ChurnType : byte
{
    Unknown,

    /// <summary>Everything the customer chose.</summary>
    Voluntary,

    /// <summary>Ended for a failed payment or for a technical reason.</summary>
    Involuntary,

    /// <summary>Expired without renewal and without notice.</summary>
    Passive,
}

/// <summary>The names churn types have in source data, filters and the API.</summary>
public static class ChurnTypes
{
    /// <summary>How many types there are, unknown among them.</summary>
    public const int Count = 4;

    private static readonly string[] Names = ["unknown", "voluntary", "involuntary", "passive"];

    /// <summary>All names, by the number of the type.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string ToName(ChurnType type) => Names[(int)type];

    /// <returns>The type of that name; <see cref="ChurnType.Unknown"/> for none or another one.</returns>
    public static ChurnType FromName(string? name) => (ChurnType)Math.Max(0, Array.IndexOf(Names, name));
}
