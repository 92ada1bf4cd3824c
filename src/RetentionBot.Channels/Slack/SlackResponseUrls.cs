using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>
/// One response_url: lets whoever has it answer the person who pressed or commanded, also where the bot is no member. A secret, so it is kept in memory alone and
/// never printed.
/// </summary>
internal sealed class SlackResponseUrl(Uri address, DateTimeOffset expiresAt)
{
    /// <summary>Slack lets each be used this often.</summary>
    private const int MostUses = 5;

    private int _uses;

    public Uri Address { get; } = address;

    public bool IsExpired(DateTimeOffset now) => now >= expiresAt;

    /// <summary>Takes one of the uses; false when none is left or the time is over.</summary>
    public bool TryUse(DateTimeOffset now) => !IsExpired(now) && Interlocked.Increment(ref _uses) <= MostUses;
}

/// <summary>The newest response_url of each person in each conversation.</summary>
internal sealed class SlackResponseUrls(IOptions<SlackOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<(string Conversation, string User), SlackResponseUrl> _urls = new();

    /// <returns>Null when there is none, or when it is no address of Slack's.</returns>
    public SlackResponseUrl? Keep(string? url, string conversation, string user)
    {
        if (SlackAddresses.Trusted(url, Uri.UriSchemeHttps, options.Value) is not { } address)
        {
            return null;
        }

        MakeRoom();
        return _urls[(conversation, user)] = new SlackResponseUrl(address, clock.GetUtcNow() + Life);
    }

    /// <summary>One use of the address with which something can be said to this person there.</summary>
    public bool TryUse(ConversationRef conversation, string user, [NotNullWhen(true)] out Uri? address)
    {
        address = _urls.TryGetValue((conversation.ConversationId, user), out var url) && url.TryUse(clock.GetUtcNow()) ? url.Address : null;
        return address is not null;
    }

    private void MakeRoom()
    {
        if (_urls.Count < Capacity)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (key, url) in _urls)
        {
            if (url.IsExpired(now))
            {
                _urls.TryRemove(key, out _);
            }
        }

        if (_urls.Count >= Capacity)
        {
            _urls.Clear();
        }
    }
}
