using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RetentionBot.Channels.DirectLine;

/// <summary>The tokens in use, in memory: after a restart the page asks for a new one. Each stands for one visitor in one conversation.</summary>
internal sealed class DirectLineTokens(TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (DirectLineVisitor Visitor, DateTimeOffset ExpiresAt)> tokens = new(StringComparer.Ordinal);

    public string Issue(DirectLineVisitor visitor)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, (_, expiresAt)) in tokens)
        {
            if (expiresAt <= now)
            {
                tokens.TryRemove(old, out _);
            }
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        tokens[token] = (visitor, now + Life);
        return token;
    }

    /// <summary>Who holds the token; null when it is unknown or over.</summary>
    public DirectLineVisitor? Find(string token) =>
        tokens.TryGetValue(token, out var entry) && entry.ExpiresAt > clock.GetUtcNow() ? entry.Visitor : null;
}
