using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Hosting.Admin;

/// <summary>
/// Who is logged in to the admin's page with a browser, and what proves that a form came from it. Both are known to this process only: a restart logs everybody
/// out and makes open pages out of date.
/// </summary>
internal sealed class AdminSessions(TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(30);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Session> _open = new(StringComparer.Ordinal);

    /// <summary>Begins a session for the key of a name.</summary>
    /// <returns>What the browser keeps; only its hash is kept here.</returns>
    public string Open(string keyName)
    {
        var now = clock.GetUtcNow();
        foreach (var (over, _) in _open.Where(s => s.Value.Until <= now))
        {
            _open.TryRemove(over, out _);
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _open[HashOf(id)] = new Session(keyName, now + Length);
        return id;
    }

    /// <returns>The name of the key it was opened with; null when there is no such session, or no more.</returns>
    public string? NameOf(string id) => _open.TryGetValue(HashOf(id), out var session) && session.Until > clock.GetUtcNow() ? session.KeyName : null;

    public void Close(string id) => _open.TryRemove(HashOf(id), out _);

    /// <summary>What a form of a session carries along; a foreign page cannot know it.</summary>
    /// <param name="session">Null on this machine in local development, where nobody logs in.</param>
    public string FormToken(string? session) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(session ?? "")));

    public bool IsFormToken(string? session, string? token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(FormToken(session)), Encoding.UTF8.GetBytes(token ?? ""));

    private static string HashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private sealed record Session(string KeyName, DateTimeOffset Until);
}
