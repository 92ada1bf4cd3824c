using System.Globalization;
using System.Text.Json.Nodes;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
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
        api.MapPost("/ask", AskAsync);
        api.MapGet("/kpis/{metric}", FigureAsync);
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
            (null or "", _) => Results.Json(AnswerJson.Write(await questions.AskAsync(question, ct))),
            ({ } thread, true) => Results.Json(ReadingJson.Write(await conversations.ReadAsync(question, thread, http.User.Identity?.Name, ct))),
            ({ } thread, _) => Results.Json(AnswerJson.Write(await conversations.AskAsync(question, thread, http.User.Identity?.Name, ct))),
        };
    }

    private static async Task<IResult> FigureAsync(string metric, string? from, string? to, AnswerQuestions questions, CancellationToken ct)
    {
        Period? period = null;
        if (from is not null || to is not null)
        {
            if (!IsDay(from, out var first) || !IsDay(to, out var end) || end <= first)
            {
                return Refuse("Give from and to as days (2026-10-01), to being the first day after the period.");
            }

            period = new Period(first, end);
        }

        return await questions.FigureAsync(metric, period, ct) is { } result
            ? Results.Json(AnswerJson.Write(result))
            : Results.Json(
                new { error = $"There is no figure '{metric}'. There are: {string.Join(", ", KpiCatalogue.Definitions.Select(d => d.Key).Order(StringComparer.Ordinal))}." },
                statusCode: StatusCodes.Status404NotFound);
    }

    private static bool IsDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static IResult Refuse(string why) => Results.Json(new { error = why }, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>Answers as JSON. Per cent is given as 5.0, unrounded; <c>to</c> is exclusive.</summary>
internal static class AnswerJson
{
    public static JsonObject Write(KpiAnswer answer) => new()
    {
        ["text"] = AnswerLine.Of(answer),
        ["language"] = answer.Texts.Language,
        ["answer"] = answer is KpiAnswer.Figure figure ? Write(figure.Result) : null,
        ["refusal"] = answer is KpiAnswer.Refusal ? AnswerLine.Of(answer) : null,
        ["proof"] = answer.ProofCode,
    };

    public static JsonObject Write(KpiResult result) => new()
    {
        ["metric"] = result.Metric,
        ["value"] = result.Unit == KpiUnits.Percent ? result.Value * 100 : result.Value,
        ["unit"] = result.Unit,
        ["numerator"] = result.Numerator,
        ["denominator"] = result.Denominator,
        ["period"] = Write(result.Asked),
        ["measured"] = result.Measured is { } measured ? Write(measured) : null,
        ["dataDate"] = result.DataThrough?.ToString("O", CultureInfo.InvariantCulture),
        ["provisional"] = result.IsPartial,
        ["whyNoValue"] = result.WhyNoValue is { } why ? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(why.ToString()) : null,
        ["nps"] = result.NpsGroups is { } groups
            ? new JsonObject { ["promoters"] = groups.Promoters, ["passives"] = groups.Passives, ["detractors"] = groups.Detractors }
            : null,
    };

    private static JsonObject Write(Period period) => new()
    {
        ["from"] = period.From.ToString("O", CultureInfo.InvariantCulture),
        ["to"] = period.To.ToString("O", CultureInfo.InvariantCulture),
    };
}
