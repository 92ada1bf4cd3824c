using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

internal static class StoreRegistration
{
    /// <param name="services">Where to register.</param>
    /// <param name="connectionString">SQLite; see <see cref="ConnectionString"/>.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, string connectionString) => services
        .AddDbContext<RetentionDb>(options => options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas()))
        .AddSingleton(_ => new SharedSaves(connectionString))
        .AddScoped<FactLoader>()
        .AddSingleton<FactCache>();

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
