namespace RetentionBot.Jobs;

/// <summary>Runs one job as its schedule has it, but for a daily one, which Quartz starts (<see cref="DailyJob"/>); and any job when somebody asks for it.</summary>
internal sealed class JobLoop(Job job, JobRunner runner, TimeProvider clock) : BackgroundService
{
    /// <summary>After this much time a job of the start that failed is tried again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _asked = new(0);

    public Job Job => job;

    /// <summary>Has it run once, now. Asking again before it began adds nothing; while it is paused, or runs as planned, nothing comes of it.</summary>
    public void Ask()
    {
        if (_asked.CurrentCount == 0)
        {
            _asked.Release();
        }
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AsPlannedAsync(stoppingToken), AsAskedAsync(stoppingToken));

    private async Task AsPlannedAsync(CancellationToken ct)
    {
        switch (job.Schedule)
        {
            case JobSchedule.AtStart:
                while (await runner.RunAsync(job, ct) == JobEnd.Failed)
                {
                    await Task.Delay(Rest, clock, ct);
                }

                break;
            case JobSchedule.Each each:
                using (var timer = new PeriodicTimer(each.Pause, clock))
                {
                    do
                    {
                        await runner.RunAsync(job, ct);
                    }
                    while (await timer.WaitForNextTickAsync(ct));
                }

                break;
        }
    }

    private async Task AsAskedAsync(CancellationToken ct)
    {
        while (true)
        {
            await _asked.WaitAsync(ct);
            await runner.RunAsync(job, ct);
        }
    }
}
