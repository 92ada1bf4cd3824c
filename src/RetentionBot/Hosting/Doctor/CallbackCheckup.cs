using System.Globalization;
using System.Net;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;

namespace RetentionBot.Hosting.Doctor;

/// <summary>Whether the bot answers at the address that people and services are given.</summary>
internal sealed class CallbackCheckup(PublicAddress address, IHttpClientFactory clients) : ICheckup
{
    public const string ClientName = "doctor";

    private const string Subject = "Public address";
    private const string Setting = "RetentionBot:PublicUrl";

    public async Task<IReadOnlyList<CheckupLine>> LookAsync(CancellationToken ct) => [await TryAsync(ct)];

    private async Task<CheckupLine> TryAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(address.Url))
        {
            return CheckupLine.Off(Subject, $"{Setting} is not set, so whether Teams and Slack reach the bot was not tried. Set it to the address in front of the bot to have it tried.");
        }

        var page = new Uri(address.Url.TrimEnd('/') + HealthEndpoints.Alive);

        // A name and password in it stay out of what is said.
        var said = page.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (page.Scheme != Uri.UriSchemeHttps && !page.IsLoopback)
        {
            return CheckupLine.Wrong(Subject, $"{said} is not https, and Teams and Slack call nothing else.", $"Put a proxy with a certificate in front of the bot and set {Setting} to its https address.");
        }

        try
        {
            using var response = await clients.CreateClient(ClientName).GetAsync(page, ct);
            return response.StatusCode == HttpStatusCode.OK && await response.Content.ReadAsStringAsync(ct) == HealthEndpoints.AliveText
                ? CheckupLine.Well(Subject, $"The bot answers at {said}.")
                : CheckupLine.Wrong(
                    Subject,
                    $"Something else than the bot answers at {said} (HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}).",
                    $"Correct {Setting}, or have the proxy pass every path on to the bot.");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Unreachable(page.Host, said, (e as HttpRequestException)?.HttpRequestError);
        }
    }

    private static CheckupLine Unreachable(string host, string page, HttpRequestError? error) => error switch
    {
        HttpRequestError.NameResolutionError => CheckupLine.Wrong(Subject, $"Nobody knows the name {host}.", $"Correct {Setting}, or make a DNS entry for it."),
        HttpRequestError.SecureConnectionError => CheckupLine.Wrong(
            Subject, $"The certificate at {host} is not trusted, has run out or is for another name.", "Renew the certificate of the proxy in front of the bot."),
        _ => CheckupLine.Wrong(Subject, $"Nothing answers at {page}.", $"Start the bot and the proxy in front of it, or correct {Setting}."),
    };
}
