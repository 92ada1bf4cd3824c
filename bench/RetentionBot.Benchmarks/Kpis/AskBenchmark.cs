using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Hosting;
using RetentionBot.Store;

namespace RetentionBot.Benchmarks.Kpis;

/// <summary>Questions over HTTP to the whole bot on a loaded database: idle, by five at once, and while the facts are loaded anew beside them.</summary>
internal static class AskBenchmark
{
    private const int Rounds = 60;
    private const int Askers = 5;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Every metric of one month that the made data have figures for.</summary>
    private static readonly string[] OfOneMonth =
    [
        "churn", "retention", "customers lost", "active customers", "new customers", "arpu", "cltv", "clv", "average lifetime", "mrr", "gross mrr churn", "net mrr churn", "nrr", "grr",
        "nps", "csat", "aov", "purchase frequency", "first response time", "reactivation rate",
    ];

    private static readonly string[] Questions =
    [
        .. OfOneMonth.Select(metric => $"what was {metric} in November 2025"),
        "churn in November 2025 per plan", "churn per month from January 2025 to December 2025",
    ];

    /// <param name="database">A database that <c>load</c> filled; a new data version is written into it.</param>
    public static async Task<int> RunAsync(string database)
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        await using var app = BotHost.Build(
            ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:RetentionBot=Data Source={Path.GetFullPath(database)}", "--RetentionBot:GrossMargin=0.7", "--Logging:LogLevel:Default=Warning"]);
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await AskAsync(http, Questions[0]);
        Say($"the process had {Peak():N0} MB at most while the facts were loaded");
        Console.WriteLine("| question | median (ms) | p99 (ms) |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var question in Questions)
        {
            await AskAsync(http, question);
            await AskAsync(http, question);
            var timings = new Timings();
            for (var i = 0; i < Rounds; i++)
            {
                timings.Add(await AskAsync(http, question));
            }

            Say($"| {question} | {timings} |");
        }

        var cohorts = new Timings();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            await http.GetByteArrayAsync("/api/cohorts");
            cohorts.Add(watch.Elapsed.TotalMilliseconds);
        }

        Say($"| GET /api/cohorts | {cohorts} |");

        var idle = await UntilAsync(http, Task.Delay(TimeSpan.FromSeconds(10)), 1);
        Say($"| all of them in turn, one asker ({idle.Count}) | {idle} |");
        var crowd = await UntilAsync(http, Task.Delay(TimeSpan.FromSeconds(10)), Askers);
        Say($"| all of them in turn, {Askers} askers at once ({crowd.Count}) | {crowd} |");
        var (reload, seconds) = (await ReloadAsync(app), Stopwatch.StartNew());
        var busy = await UntilAsync(http, reload, 1);
        Say($"| one asker while the facts are loaded anew, {seconds.Elapsed.TotalSeconds:N1} s ({busy.Count}) | {busy} |");
        Say($"p99 during the reload is {busy.P99 / idle.P99:N1} times the idle one; the process had {Peak():N0} MB at most");
        await app.StopAsync();
        return 0;
    }

    /// <summary>Writes a new data version and starts the load of it.</summary>
    private static async Task<Task> ReloadAsync(WebApplication app)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RetentionDb>();
            await DataVersions.BumpAsync(db, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        return Task.Run(() => app.Services.GetRequiredService<FactCache>().RefreshAsync(CancellationToken.None));
    }

    private static async Task<Timings> UntilAsync(HttpClient http, Task end, int askers)
    {
        var each = await Task.WhenAll(Enumerable.Range(0, askers).Select(async asker =>
        {
            var times = new List<double>();
            for (var i = asker; !end.IsCompleted; i++)
            {
                times.Add(await AskAsync(http, Questions[i % Questions.Length]));
            }

            return times;
        }));
        await end;
        var timings = new Timings();
        foreach (var time in each.SelectMany(t => t))
        {
            timings.Add(time);
        }

        return timings;
    }

    /// <returns>Milliseconds until the answer was read.</returns>
    private static async Task<double> AskAsync(HttpClient http, string question)
    {
        var watch = Stopwatch.StartNew();
        using var response = await http.PostAsJsonAsync("/api/ask", new { text = question });
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        return answer?["answer"] is not null ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"\"{question}\" got no figure: {answer?["text"]}");
    }

    private static double Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
