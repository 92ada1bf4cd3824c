using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Tests;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Features.Alerts;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Store.Entities;

namespace RetentionBot.Tests.Harness;

/// <summary>What a test wants otherwise than usual.</summary>
internal sealed record BotSetup
{
    public string Environment { get; init; } = "Development";

    /// <summary>Whether the colleagues are in the directory at the start, where that takes no key.</summary>
    public bool HasStaff { get; init; } = true;

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public Action<IServiceCollection> Services { get; init; } = _ => { };
}

/// <summary>
/// The whole bot on a real port with a database file of its own. Only the outermost walls are fakes: the Bot Connector and Slack's Web API, both on loopback ports.
/// </summary>
internal sealed class BotUnderTest : IAsyncDisposable
{
    private readonly BotSetup _setup;
    private Factory _factory = null!;
    private HttpClient _client = null!;

    private BotUnderTest(BotSetup setup, FakeBotConnector connector, FakeSlack slack)
    {
        _setup = setup;
        Teams = new TeamsSide(connector, () => _client);
        Slack = new SlackSide(slack, () => _client);
        WebChat = new WebChatSide(() => _client);
        Company = new Company(() => _client);
    }

    public DirectoryInfo DataFolder { get; } = Directory.CreateTempSubdirectory("retentionbot-");

    public TeamsSide Teams { get; }

    public SlackSide Slack { get; }

    public WebChatSide WebChat { get; }

    public Company Company { get; }

    public HttpClient Http => _client;

    public IServiceProvider Services => _factory.Services;

    public string DatabaseFile => Path.Combine(DataFolder.FullName, "retentionbot.db");

    /// <summary>The bot with Anouk, Bram, Leonie and Vera on Teams and Slack, Daan and Joris in the web chat; no customers yet.</summary>
    public static async Task<BotUnderTest> StartAsync(BotSetup? setup = null)
    {
        var bot = new BotUnderTest(setup ?? new BotSetup(), await FakeBotConnector.StartAsync(), await FakeSlack.StartAsync(SlackSide.Token));
        bot.Slack.AddRoom(bot.Slack.Room);
        foreach (var who in (string[])["anouk", "bram", "leonie", "vera"])
        {
            bot.Teams.AddColleague(who);
            bot.Slack.AddPerson(who);
        }

        bot.Start();
        if (bot._setup is { HasStaff: true, Environment: "Development" })
        {
            await bot.Company.AddStaffAsync();
        }

        return bot;
    }

    public IChatSide Side(string channel) => channel switch { "teams" => Teams, "slack" => Slack, _ => WebChat };

    /// <summary>An admin who can write in the side's room.</summary>
    public static string AdminOn(string channel) => channel == "webchat" ? "daan" : "anouk";

    /// <summary>Connects the side's room, as an admin does.</summary>
    public async Task ConnectAsync(string channel, string language)
    {
        await Side(channel).SayAsync(AdminOn(channel), $"connect here alerts,kpi {language}");
        await Side(channel).ShouldShowAsync(language == "nl" ? "Gekoppeld voor" : "Connected for");
    }

    /// <summary>Stops the bot and starts it again on the same files.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Start();
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> WithDbAsync<T>(Func<RetentionDb, Task<T>> work) => InScopeAsync(services => work(services.GetRequiredService<RetentionDb>()));

    public Task<List<T>> AllAsync<T>()
        where T : class => WithDbAsync(db => db.Set<T>().AsNoTracking().ToListAsync());

    /// <summary>The timers of alerts alone.</summary>
    public async Task<List<DueTimer>> AlertTimersAsync() => (await AllAsync<DueTimer>()).FindAll(t => t.Kind.StartsWith("alert.", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Teams.Connector.DisposeAsync();
        await Slack.Fake.DisposeAsync();
        using (var connection = new SqliteConnection(StoreRegistration.ConnectionString(null, DataFolder.FullName)))
        {
            SqliteConnection.ClearPool(connection);
        }

        DataFolder.Delete(recursive: true);
    }

    private void Start()
    {
        BlankDatabase.CopyTo(DatabaseFile);
        _factory = new Factory(_setup, DataFolder.FullName, Slack.Fake.ApiBaseUrl);
        _factory.UseKestrel(0);
        _factory.StartServer();
        _client = _factory.CreateClient();
    }

    private async Task StopAsync()
    {
        _client.Dispose();
        await _factory.DisposeAsync();
    }

    private sealed class Factory(BotSetup setup, string dataFolder, string slackApi) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(setup.Environment);
            builder.UseSetting("RetentionBot:DataDirectory", dataFolder);
            builder.UseSetting("RetentionBot:SampleCompany", "false");

            // Nobody in the company's story plans a checklist; tests of it switch it on.
            builder.UseSetting("RetentionBot:Checklists:Weekly", "false");

            // The company's story is about one alert; tests of the other rules switch theirs on.
            foreach (var rule in WatchRules.All)
            {
                builder.UseSetting($"RetentionBot:Alerts:Rules:{rule}:On", "false");
            }

            builder.UseSetting("BotFramework:SendTimeout", "00:00:02");
            builder.UseSetting("Slack:BotToken", SlackSide.Token);
            builder.UseSetting("Slack:SigningSecrets:0", SlackSide.Secret);
            builder.UseSetting("Slack:ApiBaseUrl", slackApi);
            builder.UseSetting("Logging:LogLevel:Default", "Error");
            builder.ConfigureLogging(CapturedLog.AddTo);
            foreach (var (key, value) in setup.Settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton(Options.Create(new OutboxOptions { Teams = ChannelPace.Free, Slack = ChannelPace.Free }));
                setup.Services(services);
            });
        }
    }
}
