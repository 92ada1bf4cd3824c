using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;

namespace RetentionBot.Features.Surveys;

/// <summary>The address of one person's question.</summary>
/// <param name="Page">Where it is answered.</param>
internal sealed record SurveyLink(string Page)
{
    /// <summary>The page with a score chosen, which counts only when it is confirmed there.</summary>
    public string With(int score) => string.Create(CultureInfo.InvariantCulture, $"{Page}?score={score}");

    /// <summary>Where a mail program says stop with one press, as RFC 8058 has it.</summary>
    public string Unsubscribe => $"{Page}/{SurveyLinks.UnsubscribeStep}";
}

/// <summary>Addresses under which one person answers one question. Only a hash of what makes them unguessable is kept, so nobody who reads the store can answer.</summary>
internal sealed class SurveyLinks(RetentionDb db, PublicAddress address, TimeProvider clock)
{
    public const string Route = "/s";
    public const string UnsubscribeStep = "unsubscribe";

    /// <summary>Characters of a token: 32 bytes in base64url.</summary>
    private const int TokenLength = 43;

    /// <summary>How long an address works for a question that stays open.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>Whether the bot has an address that people can reach.</summary>
    public bool CanBeMade => !string.IsNullOrEmpty(address.Url);

    /// <summary>Makes the address of an invitation; one that was made before leads nowhere from then on. It works once the caller has saved.</summary>
    /// <returns>Null when the bot has no address that people can reach.</returns>
    public SurveyLink? Make(SurveyInvitation invitation)
    {
        if (!CanBeMade)
        {
            return null;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        invitation.TokenHash = HashOf(token);
        return new SurveyLink($"{address.Url!.TrimEnd('/')}{Route}/{token}");
    }

    /// <summary>The path of the page as people's browsers see it, behind whatever stands in front of the bot.</summary>
    public string PathOf(string token) => $"{(CanBeMade ? new Uri(address.Url!).AbsolutePath.TrimEnd('/') : "")}{Route}/{token}";

    /// <summary>Finds what a token leads to. The hash is what is looked for, so how long that takes tells nothing about any token.</summary>
    public async Task<SurveyInvitation?> FindAsync(string token, CancellationToken ct)
    {
        if (!IsWellFormed(token))
        {
            return null;
        }

        var hash = HashOf(token);
        return await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    /// <summary>When an invitation stops taking answers by its address.</summary>
    public static DateTimeOffset ExpiryOf(SurveyInvitation invitation) => invitation.ClosesAt ?? (invitation.InvitedAt + Lifetime);

    /// <summary>Whether an invitation takes an answer by its address now.</summary>
    public bool IsOpen(SurveyInvitation invitation) => clock.GetUtcNow() < ExpiryOf(invitation);

    public static bool IsWellFormed(string token) => token.Length == TokenLength && Base64Url.IsValid(token);

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
