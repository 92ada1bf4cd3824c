using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.BotFramework;

/// <summary>Whether the bot gets its own token, can read the keys that Teams signs with, and agrees with it on the time.</summary>
internal sealed class BotFrameworkCheckup(
    IOptions<BotFrameworkOptions> settings, IBotTokenProvider tokens, ConnectorKeys keys, IHttpClientFactory clients, TimeProvider clock) : ICheckup
{
    private const string Token = "Teams token";
    private const string Keys = "Teams signing keys";

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct) => settings.Value.AppId.Length == 0
        ? [CheckupLine.Off("Teams", "Not connected: BotFramework:AppId is not set.")]
        : [await LookAtTokenAsync(ct), .. await LookAtKeysAsync(ct)];

    private async Task<CheckupLine> LookAtTokenAsync(CancellationToken ct)
    {
        try
        {
            await tokens.GetTokenAsync(forceRefresh: true, ct);
            return CheckupLine.Well(Token, $"Entra ID gives a token for app {settings.Value.AppId}.");
        }
        catch (BotTokenException e)
        {
            return OfCode(e.Code);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return OfCode("no answer in time");
        }
    }

    private CheckupLine OfCode(string code)
    {
        var refused = $"Entra ID gives no token for app {settings.Value.AppId} ({code})";
        return code switch
        {
            "invalid_client" => CheckupLine.Wrong(
                Token,
                $"{refused}: the client secret is wrong or has run out.",
                "Make a new client secret under Certificates & secrets of the app registration, set BotFramework:AppPassword to its value (not its id) and restart the bot."),
            "unauthorized_client" or "invalid_request" or "invalid_tenant" => CheckupLine.Wrong(
                Token,
                $"{refused}: this tenant does not know the app.",
                "Compare BotFramework:AppId and BotFramework:TenantId with the overview of the app registration, and BotFramework:AppType with the Azure Bot."),
            _ when settings.Value.AppType == BotAppType.UserAssignedMSI => CheckupLine.Wrong(
                Token,
                $"{refused}: the managed identity could not be asked.",
                "Assign the identity to this machine and set BotFramework:AppId to its client id."),
            _ => CheckupLine.Wrong(
                Token,
                $"{refused}: the sign-in service could not be asked.",
                "See that this machine reaches https://login.microsoftonline.com, through a proxy if need be (HTTPS_PROXY)."),
        };
    }

    private async Task<IReadOnlyList<CheckupLine>> LookAtKeysAsync(CancellationToken ct)
    {
        try
        {
            using var response = await clients.CreateClient(HttpClients.Metadata).GetAsync(new Uri(settings.Value.OpenIdMetadataUrl), ct);
            var time = CheckupLine.Clock("Teams", response.Headers.Date, clock.GetUtcNow());
            await keys.GetAsync(ct);
            return [CheckupLine.Well(Keys, "They can be read."), time];
        }
        catch (Exception e) when (e is HttpRequestException or SigningKeysUnavailableException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return
            [
                CheckupLine.Wrong(
                    Keys,
                    "They cannot be read, so nothing that Teams sends is let in.",
                    $"See that this machine reaches {settings.Value.OpenIdMetadataUrl}, through a proxy if need be (HTTPS_PROXY)."),
            ];
        }
    }
}
