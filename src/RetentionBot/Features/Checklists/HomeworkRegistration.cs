namespace RetentionBot.Features.Checklists;

internal static class HomeworkRegistration
{
    public static IServiceCollection AddHomework(this IServiceCollection services) => services
        .AddScoped<CheckInHomework>()
        .AddScoped<EvidenceHomework>()
        .AddScoped<IHomework, FindHomework>();
}
