using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests;
using RetentionBot.Domain.Calendar;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;
using RetentionBot.Tests.Features;
using RetentionBot.Tests.Ingest;
using RetentionBot.Timers;

namespace RetentionBot.Tests.Jobs;

/// <summary>One job of a test's own on a small database; it is 22 November 2026, 11:00 in Amsterdam.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    /// <summary>A key that has a name, of a job that is not there unless the bot has the sample company.</summary>
    public const string Key = "grow-sample";

    private readonly TestFolder folder = new();
    private ServiceProvider services;

    private JobHost(JobSchedule schedule)
    {
        Job = new Job(Key, schedule, (_, ct) => Work(ct));
        services = Build();
    }

    public Job Job { get; }

    /// <summary>What the job does.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public SaveHook Saves { get; } = new();

    public FixedClock Clock { get; } = new();

    public JobRunner Runner => services.GetRequiredService<JobRunner>();

    public static async Task<JobHost> StartAsync(JobSchedule? schedule = null)
    {
        var host = new JobHost(schedule ?? new JobSchedule.Daily(new TimeOnly(3, 0)));
        await host.WithAsync<RetentionDb, bool>(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    /// <summary>As when the process ended and began again.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Build();
    }

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<JobBoard> BoardAsync() => WithAsync<JobBoards, JobBoard>(boards => boards.LookAsync(CancellationToken.None));

    /// <summary>How the job stands.</summary>
    public async Task<JobView> ViewAsync() => (await BoardAsync()).Jobs.ShouldHaveSingleItem();

    public Task<JobAnswer> AskAsync(Func<JobDesk, Task<JobAnswer>> deed) => WithAsync(deed);

    public Task AddAsync(params object[] rows) => WithAsync<RetentionDb, int>(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddLogging(CapturedLog.AddTo)
        .ConfigureDbContext<RetentionDb>(options => options.AddInterceptors(Saves))
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(new Workspace(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), "EUR"))
        .AddStore(StoreRegistration.ConnectionString(null, folder.Path))
        .AddScoped<TimerBook>()
        .AddTelemetry()
        .AddSingleton<TryAgain>()
        .AddSingleton<JobRunner>()
        .AddSingleton(Job)
        .AddJobDesk()
        .BuildServiceProvider(validateScopes: true);
}
