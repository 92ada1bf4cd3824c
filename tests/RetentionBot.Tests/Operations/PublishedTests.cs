using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Operations;

/// <summary>The folder that <c>dotnet publish</c> makes runs wherever it is started from, with all it needs in it.</summary>
public sealed partial class PublishedTests : IDisposable
{
    private readonly TestFolder _published = new();
    private readonly TestFolder _elsewhere = new();

    public void Dispose()
    {
        _published.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_published_folder_starts_from_anywhere_and_answers()
    {
        var configuration = typeof(PublishedTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        (await RunAsync(Repository.Root, "Production", "publish", "src/RetentionBot", "--no-build", "-c", configuration, "-o", _published.Path)).ExitCode.ShouldBe(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "cards")))
        {
            File.Exists(Path.Combine(_published.Path, "cards", Path.GetFileName(file))).ShouldBeTrue(file);
        }

        await InDevelopmentItShowsThePageAndTheSampleAsync();
        await InProductionItTakesItsKeysAsync();
    }

    private async Task InDevelopmentItShowsThePageAndTheSampleAsync()
    {
        using var bot = Start("Development", "sample");
        using var http = await ClientOfAsync(bot);
        try
        {
            (await http.GetStringAsync("/livez")).ShouldBe("alive");
            (await http.GetFromJsonAsync<JsonObject>("/healthz"))!["checks"]!["database"]!["status"]!.GetValue<string>().ShouldBe("Healthy");
            (await http.GetStringAsync("/")).ShouldContain("webchat.js");
            (await StatusAsync(http.GetAsync("/lib/webchat.js"))).ShouldBe(HttpStatusCode.OK);
            (await AskAsync(http)).ShouldContain("Customer churn");

            // The sample's alerts went out as cards, filled from the folder's own templates.
            await Eventually.ShouldBeAsync(
                async () => PrometheusFile.Parse(await http.GetStringAsync("/metrics")).Sum("retentionbot_outbox_finished_total", ("channel", "directline"), ("state", "sent")) >= 1, "a card was sent");
        }
        finally
        {
            bot.Kill();
            await bot.WaitForExitAsync();
        }
    }

    private async Task InProductionItTakesItsKeysAsync()
    {
        var (exitCode, key) = await RunAsync(_elsewhere.Path, "Production", "api-key", "create", "--name", "ask", "--scope", "ask");
        exitCode.ShouldBe(0);
        File.Exists(Path.Combine(_elsewhere.Path, "data", "retentionbot.db")).ShouldBeTrue();
        using var bot = Start("Production", "data");
        using var http = await ClientOfAsync(bot);
        try
        {
            (await StatusAsync(http.GetAsync("/metrics"))).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(http.GetAsync("/"))).ShouldBe(HttpStatusCode.NotFound);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
            (await AskAsync(http)).ShouldNotBeEmpty();
        }
        finally
        {
            bot.Kill();
            await bot.WaitForExitAsync();
        }
    }

    private static async Task<string> AskAsync(HttpClient http)
    {
        using var response = await http.PostAsJsonAsync("/api/ask", new { text = "what was churn last month" });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["text"]!.GetValue<string>();
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        return response.StatusCode;
    }

    private static async Task<HttpClient> ClientOfAsync(Process bot)
    {
        while (await bot.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                _ = bot.StandardOutput.ReadToEndAsync();
                return new HttpClient { BaseAddress = new Uri(found.Groups["address"].Value) };
            }
        }

        throw new ShouldAssertException("It ended before it listened.");
    }

    private Process Start(string environment, string data) =>
        Start(_elsewhere.Path, environment, Path.Combine(_published.Path, "RetentionBot.dll"), "serve", "--urls", "http://127.0.0.1:0", $"--RetentionBot:DataDirectory={data}");

    /// <summary>A verb of the published bot, or of the SDK.</summary>
    private async Task<(int ExitCode, string Output)> RunAsync(string folder, string environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments[0] == "publish" ? arguments : [Path.Combine(_published.Path, "RetentionBot.dll"), .. arguments]);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static Process Start(string folder, string environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"RetentionBot is running on (?<address>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
