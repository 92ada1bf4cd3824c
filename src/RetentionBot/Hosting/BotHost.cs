using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Slack;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Cadence;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Feedback;
using RetentionBot.Features.Health;
using RetentionBot.Features.Onboarding;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Setup;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Hosting.Admin;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Hosting.Metrics;
using RetentionBot.Inbox;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Sample;
using RetentionBot.Jobs;
using RetentionBot.Mail;
using RetentionBot.Outbox;
using RetentionBot.Privacy;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.SurveyPage;
using RetentionBot.Text;
using RetentionBot.Timers;
using RetentionBot.WebChat;

namespace RetentionBot.Hosting;

/// <summary>Puts the house together: what is registered, and which routes there are.</summary>
internal static class BotHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddLogs();
        var settings = AddSettings(builder);
        var isLocalDevelopment = IsLocalDevelopment(builder, settings);
        var services = builder.Services;

        var connectionString = ConnectionString(builder.Configuration, settings);
        var workspace = new Workspace(TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.Currency, settings.GrossMargin);
        services.TryAddSingleton(TimeProvider.System);

        // Before all that begins to work with the host, so that its first runs are counted.
        services.AddMetricsPage();
        services.AddSingleton(workspace);
        services.AddSingleton(new FirstAdmin(settings.FirstAdmin));
        services.AddSingleton(settings.Alerts.ToRuleSettings());
        services.AddSingleton(new CustomerLinks(settings.CustomerLink));
        services.AddSingleton(new PublicAddress(settings.PublicUrl));
        services.AddSingleton(new QuestionSettings(settings.Questions.AllowClockOverride));
        var hours = HoursOf(settings);
        services.AddSingleton(new HandOverSettings(settings.HandOverTo, hours));
        services.AddSingleton(new WorkCalendar(hours, workspace, settings.Alerts.TellAtOnce ?? builder.Environment.IsDevelopment()));
        services.AddSingleton(settings.Alerts.ToSettings());
        services.AddSingleton(new Cards(Path.Combine(AppContext.BaseDirectory, "cards"), workspace.Zone));

        services.AddStore(connectionString);
        services.AddIngest();
        services.AddScoped<IAfterImport, ScoreAfterImport>().AddSingleton<IAfterImport>(provider => provider.GetRequiredService<RefreshFacts>());
        services.AddTurns().AddSetup().AddJobDesk().AddHealthScores(settings.Health.ToProfiles()).AddAlerts().AddChecklists(new ChecklistDefaults(settings.Checklists.Weekly)).AddHomework().AddSurveys(settings.Surveys.ToTexts(), settings.Surveys.ToSettings()).AddFeedback()
            .AddOnboarding(settings.Onboarding.ToPlan()).AddCadence(settings.Cadence.ToPlan(), settings.Surveys.ToSettings().Budget).AddQuestions();
        services.AddBotFrameworkChannel();
        services.AddSlackChannel();
        services.AddMail();
        services.AddSurveyPage();
        services.AddPrivacy();
        if (isLocalDevelopment)
        {
            services.AddWebChat();
        }

        services.AddOutbox().AddInbox().AddTimers();
        services.AddJobs(connectionString, workspace, settings.SampleCompany);
        services.AddSample();
        services.AddScoped<ApiKeys>();
        services.AddAdminPages();
        services.AddHealthEndpoints();
        services.AddDoctor();
        services.AddApiDescription();

        var app = builder.Build();
        app.UseStoreOutages();
        app.UseApiKeys(isLocalDevelopment);
        app.MapHealthEndpoints();
        app.MapMetricsPage();
        app.MapBotFrameworkChannel();
        app.MapSlackChannel();
        app.MapSurveyPage();
        app.MapAdminPages(isLocalDevelopment);
        app.MapGroup("/api").MapApiDescription().RequireApiKey(_ => ApiScope.Ask);
        app.MapQuestions().RequireApiKey(_ => ApiScope.Ask);
        app.MapLists();
        app.MapAnswerFiles();

        // Whoever may write the directory of colleagues may make admins.
        app.MapIngest().RequireApiKey(http => http.Request.RouteValues["kind"] is ImportKinds.Staff ? ApiScope.Admin : ApiScope.Ingest);
        if (isLocalDevelopment)
        {
            app.MapWebChat();
        }

        return app;
    }

    /// <summary>
    /// What needs no login (the web chat, <c>/api</c> without a key) is for trying the bot on one's own machine. It goes off as soon as the bot is connected to
    /// the world, even in Development: a proxy or tunnel on this machine makes the whole world look local.
    /// </summary>
    private static bool IsLocalDevelopment(WebApplicationBuilder builder, RetentionBotOptions settings)
    {
        var slack = builder.Configuration.GetSection(SlackOptions.Section).Get<SlackOptions>() ?? new SlackOptions();
        var teams = builder.Configuration.GetSection(BotFrameworkOptions.Section).Get<BotFrameworkOptions>() ?? new BotFrameworkOptions();
        var isOnSlack = !string.IsNullOrEmpty(slack.BotToken) && !(Uri.TryCreate(slack.ApiBaseUrl, UriKind.Absolute, out var api) && api.IsLoopback);
        return builder.Environment.IsDevelopment() && teams.AppId.Length == 0 && !isOnSlack && string.IsNullOrEmpty(settings.PublicUrl);
    }

    private static RetentionBotOptions AddSettings(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionBotOptions>().BindConfiguration(RetentionBotOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RetentionBotOptions>, RetentionBotOptionsValidator>();

        // What the registrations below need is read once, and checked before it is used.
        var settings = Read(builder.Configuration);
        var result = new RetentionBotOptionsValidator().Validate(null, settings);
        return result.Failed ? throw new OptionsValidationException(RetentionBotOptions.Section, typeof(RetentionBotOptions), result.Failures) : settings;
    }

    private static WorkingHours HoursOf(RetentionBotOptions settings)
    {
        var (from, to) = WorkingHours.Times(settings.WorkingHours)!.Value;
        return new WorkingHours(from, to, string.IsNullOrEmpty(settings.HolidaysFile) ? new HashSet<DateOnly>() : WorkingHours.Days(File.ReadLines(settings.HolidaysFile)).Days);
    }

    private static RetentionBotOptions Read(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection(RetentionBotOptions.Section).Get<RetentionBotOptions>() ?? new RetentionBotOptions();
        }
        catch (InvalidOperationException e)
        {
            // A word where a number belongs; the message names the setting.
            throw Wrong(e.Message);
        }
    }

    private static string ConnectionString(ConfigurationManager configuration, RetentionBotOptions settings)
    {
        try
        {
            return StoreRegistration.ConnectionString(configuration.GetConnectionString("RetentionBot"), settings.DataDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"RetentionBot:DataDirectory '{settings.DataDirectory}' cannot be used: {e.Message}");
        }
    }

    private static OptionsValidationException Wrong(string sentence) => new(RetentionBotOptions.Section, typeof(RetentionBotOptions), [sentence]);
}
