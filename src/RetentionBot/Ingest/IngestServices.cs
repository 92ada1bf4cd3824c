namespace RetentionBot.Ingest;

internal static class IngestServices
{
    /// <summary>Registers the import of source data. Needs <c>RetentionDb</c>, <c>Workspace</c> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services) =>
        services.AddScoped<Importer>().AddScoped<Intake>();
}
