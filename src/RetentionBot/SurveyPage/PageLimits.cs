using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RetentionBot.Features.Surveys;
using RetentionBot.Text;

namespace RetentionBot.SurveyPage;

/// <summary>Keeps those who guess links, or hammer one, from costing anything; whatever else the bot answers is left alone.</summary>
internal sealed class PageLimits(IOptions<SurveyPageOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    private const int MinuteInSeconds = 60;

    public void Configure(RateLimiterOptions limiter)
    {
        // The client first: what it may not ask leaves no trace among the links.
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => LinkIn(http) is null
                ? RateLimitPartition.GetNoLimiter("")
                : Minutely(ClientOf(http.Connection.RemoteIpAddress), options.Value.PerClient)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => LinkIn(http) is { } token && SurveyLinks.IsWellFormed(token)
                ? Minutely(token, options.Value.PerLink)
                : RateLimitPartition.GetNoLimiter("")));
        limiter.OnRejected = async (rejected, _) =>
        {
            var http = rejected.HttpContext;
            http.Response.Headers.RetryAfter = "60";
            await Notices.Busy(PageLanguage.Of(http, contact: null)).ExecuteAsync(http);
        };
    }

    private static string? LinkIn(HttpContext http) =>
        http.Request.Path.StartsWithSegments(SurveyLinks.Route, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 } link
            ? link.Split('/', 3)[1]
            : null;

    private static RateLimitPartition<string> Minutely(string key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = permits,
        Window = TimeSpan.FromSeconds(MinuteInSeconds),
        SegmentsPerWindow = 6,
        QueueLimit = 0,
    });

    /// <summary>One household has a whole network of addresses of the sixth version.</summary>
    private static string ClientOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}

/// <summary>In which language a page is shown.</summary>
internal static class PageLanguage
{
    public const string Parameter = "lang";

    /// <summary>The one that was chosen on the page, else the contact's, else what the browser likes best.</summary>
    public static Texts Of(HttpContext http, string? contact) =>
        Texts.For(Chosen(http) ?? (string.IsNullOrEmpty(contact) ? http.Request.Headers.AcceptLanguage.ToString() : contact));

    /// <summary>The language that was chosen on the page; null when none was.</summary>
    public static string? Chosen(HttpContext http) => http.Request.Query[Parameter].ToString() is { } chosen && Texts.Languages.Contains(chosen) ? chosen : null;
}
