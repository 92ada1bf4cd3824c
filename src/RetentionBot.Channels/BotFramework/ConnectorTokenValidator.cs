using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RetentionBot.Channels.BotFramework;

/// <summary>What an authenticated caller may speak for: the one service its token names and the channels its signing key vouches for.</summary>
internal sealed record ConnectorCaller(string? ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>An activity without service or channel matches nobody.</summary>
    public bool MaySend(Activity activity) =>
        !string.IsNullOrEmpty(activity.ServiceUrl) && !string.IsNullOrEmpty(activity.ChannelId)
        && ServiceUrl is not null && ServiceUrls.AreSame(ServiceUrl, activity.ServiceUrl)
        && Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal);
}

/// <summary>
/// Checks the token Teams sends with every request: signature, issuer, audience and lifetime. Issuer and key address come from the settings, never
/// from the token. Tokens issued by Entra ID are not taken.
/// </summary>
internal sealed partial class ConnectorTokenValidator(IOptions<BotFrameworkOptions> settings, ConnectorKeys signingKeys, ILogger<ConnectorTokenValidator> log)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly BotFrameworkOptions options = settings.Value;

    /// <returns>The caller, or null when the token is not good.</returns>
    /// <exception cref="SigningKeysUnavailableException">There are no keys to check with.</exception>
    public async Task<ConnectorCaller?> ValidateAsync(string token, CancellationToken ct)
    {
        if (options.AppId.Length == 0)
        {
            return null;
        }

        var keys = await signingKeys.GetAsync(ct);
        var result = await ValidateAsync(token, keys);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Perhaps a new one.
            var newer = await signingKeys.GetNewerAsync(keys, ct);
            result = ReferenceEquals(newer, keys) ? result : await ValidateAsync(token, newer);
            keys = newer;
        }

        if (!result.IsValid)
        {
            LogRefused(result.Exception?.GetType().Name);
            return null;
        }

        var jwt = (JsonWebToken)result.SecurityToken;
        return new ConnectorCaller(ServiceUrlOf(jwt), EndorsementsOf(jwt, keys));
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration keys) =>
        handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.TokenIssuer,
            AudienceValidator = (audiences, _, _) => audiences.SequenceEqual([options.AppId], StringComparer.Ordinal),
            IssuerSigningKeys = keys.SigningKeys,
            TryAllIssuerSigningKeys = false,
            ValidateIssuerSigningKey = true,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = Skew,
        });

    private static string? ServiceUrlOf(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<string>("serviceurl", out var url) || jwt.TryGetPayloadValue("serviceUrl", out url) ? url : null;

    /// <summary>The library's keys do not carry them; the key set they were read from does.</summary>
    private static IReadOnlyList<string> EndorsementsOf(JsonWebToken jwt, OpenIdConnectConfiguration keys)
    {
        var key = keys.JsonWebKeySet.Keys.FirstOrDefault(k => string.Equals(k.Kid, jwt.Kid, StringComparison.Ordinal));
        return key is not null && key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];
    }

    [LoggerMessage(LogLevel.Warning, "A request was refused, its token did not pass: {Reason}")]
    private partial void LogRefused(string? reason);
}
