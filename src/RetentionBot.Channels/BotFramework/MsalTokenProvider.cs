using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Tokens from Entra ID through MSAL, which keeps them in memory until shortly before they run out.</summary>
internal sealed partial class MsalTokenProvider : IBotTokenProvider, IDisposable
{
    private const string Resource = "https://api.botframework.com";
    private static readonly string[] Scopes = [Resource + "/.default"];

    // However many sends start at once, one of them asks and the others find its answer in the cache.
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly Lazy<Func<bool, CancellationToken, Task<AuthenticationResult>>> acquire;
    private readonly ILogger<MsalTokenProvider> log;

    public MsalTokenProvider(IOptions<BotFrameworkOptions> options, IHttpClientFactory clients, ILogger<MsalTokenProvider> log)
    {
        this.log = log;
        acquire = new(() => Acquirer(options.Value, new ClientFactory(clients)));
    }

    public async Task<string> GetTokenAsync(bool forceRefresh, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            return (await acquire.Value(forceRefresh, ct)).AccessToken;
        }
        catch (MsalException e)
        {
            LogNoToken(e.ErrorCode);
            throw new BotTokenException(e.ErrorCode);
        }
        catch (HttpRequestException)
        {
            LogNoToken("unreachable");
            throw new BotTokenException("unreachable");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private static Func<bool, CancellationToken, Task<AuthenticationResult>> Acquirer(BotFrameworkOptions options, IMsalHttpClientFactory clients)
    {
        if (options.AppId.Length == 0)
        {
            throw new BotTokenException("BotFramework:AppId is not set");
        }

        if (options.AppType == BotAppType.UserAssignedMSI)
        {
            var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId))
                .WithHttpClientFactory(clients)
                .Build();
            return (force, ct) => identity.AcquireTokenForManagedIdentity(Resource).WithForceRefresh(force).ExecuteAsync(ct);
        }

        var tenant = options.AppType == BotAppType.MultiTenant ? "botframework.com" : options.TenantId;
        var app = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority($"https://login.microsoftonline.com/{tenant}")
            .WithClientSecret(options.AppPassword)
            .WithHttpClientFactory(clients)
            .Build();
        return (force, ct) => app.AcquireTokenForClient(Scopes).WithForceRefresh(force).ExecuteAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "The bot could not get its own token ({Code}); check section BotFramework of the settings")]
    private partial void LogNoToken(string? code);

    private sealed class ClientFactory(IHttpClientFactory clients) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => clients.CreateClient(HttpClients.Token);
    }
}
