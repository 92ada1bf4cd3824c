using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace RetentionBot.Browser.Tests;

/// <summary>Pictures of a page, and what axe finds on it.</summary>
internal static class PageLook
{
    private static readonly Lazy<Task<string>> Axe = new(RestoreAxeAsync);

    public static Task<byte[]> ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Artifacts, $"{name}.png"), FullPage = true });

    /// <summary>Takes a picture, and asks whether it fits 320 pixels and what axe says of it.</summary>
    public static async Task LookAsync(IPage page, string name)
    {
        await ShootAsync(page, name);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await page.EvaluateAsync(await Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => `${v.impact}: ${v.id}: ${v.nodes.map(n => n.target).join(', ')}`)");
        found.EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty(name);
    }

    private static async Task<string> RestoreAxeAsync()
    {
        var folder = Path.Combine(Repository.Root, "tests", "RetentionBot.Browser.Tests", "axe");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
        }

        return await File.ReadAllTextAsync(script);
    }
}
