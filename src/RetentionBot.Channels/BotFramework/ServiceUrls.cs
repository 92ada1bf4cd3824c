using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Which service addresses may be called, which of them without a token, and how to build a path on one.</summary>
internal sealed class ServiceUrls(IOptions<BotFrameworkOptions> options, IHostEnvironment environment)
{
    /// <summary>Teams' global address, for conversations of which none was stored.</summary>
    public const string Global = "https://smba.trafficmanager.net/teams";

    private static readonly string[] MicrosoftHosts =
    [
        "smba.trafficmanager.net",
        "*.botframework.com",
        "*.botapi.skype.com",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    ];

    /// <summary>An https address on the list; or this very machine, in Development.</summary>
    public bool IsAllowed(string serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && (IsLocal(uri)
            || (uri.Scheme == Uri.UriSchemeHttps && MicrosoftHosts.Concat(options.Value.AllowedServiceHosts).Any(pattern => Covers(pattern, uri.IdnHost))));

    /// <summary>Whether requests without a token are looked at, at all.</summary>
    public bool AcceptsAnonymous => options.Value is { AllowAnonymousInDevelopment: true, AppId.Length: 0 } && environment.IsDevelopment();

    /// <summary>Whether a request naming this service may come, and be answered, without any token.</summary>
    public bool IsAnonymous(string? serviceUrl) =>
        AcceptsAnonymous && Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) && IsLocal(uri);

    /// <summary>A resource below whatever service: each segment is escaped exactly once.</summary>
    public static string Resource(params IEnumerable<string> segments) => $"v3/{string.Join('/', segments.Select(Uri.EscapeDataString))}";

    /// <summary>The address of a resource. The service keeps its path, with or without a closing slash; <see cref="Uri"/> would drop it.</summary>
    public static string Address(string serviceUrl, string resource) => $"{serviceUrl.TrimEnd('/')}/{resource}";

    /// <summary>Same service, whatever the letter case and one closing slash.</summary>
    public static bool AreSame(string one, string other) =>
        string.Equals(WithoutSlash(one), WithoutSlash(other), StringComparison.OrdinalIgnoreCase);

    private bool IsLocal(Uri uri) =>
        environment.IsDevelopment() && uri.IsLoopback && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool Covers(string pattern, string host) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, pattern, StringComparison.OrdinalIgnoreCase);

    private static string WithoutSlash(string url) => url.EndsWith('/') ? url[..^1] : url;
}
