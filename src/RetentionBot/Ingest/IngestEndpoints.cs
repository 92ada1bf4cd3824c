using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Reading;

namespace RetentionBot.Ingest;

/// <summary>Source data over HTTP, under our own field names.</summary>
internal static class IngestEndpoints
{
    /// <summary>The largest body taken: 100 MiB.</summary>
    public const long LargestBody = 100L << 20;

    /// <summary><c>POST /api/ingest/{kind}?full=&amp;asOf=&amp;check=&amp;yes=</c>. Who may call it is for the host to say, by a filter on the group.</summary>
    public static RouteGroupBuilder MapIngest(this IEndpointRouteBuilder routes)
    {
        var ingest = routes.MapGroup("/api/ingest");
        ingest.MapPost("/{kind}", TakeAsync);
        return ingest;
    }

    private static async Task<IResult> TakeAsync(
        string kind, bool? full, string? asOf, bool? check, bool? yes, HttpContext http, Intake intake, CancellationToken ct)
    {
        if (KindCatalog.Find(kind) is null)
        {
            return Refuse(StatusCodes.Status404NotFound, $"There is no such kind. The kinds are: {string.Join(", ", ImportKinds.All)}.");
        }

        if (Format(http.Request) is not { } format)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "Send text/csv or application/x-ndjson.");
        }

        DateOnly day = default;
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return Refuse(StatusCodes.Status400BadRequest, "asOf is not a day such as 2026-11-22.");
        }

        // Counted below instead, so that the answer is a sentence.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        await using var body = await Spool.TakeAsync(http.Request.Body, LargestBody, ct);
        if (body is null)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "The body is longer than 100 MiB; send it in parts.");
        }

        var request = new ImportRequest
        {
            Kind = kind,
            Source = "api",
            AsOf = asOf is null ? null : day,
            Check = check ?? false,
            Full = full ?? false,
            Confirmed = yes ?? false,
        };
        try
        {
            var report = await intake.TakeAsync(body, Mapping.None, format, request, ct);
            return Results.Json(report, statusCode: report.Taken > 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        }
        catch (ImportRefusedException refused)
        {
            return Refuse(StatusCodes.Status400BadRequest, refused.Message);
        }
    }

    private static InputFormat? Format(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "text/csv" => InputFormat.Csv,
            "application/x-ndjson" => InputFormat.Ndjson,
            _ => null,
        };

    private static IResult Refuse(int status, string sentence) => Results.Problem(sentence, statusCode: status);
}
