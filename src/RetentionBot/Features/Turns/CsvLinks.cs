using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetentionBot.Features.Turns;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Addresses under which one colleague gets one list for a quarter of an hour. No channel is sent files; such an address works in all of them, and what it opens is
/// looked up when it is opened, so nothing lies about. It is signed with a key that only this process has: a restart ends all of them.
/// </summary>
internal sealed class CsvLinks(PublicAddress address, TimeProvider clock)
{
    public const string Route = "/lists";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <param name="code">The proof whose customers it gives.</param>
    /// <param name="staffId">The colleague it is for, whose rights are looked up when it is opened.</param>
    /// <returns>Null when the bot has no address that people can reach.</returns>
    public Uri? For(string code, long staffId)
    {
        if (string.IsNullOrEmpty(address.Url))
        {
            return null;
        }

        var until = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var wish = string.Create(CultureInfo.InvariantCulture, $"{code}-{staffId}-{until}");
        return new Uri($"{address.Url.TrimEnd('/')}{Route}/{wish}.{Sign(wish)}");
    }

    /// <returns>Null when it was not made here, or has expired.</returns>
    public (string Code, long StaffId)? Read(string token) =>
        token.Split('.') is [var wish, var signature]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(wish)), Encoding.UTF8.GetBytes(signature))
        && wish.Split('-') is [var code, var staff, var until]
        && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(until, CultureInfo.InvariantCulture)
            ? (code, long.Parse(staff, CultureInfo.InvariantCulture))
            : null;

    private string Sign(string wish) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(wish)));
}
