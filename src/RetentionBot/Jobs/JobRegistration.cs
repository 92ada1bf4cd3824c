using Quartz;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Turns;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;
using RetentionBot.Privacy;
using RetentionBot.Telemetry;
using RetentionBot.Timers;

namespace RetentionBot.Jobs;

internal static class JobRegistration
{
    /// <summary>All that the bot does by itself. A further job is one more line here and its name under <c>jobs.name</c> in the texts.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString, Workspace workspace, bool withSample)
    {
        services.AddHealthRun().AddSingleton<IAfterImport>(provider => provider.GetRequiredService<RulesRun>());
        services.AddJob<HealthRun>("score-customers", new JobSchedule.Daily(new TimeOnly(3, 0)), (health, ct) => health.RunAsync(ct));
        if (withSample)
        {
            services.AddScoped<GrowSample>().AddJob<GrowSample>("grow-sample", new JobSchedule.Daily(new TimeOnly(0, 10)), (sample, ct) => sample.RunAsync(ct));
        }

        services.AddJob<HealthRun>("catch-up", new JobSchedule.AtStart(), (health, ct) => health.CatchUpAsync(ct));
        services.AddScoped<QuestionUpkeep>().AddJob<QuestionUpkeep>("questions", new JobSchedule.Each(TimeSpan.FromSeconds(30)), (questions, ct) => questions.RunAsync(ct));
        services.AddJob<DigestPlan>("digests", JobSchedule.EachMinute, (digests, ct) => digests.EnsureAsync(ct));
        services.AddSingleton<WaveUpkeep>().AddJob<WaveUpkeep>("waves", JobSchedule.EachMinute, (waves, ct) => waves.RunAsync(ct));
        services.AddSingleton<CaseQuestionUpkeep>().AddJob<CaseQuestionUpkeep>("case-questions", JobSchedule.EachMinute, (cases, ct) => cases.RunAsync(ct));
        services.AddSingleton<ReferralUpkeep>().AddJob<ReferralUpkeep>("referrals", JobSchedule.EachHour, (referrals, ct) => referrals.RunAsync(ct));
        services.AddJob<ChecklistLife>("checklists", JobSchedule.EachMinute, (checklists, ct) => checklists.EnsureAsync(ct));
        services.AddSingleton<IAfterImport>(provider => provider.GetRequiredService<HomeworkUpkeep>());
        services.AddSingleton<OnboardingUpkeep>().AddJob<OnboardingUpkeep>("onboarding", JobSchedule.EachFiveMinutes, (onboarding, ct) => onboarding.RunAsync(ct));
        services.AddSingleton<IAfterImport>(provider => provider.GetRequiredService<OnboardingUpkeep>());
        services.AddSingleton<CadenceUpkeep>().AddJob<CadenceUpkeep>("touchpoints", JobSchedule.EachFiveMinutes, (cadence, ct) => cadence.RunAsync(ct));
        services.AddJob<Retention>("retention", JobSchedule.EachHour, (retention, ct) => retention.RunAsync(ct));

        services.AddSingleton<RefreshFacts>().AddHostedService(provider => provider.GetRequiredService<RefreshFacts>());
        services.AddKeyedScoped<ITimerHandler, RunJobTimer>(RunJobTimer.Kind);
        return services.AddDailyJobs(connectionString, workspace);
    }

    /// <summary>What people see of the jobs and ask of them.</summary>
    public static IServiceCollection AddJobDesk(this IServiceCollection services) => services
        .AddScoped<JobBoards>()
        .AddScoped<JobDesk>()
        .AddScoped<JobWords>()
        .AddCommand<ShowJobs>(ShowJobs.Matches);

    /// <summary>The run that scores and watches, with what it stands on, and the rules that are run in between.</summary>
    public static IServiceCollection AddHealthRun(this IServiceCollection services) => services.AddTelemetry()
        .AddSingleton<TryAgain>()
        .AddSingleton<JobRunner>()
        .AddSingleton<HomeworkUpkeep>()
        .AddSingleton<RulesRun>()
        .AddSingleton<HealthRun>()
        .AddJob<HomeworkUpkeep>("homework", JobSchedule.EachHour, (homework, ct) => homework.LookAsync(ct))
        .AddJob<RulesRun>("rules", new JobSchedule.AtStart(), (rules, ct) => rules.RunAsync(WatchRules.All, ct))
        .AddJob<RulesRun>("first-reply", new JobSchedule.Each(TimeSpan.FromMinutes(15)), (rules, ct) => rules.RunAsync([AlertRules.FirstReply], ct));

    /// <summary>Adds something that the bot does by itself, and that is seen on <c>/admin/jobs</c>.</summary>
    /// <param name="services">The house.</param>
    /// <param name="key">Lower case with hyphens.</param>
    /// <param name="schedule">When.</param>
    /// <param name="workAsync">What, with one service of a fresh scope.</param>
    public static IServiceCollection AddJob<TService>(this IServiceCollection services, string key, JobSchedule schedule, Func<TService, CancellationToken, Task> workAsync)
        where TService : notnull
    {
        var job = new Job(key, schedule, (scope, ct) => workAsync(scope.GetRequiredService<TService>(), ct));
        return services
            .AddSingleton(job)
            .AddSingleton(provider => new JobLoop(job, provider.GetRequiredService<JobRunner>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IHostedService>(provider => provider.GetServices<JobLoop>().Single(l => l.Job == job));
    }

    /// <summary>Daily schedules are kept in the database, so that they survive a restart; all other due times are rows of the application.</summary>
    private static IServiceCollection AddDailyJobs(this IServiceCollection services, string connectionString, Workspace workspace)
    {
        var jobs = services.Select(s => s.ImplementationInstance).OfType<Job>().ToList();
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
            foreach (var job in jobs)
            {
                if (job.Schedule is JobSchedule.Daily daily)
                {
                    Add(quartz, job.Key, daily, workspace);
                }
            }
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>
    /// A run that came due while the process slept is made up once. One missed while it was down is not known here, since each start plans anew: see
    /// <see cref="HealthRun.CatchUpAsync"/>.
    /// </summary>
    private static void Add(IQuartzBuilder quartz, string name, JobSchedule.Daily daily, Workspace workspace)
    {
        var key = new JobKey(name);
        quartz.AddJob<DailyJob>(job => job.WithIdentity(key).StoreDurably().RequestRecovery());
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity($"{name}-nightly")
            .WithCronSchedule(daily.Cron, schedule => schedule.InTimeZone(workspace.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }
}
