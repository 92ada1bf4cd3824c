using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using RetentionBot.Store;

namespace RetentionBot.Hosting;

/// <summary>The verb <c>serve</c>: starts the bot and runs until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var limit = OutliveFileSizeLimit();
        try
        {
            var (end, standsAsideFor) = await RunOnceAsync(args);
            while (standsAsideFor is not null)
            {
                await StandAside.UntilAsync(asked: false, standsAsideFor, TimeProvider.System, CancellationToken.None);
                (end, standsAsideFor) = await RunOnceAsync(args);
            }

            return end;
        }
        catch (OptionsValidationException e)
        {
            return TellWrongSettings(e);
        }
    }

    /// <returns>The exit code, and the database for which it stood aside, since a restore asked for it; null when it was stopped for good.</returns>
    private static async Task<(int End, string? StandsAsideFor)> RunOnceAsync(string[] args)
    {
        var app = BotHost.Build(args);
        if (await app.WhyNotAsync(() => PrepareAsync(app)) is { } wrong)
        {
            return (Refuse(wrong), null);
        }

        if (!Logs.AreJson(app.Configuration))
        {
            app.Lifetime.ApplicationStarted.Register(() => SayWhatToOpen(app));
        }

        var (database, standsAside) = (Startup.DatabaseOf(app.Services), false);
        using var over = new CancellationTokenSource();
        var watch = WatchAsync();
        try
        {
            if (await app.WhyNotAsync(() => app.RunAsync()) is { } fault)
            {
                return (Refuse(fault), null);
            }
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }

        SqliteConnection.ClearAllPools();
        return (0, standsAside ? database : null);

        async Task WatchAsync()
        {
            try
            {
                await StandAside.UntilAsync(asked: true, database, TimeProvider.System, over.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            standsAside = true;
            Console.WriteLine("A backup is being restored: the bot stands aside and goes on when that is over.");
            app.Lifetime.StopApplication();
        }
    }

    /// <summary>A file that may not grow (<c>ulimit -f</c>) ends a process without a word; like this its database is full instead, which is told.</summary>
    private static PosixSignalRegistration? OutliveFileSizeLimit()
    {
        const PosixSignal FileSizeLimitExceeded = (PosixSignal)25;
        return OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileSizeLimitExceeded, signal => signal.Cancel = true);
    }

    private static async Task PrepareAsync(WebApplication app)
    {
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await Startup.TryToWriteAsync(app.Services, CancellationToken.None);
        if (app.Services.GetRequiredService<IOptions<RetentionBotOptions>>().Value.SampleCompany)
        {
            await Startup.LoadSampleAsync(app.Services, CancellationToken.None);
        }
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }

    private static int TellWrongSettings(OptionsValidationException e)
    {
        Console.Error.WriteLine("The settings are wrong, so the bot does not start:");
        foreach (var failure in e.Failures)
        {
            Console.Error.WriteLine($"  {failure}");
        }

        return 1;
    }

    private static void SayWhatToOpen(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "http://localhost:3978";
        Console.WriteLine($"RetentionBot is running on {address} ({app.Environment.EnvironmentName}).");
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"Open {address}/?as=daan (customer success manager), ?as=joris (manager) or ?as=lotte (customer) and try:");
            Console.WriteLine("  press Acknowledge on the card of Van Dijk Logistics");
            Console.WriteLine("  ask: what was churn last month  |  wat was de churn vorige maand  |  help");
            Console.WriteLine("  as the customer: answer the NPS card, then ask for churn and be refused");
        }
    }
}
