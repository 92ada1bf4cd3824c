using Microsoft.EntityFrameworkCore;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Store;

namespace RetentionBot.Hosting;

/// <summary>What is said when the database cannot be used: to requests while the bot runs, and at the start.</summary>
internal static class StoreOutages
{
    private const int AskAgainSeconds = 30;

    /// <summary>Requests that need the database and do not say so themselves are answered 503: they come again, or their sender sees why.</summary>
    public static void UseStoreOutages(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<StoreHealth>();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception e) when (!http.Response.HasStarted && store.Takes(e))
            {
                http.Response.Clear();
                http.Response.Headers.RetryAfter = FormattableString.Invariant($"{AskAgainSeconds}");
                await Results.Problem("The database cannot be used at the moment, so nothing was kept. Send it again later.", statusCode: StatusCodes.Status503ServiceUnavailable)
                    .ExecuteAsync(http);
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
}
