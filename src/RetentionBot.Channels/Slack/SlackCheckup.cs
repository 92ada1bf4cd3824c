using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.Turns;

namespace RetentionBot.Channels.Slack;

/// <summary>Whether Slack takes the tokens, what the bot's one may do, and whether both agree on the time.</summary>
internal sealed class SlackCheckup(IOptions<SlackOptions> settings, SlackApi api, IHttpClientFactory clients, TimeProvider clock) : ICheckup
{
    private const string Token = "Slack token";
    private const string Scopes = "Slack scopes";
    private const string Socket = "Slack app-level token";

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct) => !settings.Value.IsConfigured
        ? [CheckupLine.Off("Slack", "Not connected: Slack:BotToken is not set.")]
        : [.. await LookAtTokenAsync(ct), .. settings.Value.UsesSocket ? [await LookAtSocketAsync(ct)] : Array.Empty<CheckupLine>()];

    private async Task<IReadOnlyList<CheckupLine>> LookAtTokenAsync(CancellationToken ct)
    {
        // Not through SlackApi: what is wanted stands in the headers.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Value.ApiBaseUrl.TrimEnd('/') + "/auth.test")) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Value.BotToken);
        try
        {
            using var response = await clients.CreateClient(SlackApi.ClientName).SendAsync(request, ct);
            var time = CheckupLine.Clock("Slack", response.Headers.Date, clock.GetUtcNow());
            if (response.StatusCode != HttpStatusCode.OK || SlackJson.TryParse(await response.Content.ReadAsByteArrayAsync(ct)) is not { } body)
            {
                return [Unreachable($"answers HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}"), time];
            }

            return body.Is("ok")
                ? [OfToken(body.Text("bot_id"), body.Text("team_id")), OfScopes(response), time]
                : [Refused(body.Text("error") ?? SlackErrors.NoSense), time];
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [Unreachable("does not answer")];
        }
    }

    private CheckupLine Unreachable(string how) => CheckupLine.Wrong(
        Token, $"Slack {how}, so the token could not be tried.", $"See that this machine reaches {settings.Value.ApiBaseUrl}, through a proxy if need be (HTTPS_PROXY).");

    private static CheckupLine Refused(string error) => SlackErrors.IsBadCredentials(error)
        ? CheckupLine.Wrong(
            Token,
            $"Slack does not take the bot token ({error}): it was revoked, has run out or was copied wrongly.",
            "Reinstall the app to the workspace if need be, copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions into Slack:BotToken and restart the bot.")
        : CheckupLine.Wrong(Token, $"Slack could not say whose token it is ({error}).", "Run doctor again in a minute; if it stays so, look at Slack's status page.");

    private static CheckupLine OfToken(string? bot, string? team) => bot is null
        ? CheckupLine.Wrong(Token, "The token is a person's and not the bot's.", "Set Slack:BotToken to the Bot User OAuth Token (xoxb-…) from OAuth & Permissions and restart the bot.")
        : CheckupLine.Well(Token, $"Slack knows the bot in workspace {team}.");

    private static CheckupLine OfScopes(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("x-oauth-scopes", out var values))
        {
            return CheckupLine.Off(Scopes, "Slack did not say which scopes the token has.");
        }

        var granted = string.Join(',', values).Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var missing = SlackScopes.Needed.Where(scope => !granted.Contains(scope.Key)).ToList();
        var without = SlackScopes.Optional.Where(scope => !granted.Contains(scope.Key)).ToList();
        return missing.Count > 0
            ? CheckupLine.Wrong(
                Scopes,
                $"The token lacks {Words(missing)}.",
                "Add what is missing under OAuth & Permissions (slack/app-manifest.yaml has it all) and reinstall the app to the workspace.")
            : CheckupLine.Well(Scopes, without.Count == 0 ? "All are granted." : $"All that must be are granted; left out: {Words(without)}.");
    }

    private static string Words(IEnumerable<KeyValuePair<string, string>> scopes) =>
        string.Join(", ", scopes.Select(scope => $"{scope.Key} (without it the bot cannot {scope.Value})"));

    /// <summary>Asks for the address of a socket and opens none.</summary>
    private async Task<CheckupLine> LookAtSocketAsync(CancellationToken ct) => (await api.OpenConnectionAsync(ct)).Error switch
    {
        null => CheckupLine.Well(Socket, "Slack lets the app connect (Socket Mode)."),
        "missing_scope" => CheckupLine.Wrong(
            Socket,
            "The app-level token lacks connections:write.",
            "Make one with that scope under Basic Information, App-Level Tokens, set Slack:AppToken to it and restart the bot."),
        var error when SlackErrors.Classify(error) is SlackErrorClass.Transient or SlackErrorClass.Unclear or SlackErrorClass.Limited =>
            CheckupLine.Wrong(Socket, $"Slack could not be asked ({error}).", "Run doctor again in a minute."),
        var error => CheckupLine.Wrong(
            Socket,
            $"Slack does not let the app connect ({error}).",
            "Switch Socket Mode on in the app, make an app-level token with connections:write, set Slack:AppToken to it and restart the bot; or leave Slack:AppToken out."),
    };
}
