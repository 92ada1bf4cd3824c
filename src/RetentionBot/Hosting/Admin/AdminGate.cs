using RetentionBot.Channels;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting.Admin;

/// <summary>Who asks for an admin's page.</summary>
/// <param name="Name">Name of their key; <c>local</c> on this machine in local development.</param>
/// <param name="Session">Their session; null when they sent the key along, or need none.</param>
/// <param name="SentKey">Whether they sent the key along, as programs do: no page can make a browser do that, so their requests need no form's token.</param>
internal sealed record AdminVisitor(string Name, string? Session, bool SentKey);

/// <summary>Lets people and programs to the admin's pages: with a key of scope admin, sent along or exchanged for a session; or from this machine in local development.</summary>
internal sealed class AdminGate(ApiKeys keys, AdminSessions sessions)
{
    public const string Cookie = "retentionbot-admin";

    private const string Local = "local";

    /// <returns>The visitor; else the status that says why not: 401 without a key that is known, 403 with one of another scope.</returns>
    public async Task<(AdminVisitor? Visitor, int Status)> AdmitAsync(HttpContext http, bool isLocalDevelopment)
    {
        if (ApiKeyGate.KeyIn(http.Request) is { } key)
        {
            var (name, status) = await CheckAsync(key, http.RequestAborted);
            return (name is null ? null : new AdminVisitor(name, Session: null, SentKey: true), status);
        }

        if (http.Request.Cookies[Cookie] is { } session && sessions.NameOf(session) is { } owner && await keys.IsAdminAsync(owner, http.RequestAborted))
        {
            return (new AdminVisitor(owner, session, SentKey: false), StatusCodes.Status200OK);
        }

        return isLocalDevelopment && http.Request.IsFromThisMachine()
            ? (new AdminVisitor(Local, Session: null, SentKey: false), StatusCodes.Status200OK)
            : (null, StatusCodes.Status401Unauthorized);
    }

    /// <returns>The name of an admin's key; else why not.</returns>
    public async Task<(string? Name, int Status)> CheckAsync(string key, CancellationToken ct) => await keys.FindAsync(key, ct) switch
    {
        null => (null, StatusCodes.Status401Unauthorized),
        { Scope: ApiScope.Admin, Name: var name } => (name, StatusCodes.Status200OK),
        _ => (null, StatusCodes.Status403Forbidden),
    };

    /// <summary>Begins a session and gives the browser its cookie.</summary>
    public void LogIn(HttpContext http, string keyName) => http.Response.Cookies.Append(Cookie, sessions.Open(keyName), Options(http, AdminSessions.Length));

    public void LogOut(HttpContext http, string session)
    {
        sessions.Close(session);
        http.Response.Cookies.Delete(Cookie, Options(http, length: null));
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? length) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = AdminEndpoints.Route,
        MaxAge = length,
        IsEssential = true,
    };
}
