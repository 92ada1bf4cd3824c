using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>
/// The floor: a bare ASP.NET application that does the wire's work and no more. It checks the same signature or token, reads the same JSON, answers 200, and forgets.
/// </summary>
internal static class WireFloor
{
    private const int LongestSkew = 300;

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    /// <summary>Runs until its input ends.</summary>
    /// <param name="keysUrl">Where the keys are with which tokens are signed.</param>
    /// <param name="secret">Slack's signing secret.</param>
    public static async Task<int> RunAsync(string keysUrl, string secret)
    {
        using var http = new HttpClient();
        var keys = new JsonWebKeySet(await http.GetStringAsync(keysUrl)).GetSigningKeys();
        var key = Encoding.UTF8.GetBytes(secret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/slack/interactions", (HttpRequest request) => InteractionAsync(request, key));
        app.MapPost("/api/messages", (HttpRequest request) => MessageAsync(request, keys));
        await app.StartAsync();
        Console.WriteLine($"listening: {app.Urls.First()}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // It has nothing to say but that it runs.
        }

        await app.StopAsync();
        return 0;
    }

    private static async Task<IResult> InteractionAsync(HttpRequest request, byte[] key)
    {
        var timestamp = request.Headers["X-Slack-Request-Timestamp"].ToString();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - sent) > LongestSkew)
        {
            return Results.Unauthorized();
        }

        var body = await ReadAsync(request);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
        var expected = Encoding.ASCII.GetBytes("v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, signed)));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(request.Headers["X-Slack-Signature"].ToString())))
        {
            return Results.Unauthorized();
        }

        using var payload = JsonDocument.Parse(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))["payload"].ToString());
        return payload.RootElement.GetProperty("type").ValueEquals("block_actions") ? Results.Ok() : Results.BadRequest();
    }

    private static async Task<IResult> MessageAsync(HttpRequest request, IList<SecurityKey> keys)
    {
        var token = await Tokens.ValidateTokenAsync(request.Headers.Authorization.ToString()["Bearer ".Length..], new TokenValidationParameters
        {
            ValidIssuer = "https://api.botframework.com",
            ValidAudience = WireCompany.AppId,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        });
        if (!token.IsValid)
        {
            return Results.Unauthorized();
        }

        using var activity = JsonDocument.Parse(await ReadAsync(request));
        return activity.RootElement.GetProperty("type").ValueEquals("message") ? Results.Ok() : Results.BadRequest();
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var body = new byte[(int)request.ContentLength!.Value];
        await request.Body.ReadExactlyAsync(body, request.HttpContext.RequestAborted);
        return body;
    }
}
