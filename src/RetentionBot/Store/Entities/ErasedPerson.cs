using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Store.Entities;

/// <summary>That somebody was erased, by which a source that still has them is kept from bringing them back. It names nobody.</summary>
internal sealed class ErasedPerson
{
    /// <summary>SHA-256 of the contact's key in the source, in lower-case hex.</summary>
    public required string KeyHash { get; init; }

    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>The hash under which a source's key is remembered.</summary>
    public static string HashOf(string sourceKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sourceKey)));
}
