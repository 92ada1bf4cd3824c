namespace RetentionBot.Hosting;

/// <summary>The description of <c>/api</c> as OpenAPI, made from the routes themselves and served at <c>/api/openapi.json</c> to whoever has a key.</summary>
internal static class ApiDescription
{
    private const string Document = "openapi";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        // The channels' own routes are theirs to describe.
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true && route.RelativePath != "api/messages";
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "RetentionBot";
            document.Info.Description = "Figures of the retention programme and the intake of source data. Send a key as \"Authorization: Bearer ...\".";
            return Task.CompletedTask;
        });
    });

    /// <param name="api">The routes under <c>/api</c>.</param>
    public static RouteGroupBuilder MapApiDescription(this RouteGroupBuilder api)
    {
        api.MapOpenApi("/{documentName}.json").ExcludeFromDescription();
        return api;
    }
}
