using Microsoft.Extensions.Options;

namespace RetentionBot.Hosting;

/// <summary>The verb <c>serve</c>: starts the bot and runs until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication app;
        try
        {
            app = BotHost.Build(args);
            await Startup.MigrateAsync(app.Services, CancellationToken.None);
            var settings = app.Services.GetRequiredService<IOptions<RetentionBotOptions>>().Value;
            if (settings.SampleCompany)
            {
                await Startup.LoadSampleAsync(app.Services, CancellationToken.None);
            }

            if (!Logs.AreJson(app.Configuration))
            {
                app.Lifetime.ApplicationStarted.Register(() => SayWhatToOpen(app));
            }
        }
        catch (OptionsValidationException e)
        {
            return TellWrongSettings(e);
        }

        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return TellWrongSettings(e);
        }
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
