using RetentionBot.Jobs;
using RetentionBot.SurveyPage;
using RetentionBot.Text;

namespace RetentionBot.Hosting.Admin;

/// <summary>
/// <c>/admin/jobs</c>: what the bot does by itself, for people as a page without script and for programs as JSON; and what an admin asks of a job. Every change is a
/// POST that proves where it came from: by the key sent along, or by the token of the page's own form.
/// </summary>
internal static class AdminEndpoints
{
    public const string Route = "/admin";
    public const string JobsRoute = $"{Route}/jobs";
    public const string LogInRoute = $"{Route}/log-in";
    public const string LogOutRoute = $"{Route}/log-out";

    /// <summary>Fields of the forms.</summary>
    public const string TokenField = "token";
    public const string KeyField = "key";

    private const int MaxBody = 8 * 1024;

    public static IServiceCollection AddAdminPages(this IServiceCollection services) =>
        services.AddSingleton<AdminSessions>().AddScoped<AdminGate>().AddScoped<JobsPage>();

    public static void MapAdminPages(this WebApplication app, bool isLocalDevelopment)
    {
        var admin = app.MapGroup(Route).AddEndpointFilter(ReadFormAsync).ExcludeFromDescription();
        admin.MapPost("/log-in", LogInAsync);

        var open = admin.MapGroup("").AddEndpointFilter((context, next) => AdmitAsync(context, next, isLocalDevelopment));
        open.MapGet("/jobs", ShowAsync);
        open.MapPost("/jobs/{key}/run", (string key, HttpContext http, JobDesk desk, JobsPage page, JobBoards boards) =>
            AnswerAsync(http, page, boards, desk.RunAsync(key, VisitorOf(http).Name, http.RequestAborted)));
        open.MapPost("/jobs/{key}/pause", (string key, HttpContext http, JobDesk desk, JobsPage page, JobBoards boards) =>
            AnswerAsync(http, page, boards, desk.PauseAsync(key, VisitorOf(http).Name, http.RequestAborted)));
        open.MapPost("/jobs/{key}/resume", (string key, HttpContext http, JobDesk desk, JobsPage page, JobBoards boards) =>
            AnswerAsync(http, page, boards, desk.ResumeAsync(key, VisitorOf(http).Name, http.RequestAborted)));
        open.MapPost("/log-out", LogOut);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, JobBoards boards, JobsPage page)
    {
        var (board, language) = (await boards.LookAsync(http.RequestAborted), PageLanguage.Of(http, contact: null));

        // What the press before came to: only what the bot itself could have said is shown.
        var said = Enum.TryParse<JobReply>(http.Request.Query["said"], out var reply) && reply <= JobReply.Resumed
            && board.Jobs.FirstOrDefault(v => v.Job.Key == http.Request.Query["job"]) is { } view
            ? new JobAnswer(reply, view.Job.Key)
            : null;
        return WantsJson(http) ? Results.Json(page.Json(board, language)) : page.Show(StatusCodes.Status200OK, board, VisitorOf(http), language, PageLanguage.Chosen(http), said);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, JobsPage page, JobBoards boards, Task<JobAnswer> asked)
    {
        var (answer, language, chosen) = (await asked, PageLanguage.Of(http, contact: null), PageLanguage.Chosen(http));
        var status = answer.Reply == JobReply.NoSuchJob ? StatusCodes.Status404NotFound : answer.IsDone ? StatusCodes.Status202Accepted : StatusCodes.Status409Conflict;
        if (VisitorOf(http).SentKey || WantsJson(http))
        {
            var words = JobWords.Say(answer, language);
            return answer.IsDone ? Results.Json(new { said = words }, statusCode: status) : Results.Json(new { error = words }, statusCode: status);
        }

        return answer.IsDone
            ? PageResult.GoTo($"{JobsRoute}{JobsPage.Query(chosen, ("said", answer.Reply.ToString()), ("job", answer.Key))}")
            : page.Show(status, await boards.LookAsync(http.RequestAborted), VisitorOf(http), language, chosen, answer);
    }

    private static async Task<IResult> LogInAsync(HttpContext http, AdminGate gate)
    {
        var (name, status) = await gate.CheckAsync(http.Request.Form[KeyField].ToString().Trim(), http.RequestAborted);
        if (name is null)
        {
            return LogInPage.Show(status, PageLanguage.Of(http, contact: null), PageLanguage.Chosen(http), isAnswer: true);
        }

        gate.LogIn(http, name);
        return PageResult.GoTo($"{JobsRoute}{JobsPage.Query(PageLanguage.Chosen(http))}");
    }

    private static PageResult LogOut(HttpContext http, AdminGate gate)
    {
        if (VisitorOf(http).Session is { } session)
        {
            gate.LogOut(http, session);
        }

        return PageResult.GoTo($"{JobsRoute}{JobsPage.Query(PageLanguage.Chosen(http))}");
    }

    private static async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, bool isLocalDevelopment)
    {
        var http = context.HttpContext;
        var gate = http.RequestServices.GetRequiredService<AdminGate>();
        var (visitor, status) = await gate.AdmitAsync(http, isLocalDevelopment);
        if (visitor is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return WantsJson(http)
                ? Results.Json(new { error = "Send a key of scope admin as \"Authorization: Bearer …\"; the verb api-key create makes one." }, statusCode: status)
                : LogInPage.Show(status, PageLanguage.Of(http, contact: null), PageLanguage.Chosen(http), isAnswer: status == StatusCodes.Status403Forbidden);
        }

        http.Features.Set(visitor);
        var isProven = HttpMethods.IsGet(http.Request.Method) || visitor.SentKey
            || http.RequestServices.GetRequiredService<AdminSessions>().IsFormToken(visitor.Session, http.Request.Form[TokenField]);
        return isProven ? await next(context) : Refuse(http, StatusCodes.Status400BadRequest, "jobs.page.stale");
    }

    private static async ValueTask<object?> ReadFormAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return HttpMethods.IsPost(http.Request.Method) && await PageForm.TakeAsync(http, MaxBody) is { } fault
            ? Refuse(http, fault, "jobs.page.unreadable")
            : await next(context);
    }

    private static IResult Refuse(HttpContext http, int status, string why)
    {
        var language = PageLanguage.Of(http, contact: null);
        var words = language.Say(why);
        return WantsJson(http) ? Results.Json(new { error = words }, statusCode: status) : LogInPage.Notice(status, words, language, PageLanguage.Chosen(http));
    }

    private static AdminVisitor VisitorOf(HttpContext http) => http.Features.Get<AdminVisitor>() ?? throw new InvalidOperationException("Nobody was let in.");

    private static bool WantsJson(HttpContext http) =>
        http.Request.Headers.Accept.ToString() is var accept
        && accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
        && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
