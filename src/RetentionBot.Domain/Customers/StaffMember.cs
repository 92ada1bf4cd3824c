namespace RetentionBot.Domain.Customers;

/// <summary>What a colleague may do; each role may do all that the ones before it may.</summary>
public enum StaffRole
{
    /// <summary>Asks KPI questions.</summary>
    Viewer = 1,

    /// <summary>Acknowledges and resolves alerts.</summary>
    Member = 2,

    /// <summary>Sends surveys, gets what nobody picked up.</summary>
    Lead = 3,

    /// <summary>Connects places, manages staff and settings.</summary>
    Admin = 4,
}

/// <summary>A colleague in the directory. A row here plus the channel's own proof makes somebody staff; neither alone does.</summary>
public sealed class StaffMember : IImported
{
    public long Id { get; init; }

    /// <summary>The mail address, lower case.</summary>
    public required string SourceKey { get; init; }

    public string Fingerprint { get; set; } = "";

    public required string Name { get; set; }

    public required StaffRole Role { get; set; }

    /// <summary><c>en</c> or <c>nl</c>; null means the language of the place or client.</summary>
    public string? Language { get; set; }

    /// <summary>IANA zone; null means the workspace's.</summary>
    public string? TimeZone { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>The mail address by which a channel's proof is matched to this row.</summary>
    public string Email => SourceKey;
}
