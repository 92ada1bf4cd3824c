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

    /// <returns>The name of the key; null when it is not known or does not open the scope.</returns>
    public async Task<string?> NameAsync(string key, ApiScope scope, CancellationToken ct)
    {
        var known = await FindAsync(key, ct);
        return known is not null && (known.Scope == scope || known.Scope == ApiScope.Admin) ? known.Name : null;
    }

    /// <returns>What is known of a key; null when it is none of ours.</returns>
    public Task<ApiKey?> FindAsync(string key, CancellationToken ct)
    {
        var hash = HashOf(key);
        return db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, ct);
    }

    /// <summary>Whether the admin key of a name is still there.</summary>
    public Task<bool> IsAdminAsync(string name, CancellationToken ct) => db.ApiKeys.AnyAsync(k => k.Name == name && k.Scope == ApiScope.Admin, ct);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
