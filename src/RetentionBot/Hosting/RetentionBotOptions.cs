using System.Globalization;
using Microsoft.Extensions.Options;
using RetentionBot.Domain.Calendar;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot</c>. A wrong value stops the start with a sentence.</summary>
internal sealed class RetentionBotOptions
{
    public const string Section = "RetentionBot";

    /// <summary>Where the database lies; a relative path starts at the current folder.</summary>
    public string DataDirectory { get; init; } = "./data";

    /// <summary>Whether the fictitious sample company is loaded and kept fresh.</summary>
    public bool SampleCompany { get; init; }

    /// <summary>IANA or Windows zone that decides what "last month" is.</summary>
    public string TimeZone { get; init; } = "Europe/Amsterdam";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Share of revenue kept, above 0 and at most 1; null until somebody sets it.</summary>
    public decimal? GrossMargin { get; init; }

    /// <summary>When colleagues work, local time, e.g. <c>09:00-17:30</c>.</summary>
    public string WorkingHours { get; init; } = "09:00-17:30";

    /// <summary>A file with one holiday a line as an ISO day, the rest of the line being its name.</summary>
    public string? HolidaysFile { get; init; }

    /// <summary>The address people reach this bot at.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Address of a customer in your CRM; <c>{id}</c> stands for the customer's source id.</summary>
    public string? CustomerLink { get; init; }

    public AlertOptions Alerts { get; init; } = new();

    /// <summary>Mail address of the colleague who becomes admin when they first write.</summary>
    public string? FirstAdmin { get; init; }

    /// <summary>Mail address of the colleague who gets the questions that only a person can answer.</summary>
    public string? HandOverTo { get; init; }

    public QuestionOptions Questions { get; init; } = new();

    public HealthOptions Health { get; init; } = new();

    public SurveyOptions Surveys { get; init; } = new();

    public OnboardingOptions Onboarding { get; init; } = new();

    public ChecklistOptions Checklists { get; init; } = new();

    public CadenceOptions Cadence { get; init; } = new();
}

/// <summary>The section <c>RetentionBot:Questions</c>.</summary>
internal sealed class QuestionOptions
{
    /// <summary>Whether <c>/api/ask</c> takes another clock; for acceptance runs only.</summary>
    public bool AllowClockOverride { get; init; }
}

/// <summary>The section <c>RetentionBot:Checklists</c>.</summary>
internal sealed class ChecklistOptions
{
    /// <summary>Whether the weekly seven are planned from the start.</summary>
    public bool Weekly { get; init; } = true;
}

/// <summary>Checks the settings before anything is built from them, for the bot and for every verb.</summary>
internal sealed class RetentionBotOptionsValidator : IValidateOptions<RetentionBotOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionBotOptions options)
    {
        var wrong = new List<string>(options.Alerts.Faults());
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            wrong.Add("RetentionBot:DataDirectory must name a folder.");
        }

        if (options.Currency.Length != 3 || !options.Currency.All(char.IsAsciiLetterUpper))
        {
            wrong.Add("RetentionBot:Currency must be three capital letters, for example EUR.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            wrong.Add($"RetentionBot:TimeZone '{options.TimeZone}' is no time zone; use an IANA name such as Europe/Amsterdam.");
        }

        if (options.GrossMargin is <= 0 or > 1)
        {
            wrong.Add("RetentionBot:GrossMargin is a share above 0 and at most 1, for example 0.7.");
        }

        if (WorkingHours.Times(options.WorkingHours) is null)
        {
            wrong.Add("RetentionBot:WorkingHours must be two times, the earlier first, for example 09:00-17:30.");
        }

        if (!string.IsNullOrEmpty(options.HolidaysFile) && !File.Exists(options.HolidaysFile))
        {
            wrong.Add($"RetentionBot:HolidaysFile '{options.HolidaysFile}' is not there.");
        }
        else if (!string.IsNullOrEmpty(options.HolidaysFile) && WorkingHours.Days(File.ReadLines(options.HolidaysFile)).WrongLine is > 0 and var line)
        {
            wrong.Add(string.Create(
                CultureInfo.InvariantCulture, $"RetentionBot:HolidaysFile '{options.HolidaysFile}', line {line}: begin it with a day, for example 2026-04-27 King's Day."));
        }

        if (!IsWebAddress(options.PublicUrl))
        {
            wrong.Add("RetentionBot:PublicUrl must be a full address, for example https://bot.example.com.");
        }

        if (!IsWebAddress(options.CustomerLink?.Replace("{id}", "1", StringComparison.Ordinal)))
        {
            wrong.Add("RetentionBot:CustomerLink must be a full address with {id} for the customer, for example https://crm.example.com/customers/{id}.");
        }

        if (!string.IsNullOrEmpty(options.FirstAdmin) && !System.Net.Mail.MailAddress.TryCreate(options.FirstAdmin, out _))
        {
            wrong.Add("RetentionBot:FirstAdmin must be a mail address.");
        }

        if (!string.IsNullOrEmpty(options.HandOverTo) && !System.Net.Mail.MailAddress.TryCreate(options.HandOverTo, out _))
        {
            wrong.Add("RetentionBot:HandOverTo must be the mail address of a colleague.");
        }

        wrong.AddRange(options.Health.Faults());
        wrong.AddRange(options.Surveys.Faults());
        wrong.AddRange(options.Onboarding.Faults());
        wrong.AddRange(options.Cadence.Faults());
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsWebAddress(string? text) =>
        string.IsNullOrEmpty(text) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https"));
}
