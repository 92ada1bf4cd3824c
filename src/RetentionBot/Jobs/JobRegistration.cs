using Quartz;
using RetentionBot.Domain.Calendar;
using RetentionBot.Ingest;

namespace RetentionBot.Jobs;

internal static class JobRegistration
{
    /// <summary>The fixed recurring schedules, kept in the database so that they survive a restart; all other due times are rows of the application.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString, Workspace workspace, bool withSample)
    {
        services.AddHealthRun().AddHostedService<CatchUp>();
        services.AddHostedService(provider => provider.GetRequiredService<RulesRun>()).AddSingleton<IAfterImport>(provider => provider.GetRequiredService<RulesRun>());
        services.AddHostedService(provider => provider.GetRequiredService<HomeworkUpkeep>()).AddSingleton<IAfterImport>(provider => provider.GetRequiredService<HomeworkUpkeep>());
        services.AddHostedService<QuestionUpkeep>();
        services.AddHostedService<DigestUpkeep>();
        services.AddSingleton<WaveUpkeep>().AddHostedService(provider => provider.GetRequiredService<WaveUpkeep>());
        services.AddSingleton<RefreshFacts>().AddHostedService(provider => provider.GetRequiredService<RefreshFacts>());
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => o.InstanceName = "retentionbot");
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.MisfireThreshold = TimeSpan.FromMinutes(1);
                });
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer(_ => { });
                store.UseSqlite(connectionString);
            });
            Nightly<ScoreCustomersJob>(quartz, ScoreCustomersJob.Key, "0 0 3 * * ?", workspace);
            if (withSample)
            {
                Nightly<GrowSampleJob>(quartz, GrowSampleJob.Key, "0 10 0 * * ?", workspace);
            }
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>The run that scores and watches, with what it stands on.</summary>
    public static IServiceCollection AddHealthRun(this IServiceCollection services) =>
        services.AddSingleton<TryAgain>().AddSingleton<HomeworkUpkeep>().AddSingleton<RulesRun>().AddSingleton<HealthRun>();

    /// <summary>A run that came due while the process slept is made up once. One missed while it was down is not known here, since each start plans anew: see <see cref="CatchUp"/>.</summary>
    private static void Nightly<TJob>(IQuartzBuilder quartz, JobKey key, string cron, Workspace workspace)
        where TJob : IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(key).StoreDurably().RequestRecovery());
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity($"{key.Name}-nightly")
            .WithCronSchedule(cron, schedule => schedule.InTimeZone(workspace.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }
}
