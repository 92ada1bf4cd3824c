namespace RetentionBot.Channels.Tests.Slack;

/// <summary>Runs a script against Slack's official packages for Node.</summary>
internal static class OfficialClient
{
    /// <param name="package">The folder beside the tests that holds the script and its locked packages.</param>
    /// <returns>What the script printed.</returns>
    public static Task<string> RunAsync(string script, string input, string package = "bolt") =>
        NodeScript.RunAsync(Path.Combine(TestFiles.Folder(), package), script, input);
}
