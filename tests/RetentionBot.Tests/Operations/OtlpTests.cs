using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Operations;

public sealed class OtlpTests
{
    [Fact]
    public async Task A_collector_that_is_named_gets_the_metrics_under_the_bots_name()
    {
        await using var collector = await Collector.StartAsync();
        await using var bot = await BotUnderTest.StartAsync(With(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200")));
        await bot.Teams.AskAsync("vera", "help", bot.Teams.PrivateRoomOf("vera"));

        var post = await Eventually.ShouldGiveAsync(
            () => Task.FromResult(collector.Posts.FirstOrDefault(p => p.Body.Contains("retentionbot.turns", StringComparison.Ordinal) && p.Body.Contains("retentionbot.sends", StringComparison.Ordinal))),
            "the collector has the turn");
        (post.Path, post.ContentType).ShouldBe(("/v1/metrics", "application/x-protobuf"));
        post.Body.ShouldContain("service.name");
        post.Body.ShouldContain("retentionbot.outbox.messages");
        post.Body.ShouldContain("http.server.request.duration");
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_holds_nothing_up()
    {
        await using var bot = await BotUnderTest.StartAsync(With(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "100")));
        (await bot.Teams.AskAsync("vera", "help", bot.Teams.PrivateRoomOf("vera"))).Everything.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_collector_that_is_no_address_stops_the_start_with_a_sentence()
    {
        var (exitCode, error) = await BotProcess.RefuseAsync("Development", "--OTEL_EXPORTER_OTLP_ENDPOINT=collector");
        exitCode.ShouldBe(1);
        error.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT must be the http or https address of a collector");
    }

    private static BotSetup With(params (string Key, string Value)[] settings) =>
        new() { Settings = settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal) };

    /// <summary>Takes what it is sent, as a collector does.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Urls.Single();

        public ConcurrentQueue<Post> Posts { get; } = new();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector._app.MapPost("/{**path}", collector.TakeAsync);
            await collector._app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            Posts.Enqueue(new Post(http.Request.Path, http.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
        }
    }

    /// <summary>What a collector got.</summary>
    private sealed record Post(string Path, string? ContentType, string Body);
}
