using System.Runtime.CompilerServices;

namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Files beside the Slack tests, read where they lie in the source.</summary>
internal static class TestFiles
{
    public static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder(), .. path]));
}
