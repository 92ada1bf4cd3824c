using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Hosting;
using RetentionBot.Hosting.Metrics;
using RetentionBot.Jobs;
using RetentionBot.Store.Entities;
using RetentionBot.Telemetry;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Lint;
using RetentionBot.Tests.Outbox;

namespace RetentionBot.Tests.Operations;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task A_turn_and_its_answer_are_counted_and_timed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await ReadAsync(bot)).Has("retentionbot_turns_total").ShouldBeFalse();

        await bot.Teams.AskAsync("vera", "help", bot.Teams.PrivateRoomOf("vera"));
        await bot.Slack.AskAsync("vera", "help", bot.Slack.PrivateRoomOf("vera"));

        var after = await UntilAsync(bot, f => f.Sum("retentionbot_outbox_finished_total", ("state", "sent")) >= 2);
        foreach (var channel in (string[])["msteams", "slack"])
        {
            after.Sum("retentionbot_turns_total", ("channel", channel), ("kind", "message"), ("outcome", "done")).ShouldBe(1);
            after.Sum("retentionbot_turn_duration_seconds_count", ("channel", channel), ("kind", "message"), ("outcome", "done")).ShouldBe(1);
            after.Sum("retentionbot_turn_acknowledge_duration_seconds_count", ("channel", channel)).ShouldBe(1);
            after.Sum("retentionbot_sends_total", ("channel", channel), ("kind", "post"), ("outcome", "sent")).ShouldBeGreaterThanOrEqualTo(1);
            after.Sum("retentionbot_send_duration_seconds_bucket", ("channel", channel), ("le", "+Inf")).ShouldBe(after.Sum("retentionbot_sends_total", ("channel", channel)));
            after.Sum("retentionbot_outbox_delivery_duration_seconds_count", ("channel", channel), ("priority", "answer")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_turn_that_breaks_and_one_that_comes_twice_are_told_apart()
    {
        await using var bot = await BotUnderTest.StartAsync(new OddHandlers().Setup);
        var room = bot.Teams.PrivateRoomOf("vera");
        var broken = bot.Teams.Message("vera", "broken", room);
        (await bot.Teams.SendAsync(broken)).Dispose();
        (await bot.Teams.SendAsync(broken)).Dispose();

        var after = await UntilAsync(bot, f => f.Sum("retentionbot_turns_total", ("outcome", "failed")) > 0);
        after.Sum("retentionbot_turns_total", ("outcome", "failed")).ShouldBe(1);
        after.Sum("retentionbot_turns_total", ("outcome", "repeated")).ShouldBe(1);
        after.Sum("retentionbot_turns_total", ("outcome", "done")).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_service_refuses_or_puts_off_is_seen()
    {
        var channel = new ScriptedChannel { Rule = _ => new SendOutcome.TryAgain("HTTP 429", TimeSpan.FromMinutes(5), PauseScope.Workspace) };
        await using var bot = await BotUnderTest.StartAsync(channel.Setup);
        await ScriptedChannel.AddAsync(bot, ScriptedChannel.Row(ScriptedChannel.Room("a"), "One."));
        var resting = await UntilAsync(bot, f => f.Sum("retentionbot_throttles_total") > 0);
        resting.Sum("retentionbot_throttles_total", ("channel", "odd"), ("scope", "workspace")).ShouldBe(1);
        resting.Sum("retentionbot_sends_total", ("channel", "odd"), ("outcome", "try_again")).ShouldBe(1);
        resting.Sum("retentionbot_outbox_rests", ("channel", "odd")).ShouldBe(1);
        (await UntilAsync(bot, f => f.Sum("retentionbot_outbox_messages", ("state", "pending")) > 0)).Sum("retentionbot_outbox_messages", ("state", "dead")).ShouldBe(0);
    }

    [Fact]
    public async Task Alerts_jobs_and_data_are_told_as_they_stand()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        var before = await UntilAsync(bot, f => f.Sum("retentionbot_job_runs_total", ("job", "rules"), ("outcome", "succeeded")) >= 1);
        var runs = before.Sum("retentionbot_job_runs_total", ("job", "retention"), ("outcome", "succeeded"));

        await bot.Company.DropHealthAsync();
        await bot.Services.GetRequiredService<JobRunner>().RunAsync(bot.Services.GetServices<Job>().Single(j => j.Key == "retention"), CancellationToken.None);

        var after = await UntilAsync(bot, f => f.Sum("retentionbot_alerts_open", ("rule", "health"), ("status", "open")) > 0);
        after.Sum("retentionbot_alerts_raised_total", ("rule", "health")).ShouldBe(after.Sum("retentionbot_alerts_open", ("rule", "health")));
        after.Sum("retentionbot_job_runs_total", ("job", "retention"), ("outcome", "succeeded")).ShouldBeGreaterThan(runs);
        after.Sum("retentionbot_job_duration_seconds_count", ("job", "retention")).ShouldBe(after.Sum("retentionbot_job_runs_total", ("job", "retention")));
        after.Families.Single(f => f.Name == "retentionbot_job_success_age_seconds").Samples.Select(s => s.Labels["job"]).ShouldContain("retention");
        after.Families.Single(f => f.Name == "retentionbot_feed_age_seconds").Samples.Select(s => s.Labels["feed"]).ShouldContain("subscriptions");
        after.Sum("retentionbot_database_up").ShouldBe(1);
        after.Has("retentionbot_facts_age_seconds").ShouldBeTrue();
        after.Has("dotnet_gc_collections_total").ShouldBeTrue();
        after.Sum("http_server_request_duration_seconds_count", ("http_route", "/metrics")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_its_database_the_bot_still_tells_that_it_has_none()
    {
        await using var bot = await BotUnderTest.StartAsync();
        (await ReadAsync(bot)).Has("retentionbot_outbox_messages").ShouldBeTrue();
        await bot.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE outbox_messages RENAME TO gone"));

        var page = await UntilAsync(bot, f => f.Has("retentionbot_database_up") && f.Sum("retentionbot_database_up") == 0);
        page.Has("retentionbot_outbox_messages").ShouldBeFalse();
        page.Has("retentionbot_facts_age_seconds").ShouldBeTrue();
    }

    [Fact]
    public async Task No_person_place_or_customer_is_in_a_label()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        await bot.ConnectAsync("slack", "en");
        await bot.Company.DropHealthAsync();
        await bot.Slack.ShouldShowAsync("Acknowledge");

        var labels = (await ReadAsync(bot)).Families.SelectMany(f => f.Samples).SelectMany(s => s.Labels).Where(l => l.Key is not ("le" or "http_route")).ToList();
        labels.Select(l => l.Value).ShouldAllBe(value => value.Length <= 60 && value.All(c => char.IsAsciiLetterOrDigit(c) || "._-/:".Contains(c)));
        foreach (var name in (string[])["anouk", "bram", "leonie", "vera", "van dijk", "customer:", bot.Slack.Room, "@", "|"])
        {
            labels.ShouldAllBe(l => !l.Value.Contains(name, StringComparison.OrdinalIgnoreCase), name);
        }
    }

    [Fact]
    public async Task Only_a_key_for_metrics_opens_the_page_where_the_world_can_reach_it()
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Environment = "Production" });
        using (var refused = await bot.Http.GetAsync("/metrics"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("scope metrics");
        }

        var key = await bot.InScopeAsync(services => services.GetRequiredService<ApiKeys>().CreateAsync("prometheus", ApiScope.Metrics, CancellationToken.None));
        bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        (await ReadAsync(bot)).Sum("retentionbot_database_up").ShouldBe(1);
        using var figures = await bot.Http.GetAsync("/api/kpis");
        figures.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_must_be_escaped_is()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var page = new MetricsPage(meters);
        await page.StartAsync(CancellationToken.None);
        var meter = meters.Create(BotMetrics.MeterName);
        meter.CreateCounter<long>("test.odd-name", "{thing}", "A \\ and\ntwo lines").Add(3, new KeyValuePair<string, object?>("la.bel", "a\\b\"c\nd"), new("also", null));
        meter.CreateHistogram<double>("test.wait", "s").Record(0.3);
        meter.CreateUpDownCounter<int>("test.size", "By").Add(-2);
        using var foreign = new Meter("Somebody.Else");
        foreign.CreateCounter<long>("foreign").Add(1);

        var file = PrometheusFile.Parse(page.Read());
        var odd = file.Families.Single(f => f.Name == "test_odd_name_total");
        (odd.Type, odd.Help).ShouldBe(("counter", @"A \\ and\ntwo lines"));
        var sample = odd.Samples.ShouldHaveSingleItem();
        (sample.Value, sample.Labels["la_bel"], sample.Labels["also"]).ShouldBe((3, "a\\b\"c\nd", ""));
        file.Sum("test_wait_seconds_bucket", ("le", "0.25")).ShouldBe(0);
        file.Sum("test_wait_seconds_bucket", ("le", "0.5")).ShouldBe(1);
        file.Sum("test_wait_seconds_sum").ShouldBe(0.3);
        file.Sum("test_size_bytes").ShouldBe(-2);
        file.Has("foreign_total").ShouldBeFalse();
    }

    [Fact]
    public async Task Labels_without_end_become_one()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var page = new MetricsPage(meters);
        await page.StartAsync(CancellationToken.None);
        var counter = meters.Create(BotMetrics.MeterName).CreateCounter<long>("test.many");
        for (var i = 0; i < 1500; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("i", i));
        }

        var file = PrometheusFile.Parse(page.Read());
        file.Families.Single(f => f.Name == "test_many_total").Samples.Count.ShouldBe(1001);
        file.Sum("test_many_total", ("overflow", "true")).ShouldBe(500);
    }

    [Fact]
    public async Task The_manual_lists_every_metric_of_the_bot_with_its_kind_and_no_other()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var meters = bot.Services.GetRequiredService<IMeterFactory>();
        List<Instrument> ours = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == BotMetrics.MeterName && instrument.Meter.Scope == meters)
                {
                    ours.Add(instrument);
                }
            },
        };
        listener.Start();

        var manual = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));
        var known = ours.ConvertAll(i => (Name: PrometheusText.NameOf(i, KindOf(i) == "counter"), Kind: KindOf(i)));
        Listed().Matches(manual).Select(m => (m.Groups["name"].Value, m.Groups["kind"].Value)).ShouldBe(known, ignoreOrder: true);
        Used().Matches(manual).Select(m => m.Value).ShouldAllBe(used => known.Exists(k => used == k.Name || used == k.Name + "_bucket"));

        static string KindOf(Instrument instrument) => instrument.GetType().Name is var type && type.Contains("Counter", StringComparison.Ordinal) ? "counter"
            : type.Contains("Histogram", StringComparison.Ordinal) ? "histogram"
            : "gauge";
    }

    private static async Task<PrometheusFile> ReadAsync(BotUnderTest bot)
    {
        using var response = await bot.Http.GetAsync("/metrics");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusFile.Parse(await response.Content.ReadAsStringAsync());
    }

    private static Task<PrometheusFile> UntilAsync(BotUnderTest bot, Func<PrometheusFile, bool> isSo) => Eventually.ShouldGiveAsync(
        async () => await ReadAsync(bot) is var file && isSo(file) ? file : null, "the metrics say so");

    [GeneratedRegex(@"^\| `(?<name>retentionbot_\w+)` \| (?<kind>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\bretentionbot_\w+", RegexOptions.None)]
    private static partial Regex Used();
}
