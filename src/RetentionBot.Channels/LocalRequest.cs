using System.Net;
using Microsoft.AspNetCore.Http;

namespace RetentionBot.Channels;

/// <summary>Tells whether a request was made on this very machine, for the conveniences of local development that need no login.</summary>
public static class LocalRequest
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>
    /// The caller's address is a loopback one, it asks for this machine by a local name, and no proxy has marked the request. The name keeps out a foreign page
    /// whose own name was made to point here; the marks keep out what a proxy or tunnel on this machine passes on.
    /// </summary>
    public static bool IsFromThisMachine(this HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && IsLocalName(request.Host.Host)
        && !ProxyHeaders.Any(request.Headers.ContainsKey);

    private static bool IsLocalName(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
