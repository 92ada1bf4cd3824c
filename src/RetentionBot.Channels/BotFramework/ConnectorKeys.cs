using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RetentionBot.Channels.BotFramework;

/// <summary>The keys could not be loaded and none are at hand: nobody can be let in now.</summary>
internal sealed class SigningKeysUnavailableException(Exception inner) : Exception("No signing keys could be loaded.", inner);

/// <summary>
/// The keys with which Teams signs, as its metadata publishes them. Read again twice a day, and at once when a token names an unknown key, but not more than
/// once in five minutes however many unknown keys are named. When the metadata cannot be reached the last good keys stay in use.
/// </summary>
/// <remarks>
/// The library's own ConfigurationManager refreshes in the background, which refuses the first request after a new key; waiting for the refresh is a switch
/// for the whole process, read once, early. Hence this one.
/// </remarks>
internal sealed partial class ConnectorKeys(
    IOptions<BotFrameworkOptions> options, IHttpClientFactory clients, TimeProvider clock, ILogger<ConnectorKeys> log) : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly TimeSpan MinimumWait = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim oneAtATime = new(1);
    private volatile Loaded? current;
    private DateTimeOffset nextReloadAt = DateTimeOffset.MinValue;

    /// <exception cref="SigningKeysUnavailableException">There are none, and none could be loaded.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken ct) =>
        current is { } known && clock.GetUtcNow() < known.At + Life ? known.Keys : (await LoadAsync(current, ct)).Keys;

    /// <returns>Keys read after <paramref name="known"/>; the same ones when it is too early to ask again, or asking failed.</returns>
    public async Task<OpenIdConnectConfiguration> GetNewerAsync(OpenIdConnectConfiguration known, CancellationToken ct) =>
        current is { } held && ReferenceEquals(held.Keys, known) ? (await LoadAsync(held, ct)).Keys : await GetAsync(ct);

    public void Dispose() => oneAtATime.Dispose();

    private async Task<Loaded> LoadAsync(Loaded? stale, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (current is { } known)
            {
                if (!ReferenceEquals(known, stale) || now < nextReloadAt)
                {
                    return known;
                }

                nextReloadAt = now + MinimumWait;
            }

            return current = new Loaded(await ReadAsync(ct), now);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogUnreachable(e.GetType().Name);
            return current ?? throw new SigningKeysUnavailableException(e);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken ct)
    {
        var address = options.Value.OpenIdMetadataUrl;
        var documents = new HttpDocumentRetriever(clients.CreateClient(HttpClients.Metadata)) { RequireHttps = !new Uri(address).IsLoopback };
        var keys = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, ct);
        return keys.SigningKeys.Count > 0 ? keys : throw new InvalidOperationException("The metadata names no keys.");
    }

    [LoggerMessage(LogLevel.Error, "The signing keys of the Bot Connector could not be read: {Reason}")]
    private partial void LogUnreachable(string reason);

    private sealed record Loaded(OpenIdConnectConfiguration Keys, DateTimeOffset At);
}
