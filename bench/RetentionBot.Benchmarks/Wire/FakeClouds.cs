using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RetentionBot.Benchmarks.Wire;

/// <summary>
/// What the bot calls, as cheap as it can be: the Bot Connector with its keys and members, Slack's Web API, and the service from which a managed identity gets its
/// token. Runs in the process of the load, so that nothing of it counts as the bot's.
/// </summary>
internal sealed class FakeClouds : IAsyncDisposable
{
    private const string Issuer = "https://api.botframework.com";
    private const string KeyId = "key-1";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private long _delivered;

    private FakeClouds()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Messages the bot posted to Teams so far.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    public string Address => _app.Urls.First();

    public string ServiceUrl => $"{Address}/teams";

    public string KeysUrl => $"{Address}/keys";

    public static async Task<FakeClouds> StartAsync()
    {
        var clouds = new FakeClouds();
        await clouds._app.StartAsync();
        return clouds;
    }

    /// <summary>What Teams sends along with every activity; good for an hour, as the real one.</summary>
    public string Token()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = WireCompany.AppId,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Subject = new ClaimsIdentity([new Claim("serviceurl", ServiceUrl)]),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["metadata"] => Say(context, $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{KeysUrl}}"}"""),
            ["keys"] => Say(context, Keys()),
            ["identity"] => Say(context, $$"""{"access_token":"bench","expires_on":"{{TimeProvider.System.GetUtcNow().AddHours(24).ToUnixTimeSeconds()}}","resource":"https://api.botframework.com","token_type":"Bearer"}"""),
            ["teams", "v3", "conversations", _, "members", var user] => Say(context, Member(user)),
            ["teams", "v3", "conversations", _, "activities", ..] => TakeAsync(context),
            ["slack", "auth.test"] => Say(context, $$"""{"ok":true,"team_id":"{{WireCompany.SlackTeam}}","user_id":"U0BOT","is_enterprise_install":false}"""),
            ["slack", "users.info"] => SlackUserAsync(context),
            ["slack", ..] => Say(context, """{"ok":true,"ts":"1794000000.000200"}"""),
            _ => NotFound(context),
        };
    }

    private async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        var number = Interlocked.Increment(ref _delivered);
        await Say(context, $$"""{"id":"{{number}}"}""");
    }

    private static async Task SlackUserAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var user = form["user"].ToString();
        await Say(
            context,
            $$"""{"ok":true,"user":{"id":"{{user}}","team_id":"{{WireCompany.SlackTeam}}","deleted":false,"is_bot":false,"locale":"en-US","profile":{"team":"{{WireCompany.SlackTeam}}","email":"{{WireCompany.MailOf(WireCompany.NumberIn(user))}}","real_name":"Colleague"} } }""");
    }

    private static string Member(string user)
    {
        var colleague = WireCompany.NumberIn(user);
        var mail = WireCompany.MailOf(colleague);
        return $$"""{"id":"{{user}}","name":"Colleague","email":"{{mail}}","userPrincipalName":"{{mail}}","tenantId":"{{WireCompany.TenantOf(colleague)}}","userRole":"user"}""";
    }

    private string Keys()
    {
        var numbers = _rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Base64UrlEncoder.Encode(numbers.Modulus)}}","e":"{{Base64UrlEncoder.Encode(numbers.Exponent)}}","endorsements":["msteams"]}]}""";
    }

    private static Task Say(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
