namespace RetentionBot.Ingest.Sample;

internal static class SampleRegistration
{
    public static IServiceCollection AddSample(this IServiceCollection services) => services.AddScoped<SampleLoader>();
}
