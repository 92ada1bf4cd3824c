using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Domain.Surveys;

/// <summary>Somebody said stop. It holds for ever: for the person, and for their address should it come again under another name.</summary>
public sealed class OptOut
{
    public long Id { get; init; }

    /// <summary>Null once the person has been erased.</summary>
    public long? ContactId { get; init; }

    /// <summary>SHA-256 of the address in lower case, in lower-case hex; null when there was none. The address itself is not kept here.</summary>
    public string? AddressHash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Where it was said: <c>page</c>, <c>mail</c> or a channel.</summary>
    public required string Source { get; init; }

    /// <summary>The hash under which an address is remembered.</summary>
    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));
}
