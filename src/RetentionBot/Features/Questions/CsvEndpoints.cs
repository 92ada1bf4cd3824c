using Microsoft.EntityFrameworkCore;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Questions;

/// <summary>
/// The customers behind an answer as a file, in two ways: by an address that a lead was given in chat (<see cref="CsvLinks"/>), and by code for programs with a key.
/// </summary>
internal static class CsvEndpoints
{
    /// <summary>Under which the addresses given in chat lie.</summary>
    public const string Route = "/lists";

    public static string ApiPath(string code) => $"/api/proofs/{code}/customers.csv";

    /// <summary>The addresses given in chat. They need no key: the address is one.</summary>
    public static void MapLists(this IEndpointRouteBuilder routes) => routes.MapGet($"{Route}/{{token}}", ByLinkAsync);

    public static void MapProofs(this RouteGroupBuilder api) => api.MapGet("/proofs/{code}/customers.csv", ByCodeAsync);

    private static async Task<IResult> ByLinkAsync(
        string token, HttpResponse response, CsvLinks links, RetentionDb db, KpiProofs proofs, AnswerQuestions questions, CustomerCsv csv, TimeProvider clock, CancellationToken ct)
    {
        if (links.Read(Route, token) is not (var code, var staffId)
            || !await db.Staff.AnyAsync(s => s.Id == staffId && s.RetiredAt == null && s.Role >= StaffRole.Lead, ct)
            || await proofs.FindAsync(code, ct) is not { } proof)
        {
            return Refuse("This address is no longer good. Ask the bot for the list again.", StatusCodes.Status404NotFound);
        }

        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "list.open", By = $"staff:{staffId}", Subject = $"proof:{proof.Code}" });
        await db.SaveChangesAsync(ct);
        return await FileAsync(proof, response, questions, csv, ct);
    }

    private static async Task<IResult> ByCodeAsync(string code, HttpResponse response, KpiProofs proofs, AnswerQuestions questions, CustomerCsv csv, CancellationToken ct) =>
        await proofs.FindAsync(code, ct) is { } proof
            ? await FileAsync(proof, response, questions, csv, ct)
            : Refuse("There is no proof of that code.", StatusCodes.Status404NotFound);

    private static async Task<IResult> FileAsync(ProvenAnswer proof, HttpResponse response, AnswerQuestions questions, CustomerCsv csv, CancellationToken ct)
    {
        if (await questions.MembersAsync(proof.Evidence, ct) is not { } ids)
        {
            return Refuse("There were too many customers to keep their ids, and the data have changed since. Ask the question again.", StatusCodes.Status409Conflict);
        }

        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Stream(body => csv.WriteAsync(ids, body, ct), CsvCell.ContentType, CustomerCsv.FileName(proof.Code));
    }

    private static IResult Refuse(string why, int status) => Results.Json(new { error = why }, statusCode: status);
}
