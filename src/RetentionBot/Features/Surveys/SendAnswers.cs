using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Features.Surveys;

/// <summary>A lead presses "as a file" under answers by name, and gets an address for it.</summary>
internal sealed class SendAnswers(AnswerDesk desk, AnswerBook book, CsvLinks links, RetentionDb db, TimeProvider clock) : ICardActionHandler
{
    public const string Verb = "survey.answers-file";

    public async Task<TurnResult> HandleAsync(CardAction action, TurnContext turn, CancellationToken ct)
    {
        turn = KpiRights.In(turn, action.Data.GetValueOrDefault("lang"));
        var (scope, refusal) = await desk.OpenAsync(turn, ct);
        if (scope is null)
        {
            return refusal!;
        }

        var texts = turn.Texts;
        if (!turn.Actor.IsAtLeast(StaffRole.Lead))
        {
            return TurnResult.Tell(texts.Say("answers.leads-only"));
        }

        if (AnswerSelection.Read(action.Data.GetValueOrDefault("which")) is not { } selection)
        {
            return TurnResult.Tell(texts.Say("answers.gone"));
        }

        if (links.For(AnswerFiles.Route, selection.Code, turn.Actor.Staff!.Id) is not { } link)
        {
            return TurnResult.Tell(texts.Say("answers.no-address"));
        }

        var count = (await book.FindAsync(selection, scope, ct)).Count;
        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "answers.file", By = turn.Actor.Key, Subject = $"answers:{selection.Code}" });
        return TurnResult.Show(new MessageContent(texts.Say("answers.link", ("answers", texts.Count("answers", count)), ("link", link.AbsoluteUri))));
    }
}

/// <summary>The answers by name as a file, for the lead whom the address was given to and as long as they are one.</summary>
internal static class AnswerFiles
{
    public const string Route = "/answers";

    private const int BatchSize = 500;

    /// <summary>They need no key: the address is one.</summary>
    public static void MapAnswerFiles(this IEndpointRouteBuilder routes) => routes.MapGet($"{Route}/{{token}}", ByLinkAsync);

    private static async Task<IResult> ByLinkAsync(
        string token, HttpResponse response, CsvLinks links, RetentionDb db, AnswerBook book, Workspace workspace, TimeProvider clock, CancellationToken ct)
    {
        if (links.Read(Route, token) is not (var code, var staffId)
            || AnswerSelection.Read(code) is not { } selection
            || !await db.Staff.AnyAsync(s => s.Id == staffId && s.RetiredAt == null && s.Role >= StaffRole.Lead, ct))
        {
            return Results.Json(new { error = "This address is no longer good. Ask the bot for the answers again." }, statusCode: StatusCodes.Status404NotFound);
        }

        db.Audit.Add(new AuditEvent { At = clock.GetUtcNow(), Deed = "answers.open", By = $"staff:{staffId}", Subject = $"answers:{selection.Code}" });
        await db.SaveChangesAsync(ct);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        var ids = await book.FindAsync(selection, new AnswerScope(OwnersOf: null), ct);
        return Results.Stream(body => WriteAsync(ids, book, workspace, body, ct), CsvCell.ContentType, $"{selection.Code}.csv");
    }

    /// <summary>UTF-8 with its mark, every cell in quotes, and no cell that would be worked out as a formula.</summary>
    private static async Task WriteAsync(IReadOnlyList<long> ids, AnswerBook book, Workspace workspace, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("date,question,round,score,group,person,customer,comment".AsMemory(), ct);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            foreach (var a in await book.ReadAsync(batch, ct))
            {
                var day = workspace.LocalDate(a.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                var group = a.Kind == SurveyKind.Nps ? Nps.Classify(a.Score).ToString() : Csat.Classify(a.Score).ToString();
                string?[] cells = [day, a.Kind.ToString(), a.Round, a.Score.ToString(CultureInfo.InvariantCulture), group, a.Person, a.Customer, a.Comment];
                await writer.WriteLineAsync(string.Join(',', cells.Select(CsvCell.Of)).AsMemory(), ct);
            }
        }
    }
}
