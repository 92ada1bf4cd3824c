using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetentionBot.Store;

internal static class StoreRegistration
{
    /// <summary>Contexts that are kept for the next scopes: making one takes longer than most queries. What is more was needed in a crowd only.</summary>
    private const int KeptContexts = 256;

    /// <param name="services">Where to register.</param>
    /// <param name="connectionString">SQLite; see <see cref="ConnectionString"/>.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddDbContextPool<RetentionDb>(
                options => options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas()).ConfigureWarnings(LeaveToCallers),
                KeptContexts)
            .AddSingleton(_ => new SharedSaves(connectionString))
            .AddSingleton<StoreHealth>()
            .AddHostedService(provider => provider.GetRequiredService<StoreHealth>())
            .AddScoped<FactLoader>()
            .AddSingleton<FactCache>();
    }

    /// <summary>Whoever meets an error logs it, or knows that there is no need to.</summary>
    private static void LeaveToCallers(WarningsConfigurationBuilder warnings) => warnings.Log(
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug));

    /// <summary>The configured connection, else a file in the data folder, which is made when it is missing.</summary>
    public static string ConnectionString(string? configured, string dataDirectory)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return configured;
        }

        var folder = Path.GetFullPath(dataDirectory);
        Directory.CreateDirectory(folder);
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "retentionbot.db"), ForeignKeys = true, DefaultTimeout = 30 }.ToString();
    }
}
