namespace RetentionBot.Browser.Tests;

/// <summary>Where things lie, found from the folder this test assembly runs in: <c>tests/…/bin/{configuration}/net10.0</c>.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program, built in the same configuration as these tests.</summary>
    public static string BotAssembly { get; } = Path.Combine(Root, "src", "RetentionBot", "bin", Configuration, "net10.0", "RetentionBot.dll");

    /// <summary>Screenshots and the bot's output; not committed.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RetentionBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a folder outside the repository, so the bot they must start cannot be found.");
    }
}
