using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Setup;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Hosting.Install;
using RetentionBot.Ingest;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;

namespace RetentionBot.Hosting;

/// <summary>The verbs. Exit 0: done; 1: bad input, with a sentence; 2: wrong usage.</summary>
internal static class Cli
{
    public const int Done = 0;
    public const int BadInput = 1;
    public const int WrongUsage = 2;

    /// <summary>Whether the arguments ask for the bot itself: none, <c>serve</c>, or settings only.</summary>
    public static bool IsServe(string[] args) =>
        args is [] or ["serve", ..] || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version"));

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("RetentionBot: health alerts, surveys and KPI answers for customer-success teams.")
        {
            new Command("serve", "Starts the bot (the default)."),
            ImportCommand.Create(InScopeAsync),
            Score(),
            Ask(),
            Staff(),
            ApiKey(),
            OutboxCommand.Create(InScopeAsync),
            JobsCommand.Create(InScopeAsync),
            ChecklistAddCommand.Create(InScopeAsync),
            PersonCommands.Export(InScopeAsync),
            PersonCommands.Erase(InScopeAsync),
            BackupCommands.Backup(OnWhateverDatabaseAsync),
            BackupCommands.Restore(OnWhateverDatabaseAsync),
            Migrate(),
            PackTeamsCommand.Create(),
            DoctorCommand.Create(OnWhateverDatabaseAsync),
        };
        var parsed = root.Parse(args);
        return parsed.Errors.Count > 0 ? Usage(parsed) : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static int Usage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.Error.WriteLine("Write --help to see the verbs and their options.");
        return WrongUsage;
    }

    private static Command Score()
    {
        var from = new Option<DateOnly?>("--from") { Description = "First day to score; without it the days since the last scoring, and earlier ones that data came in for." };
        var to = new Option<DateOnly?>("--to") { Description = "Last day to score; without it the last day of usage data." };
        var command = new Command("score", "Scores every customer's health day by day and raises the alerts that follow.") { from, to };
        command.SetAction((parsed, ct) => InScopeAsync((services, token) => ScoreAsync(services, parsed.GetValue(from), parsed.GetValue(to), token), ct));
        return command;
    }

    private static async Task<int> ScoreAsync(IServiceProvider services, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        var health = services.GetRequiredService<HealthRun>();
        var last = to ?? await health.UsageThroughAsync(ct);
        if (last is null)
        {
            return Refuse("There are no usage data yet; import usage first.");
        }

        if (from > last)
        {
            return Refuse("--from must not be after --to.");
        }

        var (days, raised) = from is { } first
            ? await health.RunAsync(new Period(first, last.Value.AddDays(1)), ct)
            : await health.RunThroughAsync(last.Value, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Scored {days.From:yyyy-MM-dd} to {days.LastDay:yyyy-MM-dd}; {raised} alerts raised and open."));
        return Done;
    }

    private static Command Ask()
    {
        var text = new Argument<string>("text") { Description = "The question, in English or Dutch." };
        var parse = new Option<bool>("--parse") { Description = "Print how the question is understood, as JSON." };
        var now = new Option<DateTimeOffset?>("--now") { Description = "Answer as if it were this instant (needs RetentionBot:Questions:AllowClockOverride)." };
        var command = new Command("ask", "Answers a question about the figures.") { text, parse, now };
        command.SetAction((parsed, ct) => InScopeAsync(
            (services, token) => AskAsync(services, parsed.GetValue(text)!, parsed.GetValue(parse), parsed.GetValue(now), token), ct));
        return command;
    }

    private static async Task<int> AskAsync(IServiceProvider services, string text, bool parse, DateTimeOffset? now, CancellationToken ct)
    {
        if (now is not null && !services.GetRequiredService<QuestionSettings>().AllowClockOverride)
        {
            return Refuse("--now is taken only when RetentionBot:Questions:AllowClockOverride is true.");
        }

        var questions = services.GetRequiredService<AnswerQuestions>();
        if (parse)
        {
            Console.WriteLine(ReadingJson.Write(await questions.ReadAsync(new Question(text, Now: now), ct)).ToJsonString());
            return Done;
        }

        var answer = await questions.AskAsync(new Question(text, Now: now), ct);
        Console.WriteLine(AnswerLine.Of(answer));
        return answer is KpiAnswer.Refusal ? BadInput : Done;
    }

    private static Command Staff()
    {
        var email = new Argument<string>("email");
        var name = new Option<string>("--name") { Required = true };
        var role = new Option<StaffRole>("--role") { Required = true, Description = "viewer, member, lead or admin." };
        var language = new Option<string?>("--language") { Description = "en or nl." };
        language.AcceptOnlyFromAmong(Text.Texts.English, Text.Texts.Dutch);
        var add = new Command("add", "Puts a colleague into the directory, or changes what is there.") { email, name, role, language };
        add.SetAction((parsed, ct) => InScopeAsync(
            async (services, token) =>
            {
                var wrong = await services.GetRequiredService<AddStaff>().AddAsync(
                    parsed.GetValue(email)!, parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(language), token);
                if (wrong is not null)
                {
                    return Refuse(wrong);
                }

                Console.WriteLine($"{parsed.GetValue(email)} is in the directory as {parsed.GetValue(role).ToString().ToLowerInvariant()}.");
                return Done;
            },
            ct));
        return new Command("staff", "The directory of colleagues.") { add };
    }

    private static Command ApiKey()
    {
        var name = new Option<string>("--name") { Required = true };
        var scope = new Option<ApiScope>("--scope") { Required = true, Description = "ask, ingest, metrics or admin." };
        var create = new Command("create", "Makes a key for /api and shows it once.") { name, scope };
        create.SetAction((parsed, ct) => InScopeAsync(
            async (services, token) =>
            {
                var key = await services.GetRequiredService<ApiKeys>().CreateAsync(parsed.GetValue(name)!, parsed.GetValue(scope), token);
                if (key is null)
                {
                    return Refuse("There is a key of that name already.");
                }

                Console.WriteLine(key);
                return Done;
            },
            ct));
        return new Command("api-key", "Keys for /api.") { create };
    }

    private static Command Migrate()
    {
        var command = new Command("migrate", "Creates the database or brings its schema up to date.");
        command.SetAction((_, ct) => InScopeAsync(
            (_, _) =>
            {
                Console.WriteLine("The database is up to date.");
                return Task.FromResult(Done);
            },
            ct));
        return command;
    }

    /// <summary>Runs a verb with the bot's services, on a database that is up to date, without starting the bot.</summary>
    private static Task<int> InScopeAsync(Func<IServiceProvider, CancellationToken, Task<int>> verb, CancellationToken ct) =>
        WithHostAsync(
            ["--Logging:LogLevel:Default=Warning"],
            async app =>
            {
                await Startup.MigrateAsync(app.Services, ct);
                await using var scope = app.Services.CreateAsyncScope();
                return await verb(scope.ServiceProvider, ct);
            });

    /// <summary>As above on a database that is left as it is, and without a log: the verb tells what it finds itself.</summary>
    private static Task<int> OnWhateverDatabaseAsync(Func<IServiceProvider, CancellationToken, Task<int>> verb, CancellationToken ct) =>
        WithHostAsync(
            [.. ((string[])["Default", "Microsoft", "Microsoft.Hosting.Lifetime", "Quartz", "System.Net.Http"]).Select(category => $"--Logging:LogLevel:{category}=None")],
            async app =>
            {
                await using var scope = app.Services.CreateAsyncScope();
                return await verb(scope.ServiceProvider, ct);
            });

    private static async Task<int> WithHostAsync(string[] settings, Func<WebApplication, Task<int>> work)
    {
        try
        {
            await using var app = BotHost.Build(settings);
            var end = Done;
            return await app.WhyNotAsync(async () => end = await work(app)) is { } fault ? Refuse(fault) : end;
        }
        catch (OptionsValidationException e)
        {
            return Refuse(string.Join(' ', e.Failures));
        }
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return BadInput;
    }
}
