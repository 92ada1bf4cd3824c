using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Turns;
using RetentionBot.Hosting.Doctor;
using RetentionBot.Mail;
using RetentionBot.Store;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Mail;

namespace RetentionBot.Tests.Install;

/// <summary>What the doctor said, and its exit code.</summary>
internal sealed record Diagnosis(int ExitCode, string Output)
{
    /// <summary>Each complaint with its mend, on one line.</summary>
    public IReadOnlyList<string> Wrong { get; } =
        [.. Output.Replace("\n       Mend:", " Mend:", StringComparison.Ordinal).Split('\n').Where(line => line.StartsWith("WRONG", StringComparison.Ordinal))];
}

/// <summary>A set-up in which everything is well: the services faked on loopback ports, a database of its own, fresh data. A test breaks one thing and asks.</summary>
internal sealed class DoctorBench : IAsyncDisposable
{
    public const string Password = "very-secret-password";
    private const string MailPassword = "very-secret-mail-password";

    private readonly WebApplication _bot;

    private DoctorBench(FakeSlack slack, FakeIssuer issuer, WebApplication bot)
    {
        (Slack, _bot) = (slack, bot);
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BotFramework:AppId"] = FakeIssuer.AppId,
            ["BotFramework:AppPassword"] = Password,
            ["BotFramework:TenantId"] = TeamsSide.Tenant,
            ["BotFramework:OpenIdMetadataUrl"] = issuer.MetadataUrl,
            ["Slack:BotToken"] = SlackSide.Token,
            ["Slack:SigningSecrets:0"] = SlackSide.Secret,
            ["Slack:ApiBaseUrl"] = slack.ApiBaseUrl,
            ["RetentionBot:Mail:Host"] = "127.0.0.1",
            ["RetentionBot:Mail:Port"] = $"{Smtp.Port}",
            ["RetentionBot:Mail:From"] = "bot@example.com",
            ["RetentionBot:Mail:User"] = "bot",
            ["RetentionBot:Mail:Password"] = MailPassword,
        };
        Issuer = issuer;
        PublicUrl = bot.Urls.First();
        ConnectionString = StoreRegistration.ConnectionString(null, Folder.Path);
        Smtp.Script = (_, verb) => verb == "EHLO" ? "250-double\r\n250-STARTTLS\r\n250 8BITMIME" : null;
        BlankDatabase.CopyTo(DatabaseFile);
    }

    public FakeSlack Slack { get; }

    public FakeIssuer Issuer { get; }

    public SmtpDouble Smtp { get; } = new();

    public TestFolder Folder { get; } = new();

    public MovableClock Clock { get; } = new();

    public Dictionary<string, string?> Settings { get; }

    public string PublicUrl { get; set; }

    public string ConnectionString { get; set; }

    public string DatabaseFile => Folder.File("retentionbot.db");

    /// <summary>What Entra ID refuses the bot's token with; null gives one.</summary>
    public string? TokenError { get; set; }

    public static async Task<DoctorBench> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = builder.Build();
        bot.MapGet("/livez", () => Results.Text("alive"));
        await bot.StartAsync();
        var slack = await FakeSlack.StartAsync(SlackSide.Token);
        slack.Scopes = string.Join(',', SlackScopes.Needed.Keys.Concat(SlackScopes.Optional.Keys));
        var bench = new DoctorBench(slack, await FakeIssuer.StartAsync(), bot);
        await bench.SetFeedAsync("usage", daysAgo: 1);
        await bench.SetFeedAsync("customers", daysAgo: 300);
        return bench;
    }

    public async Task SetFeedAsync(string kind, int daysAgo)
    {
        await using var db = OpenDb();
        var now = TimeProvider.System.GetUtcNow();
        await db.Feeds.Where(feed => feed.Kind == kind).ExecuteDeleteAsync();
        db.Feeds.Add(new Feed { Kind = kind, DataThrough = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-daysAgo), LoadedAt = now });
        await db.SaveChangesAsync();
    }

    /// <summary>The database, its connections closed when it is disposed of.</summary>
    public RetentionDb OpenDb() => new(new DbContextOptionsBuilder<RetentionDb>()
        .UseSqlite($"Data Source={DatabaseFile};Pooling=False").AddInterceptors(new SqlitePragmas()).Options);

    public async Task<Diagnosis> ExamineAsync()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production })
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging()
            .AddSingleton(new Workspace(TimeZoneInfo.Utc, "EUR"))
            .AddSingleton(new PublicAddress(PublicUrl))
            .AddBotFrameworkChannel()
            .AddSlackChannel()
            .AddStore(ConnectionString)
            .AddMail()
            .AddDoctor();
        services.AddHttpClient(HttpClients.Token).ConfigurePrimaryHttpMessageHandler(() => new SignIn(TokenError));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await using var output = new StringWriter { NewLine = "\n" };
        var exit = await DoctorCommand.ExamineAsync(scope.ServiceProvider, output, CancellationToken.None);
        var said = output.ToString();
        foreach (var secret in (string[])[Password, SlackSide.Token, SlackSide.Secret, MailPassword, "xapp-"])
        {
            said.ShouldNotContain(secret);
        }

        return new Diagnosis(exit, said);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Slack.DisposeAsync();
        await Issuer.DisposeAsync();
        await Smtp.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Entra ID; what it says beside a refusal repeats the secret.</summary>
    private sealed class SignIn(string? error) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isToken = request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal);
            var body = !isToken ? """{ "tenant_discovery_endpoint": "https://login.microsoftonline.com/x/v2.0/.well-known/openid-configuration", "metadata": [] }"""
                : error is null ? """{ "token_type": "Bearer", "expires_in": 3600, "access_token": "a-token" }"""
                : $$"""{ "error": "{{error}}", "error_description": "AADSTS7000215: not good: {{Password}}" }""";
            return Task.FromResult(new HttpResponseMessage(isToken && error is not null ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }
    }
}
