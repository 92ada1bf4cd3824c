using Microsoft.EntityFrameworkCore;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Ingest.Reading;
using RetentionBot.Store;

namespace RetentionBot.Hosting;

/// <summary>What is said when the database, or the disk, cannot be used: to requests while the bot runs, and at the start.</summary>
internal static partial class StoreOutages
{
    private const int AskAgainSeconds = 30;

    /// <summary>
    /// Requests that need the database, or room for a file, and do not say so themselves are answered 503 with a sentence: they come again, or their sender sees why.
    /// </summary>
    public static void UseStoreOutages(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<StoreHealth>();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (NoRoomException e) when (!http.Response.HasStarted)
            {
                LogNoRoom(app.Logger, e);
                await SayAsync(http, e.Message);
            }
            catch (Exception e) when (!http.Response.HasStarted && store.Takes(e))
            {
                await SayAsync(http, "The database cannot be used at the moment, so nothing was kept. Send it again later.");
            }
        });
    }

    /// <summary>Brings the schema up to date, and does what else must come first.</summary>
    /// <returns>Why that cannot be, for whoever starts the bot; null when it went well.</returns>
    public static async Task<string?> WhyNotAsync(this WebApplication app, Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (e.RefusalCode() is not null || e is UnauthorizedAccessException)
        {
            var fault = StoreFault.Of(e.RefusalCode() ?? SqliteCodes.ReadOnly);
            await using var scope = app.Services.CreateAsyncScope();
            return $"The database cannot be used, so the bot does not start:{Environment.NewLine}  {DatabaseFile.PathOf(scope.ServiceProvider.GetRequiredService<RetentionDb>())} {fault.What} {fault.Mend}";
        }
    }

    private static Task SayAsync(HttpContext http, string sentence)
    {
        http.Response.Clear();
        http.Response.Headers.RetryAfter = FormattableString.Invariant($"{AskAgainSeconds}");
        return Results.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "What was sent to be imported was answered 503, for the folder for temporary files takes nothing")]
    private static partial void LogNoRoom(ILogger logger, Exception e);
}
