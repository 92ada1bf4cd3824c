using System.CommandLine;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Hosting.Doctor;

/// <summary><c>doctor</c>: looks at the set-up, says of each part whether it is well, what is wrong with it and how to mend it. Changes nothing.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="inScope">Runs something with the services of a fresh scope, whatever the database is like.</param>
    public static Command Create(Func<Func<IServiceProvider, CancellationToken, Task<int>>, CancellationToken, Task<int>> inScope)
    {
        var command = new Command("doctor", "Looks at tokens, scopes, public address, clock, database, feeds and mail server, and says what is wrong and how to mend it.");
        command.SetAction((parsed, ct) => inScope((services, token) => ExamineAsync(services, parsed.InvocationConfiguration.Output, token), ct));
        return command;
    }

    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddHttpClient(CallbackCheckup.ClientName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .RemoveAllLoggers();
        return services.AddScoped<ICheckup, CallbackCheckup>().AddScoped<ICheckup, DatabaseCheckup>().AddScoped<ICheckup, FeedsCheckup>().AddScoped<ICheckup, MailCheckup>();
    }

    /// <returns>0 when nothing is wrong.</returns>
    public static async Task<int> ExamineAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var lines = Settings(services);
        foreach (var checkup in services.GetServices<ICheckup>())
        {
            try
            {
                lines.AddRange(await checkup.LookAsync(ct));
            }
            catch (OptionsValidationException)
            {
                // Said above; what it is about cannot be tried.
            }
        }

        foreach (var line in lines)
        {
            await WriteAsync(line, output);
        }

        var wrong = lines.Count(line => line.State == CheckupState.Wrong);
        await output.WriteLineAsync(wrong == 0 ? "Nothing is wrong." : wrong == 1 ? "1 thing is wrong." : $"{wrong} things are wrong.");
        return wrong == 0 ? Cli.Done : Cli.BadInput;
    }

    /// <summary>What would stop the start.</summary>
    private static List<CheckupLine> Settings(IServiceProvider services)
    {
        const string Subject = "Settings";
        const string Mend = "Correct it; docs/operations.md lists every setting.";
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [CheckupLine.Well(Subject, "All have values that can be used.")];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures.Select(fault => CheckupLine.Wrong(Subject, fault, Mend))];
        }
        catch (AggregateException e)
        {
            return [.. e.InnerExceptions.OfType<OptionsValidationException>().SelectMany(inner => inner.Failures).Select(fault => CheckupLine.Wrong(Subject, fault, Mend))];
        }
    }

    private static async Task WriteAsync(CheckupLine line, TextWriter output)
    {
        var mark = line.State switch { CheckupState.Well => "OK", CheckupState.Off => "--", _ => "WRONG" };
        await output.WriteLineAsync($"{mark,-5}  {line.Subject}: {line.Said}");
        if (line.Mend is { } mend)
        {
            await output.WriteLineAsync($"       Mend: {mend}");
        }
    }
}
