using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RetentionBot.Channels.Tests.BotFramework;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Install;

/// <summary>
/// The internet as a bot process sees it that has only an HTTPS proxy and the certificates it trusts set: under the services' real names it meets our fakes, and
/// under <see cref="BotHost"/> itself, as through the proxy in front of it. So the bot runs with the settings that the documents give, and none for tests.
/// </summary>
internal sealed partial class FakeCloud : IAsyncDisposable
{
    public const string BotHost = "bot.example.com";
    public const string TeamsService = "https://smba.trafficmanager.net/teams";
    public const string ClientSecret = "example-client-secret";

    private static readonly string[] Hosts = [BotHost, "login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net", "slack.com"];

    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    private readonly HttpClient _inside = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly WebApplication _outside;
    private readonly Task _accepting;

    private FakeCloud(FakeBotConnector connector, FakeSlack slack, FakeIssuer issuer)
    {
        (Connector, Slack, Issuer) = (connector, slack, issuer);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = Certify();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        _outside = builder.Build();
        _outside.Run(AnswerAsync);
        _proxy.Start();
        _accepting = AcceptAsync();
    }

    public FakeBotConnector Connector { get; }

    public FakeSlack Slack { get; }

    public FakeIssuer Issuer { get; }

    /// <summary>Where the bot listens, once it does.</summary>
    public Uri? Bot { get; set; }

    /// <summary>The hosts that were asked for.</summary>
    public ConcurrentDictionary<string, bool> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>The certificate that whoever comes here must trust, as PEM.</summary>
    public string TrustedPem { get; private set; } = "";

    public string ProxyAddress => $"http://{_proxy.LocalEndpoint}";

    public static async Task<FakeCloud> StartAsync()
    {
        var cloud = new FakeCloud(await FakeBotConnector.StartAsync(), await FakeSlack.StartAsync(SlackSide.Token), await FakeIssuer.StartAsync());
        await cloud._outside.StartAsync();
        return cloud;
    }

    public async ValueTask DisposeAsync()
    {
        _proxy.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _outside.DisposeAsync();
        await Connector.DisposeAsync();
        await Slack.DisposeAsync();
        await Issuer.DisposeAsync();
        _inside.Dispose();
    }

    private X509Certificate2 Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=RetentionBot tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts)
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        TrustedPem = made.ExportCertificatePem();
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = TunnelAsync(await _proxy.AcceptTcpClientAsync());
        }
    }

    /// <summary>Whatever host a CONNECT names, the way leads to our own door, which looks like it.</summary>
    private async Task TunnelAsync(TcpClient client)
    {
        using var _ = client;
        await using var caller = client.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await caller.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        var named = Connect().Match(head.ToString());
        if (!named.Success || !Hosts.Contains(named.Groups["host"].Value, StringComparer.Ordinal))
        {
            await caller.WriteAsync("HTTP/1.1 502 Bad Gateway\r\n\r\n"u8.ToArray());
            return;
        }

        Asked[named.Groups["host"].Value] = true;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, new Uri(_outside.Urls.First()).Port);
        await using var door = server.GetStream();
        await caller.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray());
        await Task.WhenAny(caller.CopyToAsync(door), door.CopyToAsync(caller)).Unwrap().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task AnswerAsync(HttpContext http) => (http.Request.Host.Host, http.Request.Path.Value!) switch
    {
        ("login.microsoftonline.com", var path) => SignInAsync(http, path),
        ("login.botframework.com", "/v1/.well-known/openidconfiguration") =>
            http.Response.WriteAsync($$"""{ "issuer": "{{FakeIssuer.Issuer}}", "jwks_uri": "https://login.botframework.com/v1/.well-known/keys" }"""),
        ("login.botframework.com", _) => ForwardAsync(http, new Uri(new Uri(Issuer.MetadataUrl), "/keys")),
        ("slack.com", _) => ForwardAsync(http, new Uri(new Uri(Slack.ApiBaseUrl), Target(http))),
        ("smba.trafficmanager.net", _) => ForwardAsync(http, new Uri(new Uri(Connector.ServiceUrl), Target(http))),
        (BotHost, _) when Bot is { } bot => ForwardAsync(http, new Uri(bot, Target(http))),
        _ => Task.FromResult(http.Response.StatusCode = StatusCodes.Status502BadGateway),
    };

    private static string Target(HttpContext http) => http.Features.Get<IHttpRequestFeature>()!.RawTarget;

    /// <summary>Entra ID: a token for the one app that knows its secret, in its tenant.</summary>
    private static async Task SignInAsync(HttpContext http, string path)
    {
        http.Response.ContentType = "application/json";
        if (!path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync("""{ "tenant_discovery_endpoint": "https://login.microsoftonline.com/x/v2.0/.well-known/openid-configuration", "metadata": [] }""");
            return;
        }

        var form = await http.Request.ReadFormAsync();
        var error = path != $"/{TeamsSide.Tenant}/oauth2/v2.0/token" || form["client_id"] != FakeIssuer.AppId ? "unauthorized_client"
            : form["client_secret"] != ClientSecret ? "invalid_client"
            : null;
        http.Response.StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        await http.Response.WriteAsync(error is null
            ? """{ "token_type": "Bearer", "expires_in": 3600, "access_token": "a-bot-token" }"""
            : $$"""{ "error": "{{error}}", "error_description": "AADSTS7000215: {{form["client_secret"]}}" }""");
    }

    private async Task ForwardAsync(HttpContext http, Uri to)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), to);
        if (http.Request.Headers.Authorization.FirstOrDefault() is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (http.Request.Method is "POST" or "PUT")
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.ContentType = http.Request.ContentType is { } type ? MediaTypeHeaderValue.Parse(type) : null;
        }

        using var response = await _inside.SendAsync(request);
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (response.Headers.TryGetValues("x-oauth-scopes", out var scopes))
        {
            http.Response.Headers["x-oauth-scopes"] = string.Join(',', scopes);
        }

        await response.Content.CopyToAsync(http.Response.Body);
    }

    [GeneratedRegex("^CONNECT (?<host>[^:]+):443 ", RegexOptions.ExplicitCapture)]
    private static partial Regex Connect();
}
