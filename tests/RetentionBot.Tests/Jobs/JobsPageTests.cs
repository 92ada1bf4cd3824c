using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Hosting;
using RetentionBot.Hosting.Admin;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Ingest;
using RetentionBot.Tests.Lint;

namespace RetentionBot.Tests.Jobs;

/// <summary><c>/admin/jobs</c>: who may see it, what it shows, and what its buttons do.</summary>
public sealed partial class JobsPageTests
{
    private const string Page = AdminEndpoints.JobsRoute;

    private static readonly BotSetup Production = new() { Environment = "Production" };

    [Fact]
    public async Task In_Production_it_takes_a_key_of_scope_admin()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        using var browser = new Browser(bot);
        var (ask, admin) = (await KeyAsync(bot, ApiScope.Ask), await KeyAsync(bot, ApiScope.Admin));

        var (status, html, _) = await browser.GetAsync(Page);
        (status, html.Contains("type=\"password\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Unauthorized, true));
        html.ShouldNotContain("score-customers");
        (await JsonAsync(bot, HttpMethod.Get, Page, key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await JsonAsync(bot, HttpMethod.Get, Page, "rb_" + new string('0', 64))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await JsonAsync(bot, HttpMethod.Get, Page, ask)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await JsonAsync(bot, HttpMethod.Post, $"{Page}/waves/pause", key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await JsonAsync(bot, HttpMethod.Post, $"{Page}/waves/pause", ask)).Status.ShouldBe(HttpStatusCode.Forbidden);

        var (opened, json) = await JsonAsync(bot, HttpMethod.Get, Page, admin);
        opened.ShouldBe(HttpStatusCode.OK);
        var scoring = json["jobs"]!.AsArray().Single(j => (string?)j!["key"] == "score-customers")!;
        ((string?)scoring["schedule"], (string?)scoring["outcome"], (string?)json["zone"]).ShouldBe(("every day at 03:00 (Europe/Amsterdam)", "NeverRan", "Europe/Amsterdam"));
        scoring["next"].ShouldNotBeNull();
        (await bot.AllAsync<JobState>()).ShouldAllBe(j => j.PausedAt == null);
    }

    [Fact]
    public async Task A_program_pauses_resumes_and_runs_with_its_key_and_nothing_else()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        var admin = await KeyAsync(bot, ApiScope.Admin);

        (await JsonAsync(bot, HttpMethod.Post, $"{Page}/waves/pause", admin)).Status.ShouldBe(HttpStatusCode.Accepted);
        var (refused, why) = await JsonAsync(bot, HttpMethod.Post, $"{Page}/waves/run", admin);
        (refused, (string?)why["error"]).ShouldBe((HttpStatusCode.Conflict, "waves is paused by Admin; resume it first."));
        (await JsonAsync(bot, HttpMethod.Post, $"{Page}/waves/resume", admin)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await JsonAsync(bot, HttpMethod.Post, $"{Page}/make-coffee/run", admin)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bot.AllAsync<AuditEvent>()).Where(a => a.Subject == "job:waves").Select(a => (a.Deed, a.By)).ShouldBe([("job.pause", "Admin"), ("job.resume", "Admin")]);
    }

    [Fact]
    public async Task In_Development_this_machine_needs_no_key_another_does_and_a_foreign_page_can_press_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        using var browser = new Browser(bot);
        (await browser.GetAsync(Page)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(Page, ("X-Forwarded-For", "192.0.2.7"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var token = await browser.TokenAsync();
        (await browser.PostAsync($"{Page}/waves/pause", [("token", token)], ("X-Forwarded-For", "192.0.2.7"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await browser.PostAsync($"{Page}/waves/pause", [])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PostAsync($"{Page}/waves/pause", [("token", new string('0', 64))])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await bot.AllAsync<JobState>()).ShouldAllBe(j => j.PausedAt == null);

        var (status, _, response) = await browser.PostAsync($"{Page}/waves/pause?lang=nl", [("token", token)]);
        (status, response.Headers.Location?.OriginalString).ShouldBe((HttpStatusCode.SeeOther, $"{Page}?lang=nl&said=Paused&job=waves"));
        var (_, html, _) = await browser.GetAsync($"{Page}?lang=nl&said=Paused&job=waves");
        html.ShouldSatisfyAllConditions(
            () => html.ShouldContain("waves is gepauzeerd; het loopt niet tot het wordt hervat."),
            () => html.ShouldContain("Gepauzeerd door local sinds"),
            () => html.ShouldContain($"{Page}/waves/resume?lang=nl"),
            () => html.ShouldNotContain($"{Page}/waves/run"));

        // What an address says was done is believed only where the bot could have said it.
        (await browser.GetAsync($"{Page}?said=Paused&job=%3Cb%3E")).Html.ShouldNotContain("role=\"status\"");
        (await browser.PostAsync($"{Page}/waves/run", [("token", token)])).Status.ShouldBe(HttpStatusCode.Conflict);
        (await browser.PostAsync($"{Page}/waves/run", [("token", new string('x', 9000))])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_person_logs_in_with_a_key_for_a_while_and_out_again()
    {
        await using var bot = await BotUnderTest.StartAsync(Production);
        using var browser = new Browser(bot);
        var (ask, admin) = (await KeyAsync(bot, ApiScope.Ask), await KeyAsync(bot, ApiScope.Admin));

        (await browser.PostAsync(AdminEndpoints.LogInRoute, [("key", "rb_0")])).ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(HttpStatusCode.Unauthorized), r => r.Html.ShouldContain("role=\"alert\""), r => r.Response.Headers.Contains("Set-Cookie").ShouldBeFalse());
        (await browser.PostAsync(AdminEndpoints.LogInRoute, [("key", ask)])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(AdminEndpoints.LogInRoute, [])).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var (status, _, response) = await browser.PostAsync(AdminEndpoints.LogInRoute, [("key", admin)]);
        status.ShouldBe(HttpStatusCode.SeeOther);
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldNotContain(admin);
        cookie.ToLowerInvariant().ShouldSatisfyAllConditions(
            c => c.ShouldContain("; httponly"), c => c.ShouldContain("; samesite=strict"), c => c.ShouldContain("; path=/admin"), c => c.ShouldContain("; max-age=1800"));

        (await browser.GetAsync(Page)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.PostAsync($"{Page}/waves/pause", [])).Status.ShouldBe(HttpStatusCode.BadRequest);
        var token = await browser.TokenAsync();
        (await browser.PostAsync($"{Page}/waves/pause", [("token", token)])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await bot.AllAsync<JobState>()).Single(j => j.Job == "waves").PausedBy.ShouldBe("Admin");

        using var other = new Browser(bot);
        await other.PostAsync(AdminEndpoints.LogInRoute, [("key", admin)]);
        (await other.PostAsync($"{Page}/waves/resume", [("token", token)])).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await browser.PostAsync(AdminEndpoints.LogOutRoute, [("token", token)])).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync(Page)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.GetAsync(Page)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void A_session_ends_after_half_an_hour_and_its_token_is_its_own()
    {
        var clock = new FixedClock();
        var sessions = new AdminSessions(clock);
        var (first, second) = (sessions.Open("one"), sessions.Open("two"));

        clock.Now += AdminSessions.Length - TimeSpan.FromSeconds(1);
        (sessions.NameOf(first), sessions.NameOf(second), sessions.NameOf("x")).ShouldBe(("one", "two", null));
        sessions.IsFormToken(first, sessions.FormToken(first)).ShouldBeTrue();
        sessions.IsFormToken(first, sessions.FormToken(second)).ShouldBeFalse();
        sessions.IsFormToken(null, sessions.FormToken(first)).ShouldBeFalse();
        new AdminSessions(clock).IsFormToken(null, sessions.FormToken(null)).ShouldBeFalse();
        clock.Now += TimeSpan.FromSeconds(1);
        sessions.NameOf(first).ShouldBeNull();
    }

    [Theory]
    [InlineData("en-GB,en;q=0.8", "What the bot does by itself", "Score customers and raise alerts", "The database refused it (code 5).", "lang=\"en\"")]
    [InlineData("nl-NL,nl;q=0.8", "Wat de bot vanzelf doet", "Klanten scoren en meldingen geven", "De database weigerde het (code 5).", "lang=\"nl\"")]
    public async Task It_is_a_page_without_script_in_the_readers_language_with_strict_headers(string accept, string title, string name, string error, string language)
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.WithDbAsync(db =>
        {
            var at = TimeProvider.System.GetUtcNow().AddHours(-1);
            var failed = new JobState { Job = "score-customers" };
            failed.End(at, at.AddSeconds(2), "database 5");
            failed.Pause("<script>alert(1)</script>", at);
            db.Jobs.Add(failed);
            db.Timers.Add(new DueTimer { Kind = "no.such-handler", Subject = "x", DueAt = at });
            return db.SaveChangesAsync();
        });
        using var browser = new Browser(bot);

        var (status, html, response) = await browser.GetAsync(Page, ("Accept-Language", accept));

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldSatisfyAllConditions(
            () => html.ShouldContain(title), () => html.ShouldContain(name), () => html.ShouldContain(error), () => html.ShouldContain(language),
            () => html.ShouldContain("no.such-handler"), () => html.ShouldContain("&lt;script&gt;"), () => html.ShouldNotContain("<script"), () => html.ShouldNotContain(" style="));
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldSatisfyAllConditions(
            policy => policy.ShouldStartWith("default-src 'none'; style-src 'sha256-"), policy => policy.ShouldContain("frame-ancestors 'none'"), policy => policy.ShouldNotContain("script"));
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_now_asked_for_in_another_process_is_done_within_seconds()
    {
        var runs = 0;
        await using var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.AddJob<TimeProvider>(JobHost.Key, new JobSchedule.AtStart(), (_, _) =>
            {
                Interlocked.Increment(ref runs);
                return Task.CompletedTask;
            }),
        });
        await Eventually.ShouldBeAsync(() => runs == 1, "it runs at the start");
        await using (var other = await BuiltHost.StartAsync(bot.DataFolder.FullName))
        {
            other.Get<Store.RetentionDb>().Timers.Add(new DueTimer { Kind = RunJobTimer.Kind, Subject = JobHost.Key, DueAt = TimeProvider.System.GetUtcNow() });
            await other.Get<Store.RetentionDb>().SaveChangesAsync();
        }

        await Eventually.ShouldBeAsync(() => runs == 2, "it runs once more");
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<DueTimer>()).TrueForAll(t => t.Kind != RunJobTimer.Kind), "the wish is gone");
    }

    private static async Task<(HttpStatusCode Status, JsonObject Json)> JsonAsync(BotUnderTest bot, HttpMethod method, string path, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await bot.Http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    private static async Task<string> KeyAsync(BotUnderTest bot, ApiScope scope) => (await bot.InScopeAsync(
        services => services.GetRequiredService<ApiKeys>().CreateAsync($"{scope}", scope, CancellationToken.None))).ShouldNotBeNull();

    [GeneratedRegex("name=\"token\" value=\"(?<token>[0-9a-f]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    /// <summary>A browser without script, with cookies of its own.</summary>
    private sealed class Browser(BotUnderTest bot) : IDisposable
    {
        private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = bot.Http.BaseAddress };

        public Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> GetAsync(string path, params (string Name, string Value)[] headers) =>
            SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

        public Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> PostAsync(string path, (string Name, string Value)[] form, params (string Name, string Value)[] headers) =>
            SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) }, headers);

        public async Task<string> TokenAsync() => Token().Match((await GetAsync(Page)).Html).Groups["token"].Value;

        public void Dispose() => _http.Dispose();

        private async Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
        {
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            var response = await _http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
        }
    }
}
