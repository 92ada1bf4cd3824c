namespace RetentionBot.Store.Entities;

/// <summary>What a key opens.</summary>
internal enum ApiScope
{
    /// <summary>Questions and KPIs.</summary>
    Ask = 1,

    /// <summary>Data in.</summary>
    Ingest = 2,

    /// <summary>Everything.</summary>
    Admin = 3,

    /// <summary>How the bot itself does: counts and times.</summary>
    Metrics = 4,
}

/// <summary>A key for <c>/api</c>. The key itself is shown once and never stored.</summary>
internal sealed class ApiKey
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, lower-case hex. The key is 256 random bits, so a plain hash is enough.</summary>
    public required string Hash { get; init; }

    public required ApiScope Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
