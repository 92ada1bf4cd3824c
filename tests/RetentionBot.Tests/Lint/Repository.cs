namespace RetentionBot.Tests.Lint;

/// <summary>The source files, as the lint tests read them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>All hand-written C# below a folder of <c>src</c>, by its path from <c>src</c> with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder = "")
    {
        var source = Path.Combine(Root, "src");
        return Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(source, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.Split('/').Any(part => part is "obj" or "bin" or "Migrations"))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllText(f.File)));
    }

    /// <summary>All C# of the tests, by its path from <c>tests</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Tests()
    {
        var tests = Path.Combine(Root, "tests");
        return Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(tests, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllText(f.File)));
    }

    /// <summary>The card templates, by name.</summary>
    public static IEnumerable<(string Name, string Text)> Cards() =>
        Directory.EnumerateFiles(Path.Combine(Root, "cards"), "*.json").Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f)));

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "RetentionBot.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("RetentionBot.sln is not above the tests.");
    }
}
