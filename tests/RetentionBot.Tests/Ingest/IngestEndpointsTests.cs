using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Ingest;
using RetentionBot.Store;

namespace RetentionBot.Tests.Ingest;

public sealed class IngestEndpointsTests : IAsyncLifetime
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        IngestHost.Register(builder.Services, file);
        app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        await WithDbAsync(db => db.Database.EnsureCreatedAsync());
        client = app.GetTestClient();
    }

    [Fact]
    public async Task Csv_goes_in_and_the_report_comes_back()
    {
        var (status, body) = await PostAsync("customers", "id,name\nc1,One\n,Two", "text/csv; charset=utf-8");

        status.ShouldBe(HttpStatusCode.OK);
        (body.GetProperty("kind").GetString(), body.GetProperty("source").GetString(), body.GetProperty("added").GetInt32()).ShouldBe(("customers", "api", 1));
        body.GetProperty("dataThrough").GetString().ShouldBe("2026-11-21");
        var rejected = body.GetProperty("rejectedLines")[0];
        (rejected.GetProperty("line").GetInt32(), rejected.GetProperty("reason").GetString()).ShouldBe((3, "id is not given."));
    }

    [Fact]
    public async Task Ndjson_goes_in()
    {
        var (status, body) = await PostAsync("customers?asOf=2026-10-31", "{\"id\":\"c1\"}\n{\"id\":\"c2\"}", "application/x-ndjson");

        (status, body.GetProperty("added").GetInt32(), body.GetProperty("dataThrough").GetString()).ShouldBe((HttpStatusCode.OK, 2, "2026-10-31"));
    }

    [Fact]
    public async Task Check_writes_nothing()
    {
        var (status, body) = await PostAsync("customers?check=true", "id\nc1", "text/csv");

        (status, body.GetProperty("added").GetInt32()).ShouldBe((HttpStatusCode.OK, 1));
        (await WithDbAsync(db => db.Customers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_full_import_over_a_tenth_needs_yes()
    {
        await PostAsync("customers", "id\nc1\nc2", "text/csv");

        var (refused, problem) = await PostAsync("customers?full=true", "id\nc1", "text/csv");
        (refused, problem.GetProperty("detail").GetString()!.StartsWith("This would retire 1 of 2", StringComparison.Ordinal))
            .ShouldBe((HttpStatusCode.BadRequest, true));
        var (status, body) = await PostAsync("customers?full=true&yes=true", "id\nc1", "text/csv");
        (status, body.GetProperty("retired").GetInt32()).ShouldBe((HttpStatusCode.OK, 1));
    }

    [Theory]
    [InlineData(
        "customer", "text/csv", "id\nc1", HttpStatusCode.NotFound, "There is no such kind. The kinds are: customers, contacts, staff, subscriptions, usage, cases, responses, orders, payments, renewals, payment_cards, touches.")]
    [InlineData("customers", "application/json", "[]", HttpStatusCode.UnsupportedMediaType, "Send text/csv or application/x-ndjson.")]
    [InlineData("customers?asOf=soon", "text/csv", "id\nc1", HttpStatusCode.BadRequest, "asOf is not a day such as 2026-11-22.")]
    [InlineData("customers", "text/csv", "name\nOne", HttpStatusCode.BadRequest, "customers need the field 'id', and no column gives it.")]
    [InlineData("customers", "text/csv", "", HttpStatusCode.BadRequest, "The input is empty.")]
    public async Task What_cannot_be_taken_is_answered_with_a_sentence(string path, string type, string text, HttpStatusCode expected, string sentence)
    {
        var (status, body) = await PostAsync(path, text, type);

        (status, body.GetProperty("detail").GetString()).ShouldBe((expected, sentence));
    }

    [Fact]
    public async Task Bad_rows_only_are_a_bad_request_with_the_report()
    {
        var (status, body) = await PostAsync("customers", "id,name\n,One", "text/csv");

        (status, body.GetProperty("rejected").GetInt32()).ShouldBe((HttpStatusCode.BadRequest, 1));
    }

    [Fact]
    public async Task A_body_over_the_cap_is_refused_and_not_read_on()
    {
        await using var endless = new EndlessBody(IngestEndpoints.LargestBody + 1);
        using var content = new StreamContent(endless) { Headers = { ContentType = MediaTypeHeaderValue.Parse("text/csv") } };
        var response = await client.PostAsync("/api/ingest/customers", content);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
            .ShouldBe("The body is longer than 100 MiB; send it in parts.");
    }

    [Fact]
    public async Task The_host_can_put_a_guard_on_the_group()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        IngestHost.Register(builder.Services, file);
        await using var guarded = builder.Build();
        guarded.MapIngest().AddEndpointFilter((_, _) => ValueTask.FromResult<object?>(Results.Unauthorized()));
        await guarded.StartAsync();

        using var content = new StringContent("id\nc1", MediaTypeHeaderValue.Parse("text/csv"));
        (await guarded.GetTestClient().PostAsync("/api/ingest/customers", content)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var path in (string[])[file, $"{file}-wal", $"{file}-shm"])
        {
            File.Delete(path);
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string text, string type)
    {
        using var content = new StringContent(text, MediaTypeHeaderValue.Parse(type));
        var response = await client.PostAsync($"/api/ingest/{path}", content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<T> WithDbAsync<T>(Func<RetentionDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<RetentionDb>());
    }

    /// <summary>So many bytes of text, made as they are read.</summary>
    private sealed class EndlessBody(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, left);
            buffer.AsSpan(offset, taken).Fill((byte)'x');
            left -= taken;
            return taken;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();
    }
}
