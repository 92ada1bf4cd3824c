using System.Text.Json.Nodes;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Features.Questions;

/// <summary>
/// The body of <c>POST /api/ask</c>. Questions of one <c>conversation</c> and one key follow up on each other, and their answers have a proof; without it nothing is
/// kept. <c>now</c> and <c>context</c> only where the setting <c>Questions:AllowClockOverride</c> is on.
/// </summary>
internal sealed record AskRequest(string? Text, string? Lang = null, string? Conversation = null, DateTimeOffset? Now = null, JsonObject? Context = null);

/// <summary>The read-out over HTTP: questions in words, figures by key.</summary>
internal static class AskEndpoints
{
    private const int LongestQuestion = 2000;
    private const int LongestConversation = 200;

    public static RouteGroupBuilder MapQuestions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.MapPost("/ask", AskAsync)
            .WithSummary("A question in words, English or Dutch; with parse=true only how it is understood.");
        api.MapKpis();
        api.MapProofs();
        return api;
    }

    private static async Task<IResult> AskAsync(
        AskRequest request, bool? parse, HttpContext http, AnswerQuestions questions, AskInConversation conversations, QuestionSettings settings, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestQuestion)
        {
            return Refuse($"Give the question in \"text\", at most {LongestQuestion} characters.");
        }

        if (request.Lang is not (null or Text.Texts.English or Text.Texts.Dutch))
        {
            return Refuse("\"lang\" is en or nl; leave it out to let the bot find it.");
        }

        if (request.Conversation?.Length > LongestConversation)
        {
            return Refuse($"\"conversation\" has at most {LongestConversation} characters.");
        }

        if (!settings.AllowClockOverride && (request.Now is not null || request.Context is not null))
        {
            return Refuse("\"now\" and \"context\" are taken only when RetentionBot:Questions:AllowClockOverride is true.");
        }

        QuestionReading? context;
        try
        {
            context = ReadingJson.Read(request.Context);
        }
        catch (FormatException e)
        {
            return Refuse(e.Message);
        }

        var question = new Question(request.Text, request.Lang, request.Now, context);
        return (request.Conversation, parse) switch
        {
            (null or "", true) => Results.Json(ReadingJson.Write(await questions.ReadAsync(question, ct))),
            (null or "", _) => Results.Json(KpiJson.Write(await questions.AskAsync(question, ct))),
            ({ } thread, true) => Results.Json(ReadingJson.Write(await conversations.ReadAsync(question, thread, http.User.Identity?.Name, ct))),
            ({ } thread, _) => Results.Json(KpiJson.Write(await conversations.AskAsync(question, thread, http.User.Identity?.Name, ct))),
        };
    }

    private static IResult Refuse(string why) => Results.Json(new { error = why }, statusCode: StatusCodes.Status400BadRequest);
}
