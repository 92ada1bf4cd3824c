namespace RetentionBot.Tests.Ingest;

/// <summary>The mapping files in <c>docs/examples/mappings</c>.</summary>
internal static class ExampleMappings
{
    public static string Folder { get; } = Find();

    /// <summary>The page that explains importing.</summary>
    public static string Guide => Path.Combine(Folder, "..", "..", "import.md");

    public static Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json"));

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "docs", "examples", "mappings");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("docs/examples/mappings is not above the tests.");
    }
}
