using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Domain.Calendar;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Reading;
using RetentionBot.Store;

namespace RetentionBot.Tests.Ingest;

/// <summary>The import on a real SQLite file of its own; it is Sunday 22 November 2026, 11:00 in Amsterdam.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly DateOnly Yesterday = new(2026, 11, 21);

    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
    private readonly ServiceProvider services;

    private IngestHost(Action<IServiceCollection>? more)
    {
        var collection = new ServiceCollection().AddLogging(CapturedLog.AddTo);
        Register(collection, file);
        more?.Invoke(collection);
        services = collection.BuildServiceProvider(validateScopes: true);
    }

    public FixedClock Clock => services.GetRequiredService<FixedClock>();

    public static async Task<IngestHost> StartAsync(Action<IServiceCollection>? more = null)
    {
        var host = new IngestHost(more);
        await host.WithDbAsync(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    public static void Register(IServiceCollection services, string file)
    {
        services.AddSingleton<FixedClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<FixedClock>());
        services.AddSingleton(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"));
        services.AddDbContext<RetentionDb>(db => db.UseSqlite($"Data Source={file}").AddInterceptors(new SqlitePragmas()));
        services.AddIngest();
    }

    /// <summary>Imports a text as if it stood in a file.</summary>
    public Task<ImportReport> ImportAsync(string kind, string text, string? mapping = null, Func<ImportRequest, ImportRequest>? with = null) =>
        ImportAsync(kind, Encoding.UTF8.GetBytes(text), mapping, with);

    public async Task<ImportReport> ImportAsync(string kind, byte[] content, string? mapping = null, Func<ImportRequest, ImportRequest>? with = null)
    {
        using var input = new MemoryStream(content);
        return await ImportAsync(kind, input, mapping, with);
    }

    public async Task<ImportReport> ImportAsync(string kind, Stream input, string? mapping = null, Func<ImportRequest, ImportRequest>? with = null)
    {
        await using var scope = services.CreateAsyncScope();
        var request = new ImportRequest { Kind = kind, Source = "test.csv" };
        return await scope.ServiceProvider.GetRequiredService<Intake>().TakeAsync(
            input, mapping is null ? Mapping.None : MappingJson.Parse(mapping), null, with?.Invoke(request) ?? request, CancellationToken.None);
    }

    public async Task<T> WithDbAsync<T>(Func<RetentionDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<RetentionDb>());
    }

    public Task<List<T>> AllAsync<T>()
        where T : class => WithDbAsync(db => db.Set<T>().AsNoTracking().ToListAsync());

    public async Task<T> OnlyAsync<T>()
        where T : class => (await AllAsync<T>()).ShouldHaveSingleItem();

    /// <summary>Runs something in a scope of its own, as the command line does.</summary>
    public async Task<int> InScopeAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider, ct);
    }

    /// <summary>Every value of every table an import writes to: equal texts mean that nothing changed.</summary>
    public async Task<string> DumpAsync()
    {
        var text = new StringBuilder();
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        string[] tables =
        [
            "customers", "contacts", "staff", "subscription_stretches", "usage_records", "support_cases", "orders", "payment_events", "renewals", "payment_cards", "touches",
            "survey_responses", "feeds", "data_version", "import_runs", "rejected_rows",
        ];
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                text.Append(table);
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    text.Append('|').Append(reader.GetValue(i));
                }

                text.AppendLine();
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var path in (string[])[file, $"{file}-wal", $"{file}-shm"])
        {
            File.Delete(path);
        }
    }
}

internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
