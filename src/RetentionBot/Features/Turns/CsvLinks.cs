using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.Features.Turns;

/// <summary>
/// Addresses under which one colleague gets one list for a quarter of an hour. No channel is sent files; such an address works in all of them, and what it opens is
/// looked up when it is opened, so nothing lies about. It is signed with a key that only this process has: a restart ends all of them.
/// </summary>
internal sealed class CsvLinks(PublicAddress address, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <param name="route">What kind of list it is, as the beginning of its address: <c>/lists</c>.</param>
    /// <param name="code">Which list; letters, digits and underscores.</param>
    /// <param name="staffId">The colleague it is for, whose rights are looked up when it is opened.</param>
    /// <returns>Null when the bot has no address that people can reach.</returns>
    public Uri? For(string route, string code, long staffId)
    {
        if (string.IsNullOrEmpty(address.Url))
        {
            return null;
        }

        var until = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var wish = string.Create(CultureInfo.InvariantCulture, $"{code}-{staffId}-{until}");
        return new Uri($"{address.Url.TrimEnd('/')}{route}/{wish}.{Sign(route, wish)}");
    }

    /// <param name="route">Under which it was asked for: an address to one kind of list opens no other.</param>
    /// <param name="token">What stands behind it.</param>
    /// <returns>Null when it was not made here, or has expired.</returns>
    public (string Code, long StaffId)? Read(string route, string token) =>
        token.Split('.') is [var wish, var signature]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(route, wish)), Encoding.UTF8.GetBytes(signature))
        && wish.Split('-') is [var code, var staff, var until]
        && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture)
            ? (code, long.Parse(staff, CultureInfo.InvariantCulture))
            : null;

    private string Sign(string route, string wish) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{route}/{wish}")));
}
