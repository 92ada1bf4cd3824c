using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace RetentionBot.Benchmarks;

/// <summary>npm's adaptivecards-templating in a Node process that measures one round whenever it is asked to. The package is the one that the tests compare with.</summary>
internal sealed class PublishedPackage : IDisposable
{
    private readonly Process node;

    private PublishedPackage(Process node, JsonNode card) => (this.node, Card) = (node, card);

    /// <summary>The card as the package fills it.</summary>
    public JsonNode Card { get; }

    public static async Task<PublishedPackage> StartAsync(JsonNode template, JsonNode data)
    {
        var packages = PackagesFolder();
        if (!Directory.Exists(Path.Combine(packages, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = packages })!;
            await install.WaitForExitAsync();
        }

        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "cards.mjs"), packages])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var card = await AskAsync(process, new JsonObject { ["template"] = template.DeepClone(), ["data"] = data.DeepClone() }.ToJsonString());
        return new PublishedPackage(process, JsonNode.Parse(card)!);
    }

    /// <summary>Fills the card for about a second.</summary>
    /// <returns>Times per second.</returns>
    public async Task<double> MeasureAsync() => double.Parse(await AskAsync(node, "round"), CultureInfo.InvariantCulture);

    /// <summary>The process ends with its input.</summary>
    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private static async Task<string> AskAsync(Process process, string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Node ended before it answered.");
    }

    private static string PackagesFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../tests/RetentionBot.Channels.Tests/Cards/npm"));
}
