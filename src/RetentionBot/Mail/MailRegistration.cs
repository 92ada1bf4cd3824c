using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Surveys;

namespace RetentionBot.Mail;

internal static class MailRegistration
{
    /// <summary>The way out by mail; closed until a server is set.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>()
            .AddSingleton<SmtpSender>()
            .AddSingleton<SurveyMail>()
            .AddSingleton<MailChannel>()
            .AddSingleton<IMailSwitch>(provider => provider.GetRequiredService<MailChannel>())
            .AddSingleton<IChannel>(provider => provider.GetRequiredService<MailChannel>());
    }
}
