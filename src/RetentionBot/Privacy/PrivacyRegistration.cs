namespace RetentionBot.Privacy;

internal static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddScoped<PersonFinder>()
        .AddScoped<PersonExport>()
        .AddScoped<MessageErasure>()
        .AddScoped<PhraseSweep>()
        .AddScoped<PersonErasure>()
        .AddScoped<Retention>();
}
