using System.Security.Claims;
using RetentionBot.Channels;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary>What a route needs a key for.</summary>
/// <param name="ScopeOf">The scope a request to it needs.</param>
internal sealed record ApiAccess(Func<HttpContext, ApiScope> ScopeOf);

/// <summary>Lets a request to <c>/api</c> or <c>/metrics</c> through with a key of its scope, or without one from this machine in local development. Asked before anything is read.</summary>
internal static class ApiKeyGate
{
    private const string Scheme = "Bearer ";

    public static void RequireApiKey(this IEndpointConventionBuilder routes, Func<HttpContext, ApiScope> scopeOf) => routes.WithMetadata(new ApiAccess(scopeOf));

    /// <param name="app">The application, its routes mapped before or after.</param>
    /// <param name="isLocalDevelopment">Whether this machine may come without a key.</param>
    public static void UseApiKeys(this WebApplication app, bool isLocalDevelopment) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ApiAccess>() is not { } access || (isLocalDevelopment && http.Request.IsFromThisMachine()))
        {
            await next(http);
            return;
        }

        var scope = access.ScopeOf(http);
        if (KeyIn(http.Request) is { } key && await http.RequestServices.GetRequiredService<ApiKeys>().NameAsync(key, scope, http.RequestAborted) is { } name)
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "ApiKey"));
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await http.Response.WriteAsJsonAsync(
            new { error = $"Send a key of scope {scope.ToString().ToLowerInvariant()} as \"Authorization: Bearer …\"; the verb api-key create makes one." });
    });

    /// <summary>The key that was sent along; null when none was.</summary>
    public static string? KeyIn(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Trim() is { Length: > 0 } key ? key : null;
    }
}
