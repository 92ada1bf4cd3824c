using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>Publishes signing keys as the Bot Connector does, and signs tokens good and bad.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";
    public const string AppId = "0c5d9e7a-41b2-4f63-8a1e-6d2b90f3c758";

    // Making a key takes long: the first one is shared.
    private static readonly (RsaSecurityKey Key, string[]? Endorsements) First = NewKey("key-1", "msteams", "webchat");

    private readonly WebApplication app;
    private int fetches;
    private int requests;

    private FakeIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            Interlocked.Increment(ref requests);
            if (IsDown)
            {
                context.Response.StatusCode = 500;
                return;
            }

            var isKeys = context.Request.Path == "/keys";
            fetches += isKeys ? 1 : 0;
            await context.Response.WriteAsync(
                isKeys
                    ? new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(Published)]) }.ToJsonString()
                    : new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = app.Urls.First() + "/keys" }.ToJsonString(),
                context.RequestAborted);
        });
    }

    public string MetadataUrl => app.Urls.First() + "/metadata";

    public bool IsDown { get; set; }

    /// <summary>How often the keys were fetched.</summary>
    public int Fetches => fetches;

    /// <summary>How often anything was asked of it.</summary>
    public int Requests => requests;

    public List<(RsaSecurityKey Key, string[]? Endorsements)> Keys { get; set; } = [First];

    public static async Task<FakeIssuer> StartAsync()
    {
        var issuer = new FakeIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    public static (RsaSecurityKey Key, string[]? Endorsements) NewKey(string id, params string[]? endorsements) =>
        (new RsaSecurityKey(RSA.Create(2048)) { KeyId = id }, endorsements);

    /// <summary>A good token for <paramref name="serviceUrl"/>; each argument spoils one thing.</summary>
    public string Token(
        string? serviceUrl,
        string issuer = Issuer,
        string audience = AppId,
        TimeSpan? notBefore = null,
        TimeSpan? expires = null,
        SigningCredentials? credentials = null,
        Dictionary<string, object>? header = null,
        Dictionary<string, object>? claims = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now + (notBefore ?? TimeSpan.FromMinutes(-1)),
            Expires = now + (expires ?? TimeSpan.FromHours(1)),
            Subject = serviceUrl is null ? null : new ClaimsIdentity([new Claim("serviceurl", serviceUrl)]),
            SigningCredentials = credentials ?? new SigningCredentials(Keys[0].Key, SecurityAlgorithms.RsaSha256),
            AdditionalHeaderClaims = header,
            Claims = claims,
        });
    }

    /// <summary>The good token without its signature.</summary>
    public string UnsignedToken(string serviceUrl)
    {
        var header = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT","kid":"key-1"}"""));
        return $"{header}.{Token(serviceUrl).Split('.')[1]}.";
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static JsonObject Published((RsaSecurityKey Key, string[]? Endorsements) key)
    {
        var numbers = key.Key.Rsa.ExportParameters(includePrivateParameters: false);
        var json = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.Key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
        if (key.Endorsements is { } endorsements)
        {
            json["endorsements"] = new JsonArray([.. endorsements.Select(e => JsonValue.Create(e))]);
        }

        return json;
    }
}
