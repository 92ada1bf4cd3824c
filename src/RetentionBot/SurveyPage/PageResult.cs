using System.Security.Cryptography;
using System.Text;

namespace RetentionBot.SurveyPage;

/// <summary>A page, or the way to the next one, with the headers that let it do nothing but be read and send its form.</summary>
internal sealed class PageResult(int status, string? html, string? location = null, string style = PageStyle.Css) : IResult
{
    /// <summary>After what was sent has been kept: reloading the next page sends nothing again.</summary>
    public static PageResult GoTo(string location) => new(StatusCodes.Status303SeeOther, html: null, location);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy(style);
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (location is not null)
        {
            headers.Location = location;
        }

        if (html is not null)
        {
            response.ContentType = "text/html; charset=utf-8";
            await response.WriteAsync(html, httpContext.RequestAborted);
        }
    }

    /// <summary>No script, no picture and nothing of anybody else; the one style is known by its hash.</summary>
    private static string Policy(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; img-src data:; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
}
