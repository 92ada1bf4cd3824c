using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace RetentionBot.Tests.Fuzz;

/// <summary>A request as it came in.</summary>
/// <param name="Path">With its query.</param>
internal sealed record HeardRequest(string Path, string ContentType, string? Authorization, string Body);

/// <summary>Keeps every post that comes in, so that what is mutated is what really goes over the wires.</summary>
internal sealed class Wiretap : IStartupFilter
{
    private readonly ConcurrentQueue<HeardRequest> _heard = new();

    /// <summary>Off once there is enough to mutate.</summary>
    public bool IsOn { get; set; } = true;

    public IReadOnlyList<HeardRequest> Heard => [.. _heard];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(ListenAsync);
        next(app);
    };

    private async Task ListenAsync(HttpContext http, RequestDelegate next)
    {
        if (IsOn && HttpMethods.IsPost(http.Request.Method))
        {
            http.Request.EnableBuffering();
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8, leaveOpen: true);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            http.Request.Body.Position = 0;

            // Its limit cannot be moved any more once the body was read.
            http.Features.Set<IHttpMaxRequestBodySizeFeature>(null);
            _heard.Enqueue(new HeardRequest(http.Request.GetEncodedPathAndQuery(), http.Request.ContentType ?? "", http.Request.Headers.Authorization, body));
        }

        await next(http);
    }
}
