using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Telemetry;
using RetentionBot.Text;

namespace RetentionBot.SurveyPage;

/// <summary>
/// The page on which somebody answers outside any chat. What only looks (GET) changes nothing, since mail scanners open links by themselves; what counts is sent by
/// a press (POST), and who may send it is whoever holds the link.
/// </summary>
internal static class SurveyPageEndpoints
{
    public const string CommentStep = "comment";
    public const string ThanksStep = "thanks";
    public const string StopField = "stop";

    private const int MaxBody = 64 * 1024;
    private const int Tries = 8;

    public static IServiceCollection AddSurveyPage(this IServiceCollection services)
    {
        services.AddOptions<SurveyPageOptions>().BindConfiguration(SurveyPageOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SurveyPageOptions>, SurveyPageOptionsValidator>()
            .AddSingleton<SurveyPages>()
            .AddRateLimiter(_ => { })
            .AddSingleton<IConfigureOptions<RateLimiterOptions>, PageLimits>();
    }

    public static void MapSurveyPage(this WebApplication app)
    {
        app.UseRateLimiter();
        var page = app.MapGroup($"{SurveyLinks.Route}/{{token}}").AddEndpointFilter(SayWhenOutAsync).AddEndpointFilter(ReadFormAsync).ExcludeFromDescription();
        page.MapGet("", AskAsync);
        page.MapPost("", TakeScoreAsync);
        page.MapGet(ThanksStep, ThankAsync);
        page.MapPost(CommentStep, TakeCommentAsync);
        page.MapGet(SurveyLinks.UnsubscribeStep, AskToStopAsync);
        page.MapPost(SurveyLinks.UnsubscribeStep, StopAsync);
    }

    private static async Task<IResult> AskAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, CancellationToken ct)
    {
        var visit = await desk.OpenAsync(token, ct);
        var language = PageLanguage.Of(http, visit?.Contact.Language);
        if (visit is not { IsOpen: true })
        {
            return Notices.Gone(language, isClosed: visit is not null && visit.Invitation.ClosesAt is not null);
        }

        var wish = SurveyAnswer.TryParse(visit.Invitation.Kind, http.Request.Query["score"], out var score) ? score : visit.Invitation.Score;
        return pages.Question(visit, language, PathsOf(http, links, token), wish, hasFault: false);
    }

    private static Task<IResult> TakeScoreAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, RetentionDb db, OutboxSignal signal, CancellationToken ct) =>
        ChangeAsync(token, http, desk, db, signal, async (visit, language) =>
        {
            var paths = PathsOf(http, links, token);
            if (!SurveyAnswer.TryParse(visit.Invitation.Kind, http.Request.Form["score"], out var score))
            {
                return pages.Question(visit, language, paths, chosen: null, hasFault: true);
            }

            await desk.AnswerAsync(visit, score, visit.Invitation.Comment, ct);
            return PageResult.GoTo(paths.Thanks);
        }, ct);

    private static async Task<IResult> ThankAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, CancellationToken ct)
    {
        var visit = await desk.OpenAsync(token, ct);
        var language = PageLanguage.Of(http, visit?.Contact.Language);
        return visit switch
        {
            { IsOpen: true, Invitation.AnsweredAt: not null } => pages.Thanks(visit, language, PathsOf(http, links, token), visit.Invitation.Comment, tooLong: false),
            { IsOpen: true } => PageResult.GoTo(PathsOf(http, links, token).Question),
            _ => Notices.Gone(language, isClosed: visit is not null && visit.Invitation.ClosesAt is not null),
        };
    }

    private static Task<IResult> TakeCommentAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, RetentionDb db, OutboxSignal signal, CancellationToken ct) =>
        ChangeAsync(token, http, desk, db, signal, async (visit, language) =>
        {
            var paths = PathsOf(http, links, token);
            if (visit.Invitation.Score is not { } score)
            {
                return PageResult.GoTo(paths.Question);
            }

            // A form sends a line's end as two signs.
            var comment = http.Request.Form["comment"].ToString().ReplaceLineEndings("\n").Trim();
            if (comment.Length > AnswerByLink.LongestComment)
            {
                return pages.Thanks(visit, language, paths, comment, tooLong: true);
            }

            await desk.AnswerAsync(visit, score, comment.Length == 0 ? null : comment, ct);
            return PageResult.GoTo(paths.Thanks);
        }, ct);

    private static async Task<IResult> AskToStopAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, CancellationToken ct)
    {
        var visit = await desk.OpenAsync(token, ct);
        var language = PageLanguage.Of(http, visit?.Contact.Language);
        return visit is null ? Notices.Gone(language, isClosed: false) : pages.Stop(language, PathsOf(http, links, token), await desk.HasStoppedAsync(visit, ct));
    }

    /// <summary>Says stop: by the page's button, or by a mail program as RFC 8058 has it. It works for ever, also once the question is closed.</summary>
    private static Task<IResult> StopAsync(string token, HttpContext http, AnswerByLink desk, SurveyLinks links, SurveyPages pages, RetentionDb db, OutboxSignal signal, CancellationToken ct) =>
        ChangeAsync(token, http, desk, db, signal, async (visit, language) =>
        {
            var paths = PathsOf(http, links, token);
            var isOneClick = string.Equals(http.Request.Form["List-Unsubscribe"], "One-Click", StringComparison.OrdinalIgnoreCase);
            if (!isOneClick && http.Request.Form[StopField].Count == 0)
            {
                return pages.Stop(language, paths, await desk.HasStoppedAsync(visit, ct));
            }

            await desk.StopAsync(visit, isOneClick ? "mail" : "page", ct);
            return pages.Stopped(language, paths);
        }, ct, alsoWhenClosed: true);

    /// <summary>Opens, changes and saves; decided again when somebody else was faster, as two presses at once are.</summary>
    private static async Task<IResult> ChangeAsync(
        string token,
        HttpContext http,
        AnswerByLink desk,
        RetentionDb db,
        OutboxSignal signal,
        Func<LinkVisit, Texts, Task<PageResult>> change,
        CancellationToken ct,
        bool alsoWhenClosed = false)
    {
        var language = PageLanguage.Of(http, contact: null);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                // The lock is taken first, so that what is looked at is still so when it is changed.
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var visit = await desk.OpenAsync(token, ct);
                language = PageLanguage.Of(http, visit?.Contact.Language);
                if (visit is null || (!visit.IsOpen && !alsoWhenClosed))
                {
                    return Notices.Gone(language, isClosed: visit is not null && visit.Invitation.ClosesAt is not null);
                }

                using var because = Cause.Begin(http.RequestServices.GetRequiredService<ILogger<SurveyPages>>(), Cause.Page(visit.Invitation.Id));
                var result = await change(visit, language);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                signal.Wake();
                return result;
            }
            catch (Exception e) when (e.IsLostRace())
            {
                db.ChangeTracker.Clear();
            }
        }

        return Notices.Failed(language);
    }

    /// <summary>Nothing is kept while the store is out, and whoever answers is told so.</summary>
    private static async ValueTask<object?> SayWhenOutAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (context.HttpContext.RequestServices.GetRequiredService<StoreHealth>().Takes(e))
        {
            return Notices.Failed(PageLanguage.Of(context.HttpContext, contact: null));
        }
    }

    /// <summary>Takes the form that was sent, no larger than it may be; whatever it is sent as.</summary>
    private static async ValueTask<object?> ReadFormAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return await next(context);
        }

        var fault = await PageForm.TakeAsync(http, MaxBody);
        return fault switch
        {
            StatusCodes.Status413PayloadTooLarge => Notices.TooLarge(PageLanguage.Of(http, contact: null)),
            not null => Notices.Unreadable(PageLanguage.Of(http, contact: null)),
            null => await next(context),
        };
    }

    private static PagePaths PathsOf(HttpContext http, SurveyLinks links, string token) => new(links.PathOf(token), PageLanguage.Chosen(http));
}
