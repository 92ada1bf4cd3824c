using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary>Makes and checks the keys for <c>/api</c>.</summary>
internal sealed class ApiKeys(RetentionDb db, TimeProvider clock)
{
    /// <summary>Makes a key.</summary>
    /// <returns>The key, shown this once; null when the name is taken.</returns>
    public async Task<string?> CreateAsync(string name, ApiScope scope, CancellationToken ct)
    {
        if (await db.ApiKeys.AnyAsync(k => k.Name == name, ct))
        {
            return null;
        }

        var key = "rb_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        db.ApiKeys.Add(new ApiKey { Name = name, Hash = HashOf(key), Scope = scope, CreatedAt = now });
        db.Audit.Add(new AuditEvent { At = now, Deed = "api-key.create", By = "cli", Subject = name, Note = scope.ToString() });
        await db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Whether a key is known and opens a scope.</summary>
    public async Task<bool> OpensAsync(string key, ApiScope scope, CancellationToken ct)
    {
        var hash = HashOf(key);
        var known = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, ct);
        return known is not null && (known.Scope == scope || known.Scope == ApiScope.Admin);
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Lets a request through with a key of the scope, or without one from this machine in Development.</summary>
internal static class ApiKeyFilter
{
    private const string Scheme = "Bearer ";

    /// <param name="routes">The routes to guard.</param>
    /// <param name="scopeOf">The scope a request needs.</param>
    /// <param name="environment">Development lets this machine in without a key.</param>
    public static RouteGroupBuilder RequireApiKey(this RouteGroupBuilder routes, Func<HttpContext, ApiScope> scopeOf, IHostEnvironment environment)
    {
        routes.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (environment.IsDevelopment() && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
            {
                return await next(context);
            }

            var scope = scopeOf(http);
            var header = http.Request.Headers.Authorization.ToString();
            var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
            return key.Length > 0 && await http.RequestServices.GetRequiredService<ApiKeys>().OpensAsync(key, scope, http.RequestAborted)
                ? await next(context)
                : Results.Json(
                    new { error = $"Send a key of scope {scope.ToString().ToLowerInvariant()} as \"Authorization: Bearer …\"; the verb api-key create makes one." },
                    statusCode: StatusCodes.Status401Unauthorized);
        });
        return routes;
    }
}
