using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RetentionBot.Channels.BotFramework;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>Where the bot's own tokens are asked for, and how often. The sign-in service is played by a message handler.</summary>
public sealed class MsalTokenProviderTests : IDisposable
{
    private readonly SignInService service = new();
    private readonly LogLines log = new();

    public void Dispose()
    {
        service.Dispose();
        log.Dispose();
    }

    [Theory, Trait("Conformance", "BF-24"), Trait("Conformance", "BF-25")]
    [InlineData(BotAppType.SingleTenant, "https://login.microsoftonline.com/home-tenant/oauth2/v2.0/token")]
    [InlineData(BotAppType.MultiTenant, "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    public async Task The_kind_of_bot_decides_who_is_asked(BotAppType type, string address)
    {
        using var tokens = Provider(type, "bot-" + type);

        (await tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ShouldBe("token-1");

        var asked = service.TokenRequests.Single();
        asked.Address.ShouldStartWith(address);
        asked.Body.ShouldContain("scope=https%3A%2F%2Fapi.botframework.com%2F.default");
        asked.Body.ShouldContain("grant_type=client_credentials");
    }

    [Fact, Trait("Conformance", "BF-25")]
    public async Task A_managed_identity_asks_the_machine_for_the_resource()
    {
        using var tokens = Provider(BotAppType.UserAssignedMSI, "3f0f6a0e-1d6c-4c39-9d43-0a3c5f1f6d11");

        (await tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ShouldBe("token-1");

        var asked = Uri.UnescapeDataString(service.TokenRequests.Single().Address);
        asked.ShouldContain("client_id=3f0f6a0e-1d6c-4c39-9d43-0a3c5f1f6d11");
        asked.ShouldContain("resource=https://api.botframework.com");
        asked.ShouldNotContain(".default");
    }

    [Fact, Trait("Conformance", "BF-24")]
    public async Task Sends_at_once_share_one_token_until_a_new_one_is_forced()
    {
        using var tokens = Provider(BotAppType.SingleTenant, "bot-parallel");
        var ready = new TaskCompletionSource();
        service.Ready = ready.Task;

        var asking = Enumerable.Range(0, 20).Select(_ => tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ToList();
        ready.SetResult();
        var got = await Task.WhenAll(asking);

        got.ShouldAllBe(token => token == "token-1");
        service.TokenRequests.Count.ShouldBe(1);
        (await tokens.GetTokenAsync(forceRefresh: true, CancellationToken.None)).ShouldBe("token-2");
        (await tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ShouldBe("token-2");
        service.TokenRequests.Count.ShouldBe(2);
    }

    [Fact, Trait("Conformance", "BF-24")]
    public async Task A_token_about_to_run_out_is_not_used_again()
    {
        service.LifeInSeconds = 200;
        using var tokens = Provider(BotAppType.SingleTenant, "bot-short");

        (await tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ShouldBe("token-1");
        (await tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None)).ShouldBe("token-2");
    }

    [Theory]
    [InlineData(BotAppType.SingleTenant)]
    [InlineData(BotAppType.MultiTenant)]
    public async Task A_refused_secret_is_told_by_its_code_alone(BotAppType type)
    {
        service.Refuses = true;
        using var tokens = Provider(type, "bot-refused-" + type);

        var failure = await Should.ThrowAsync<BotTokenException>(() => tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None));

        failure.Code.ShouldBe("invalid_client");
        failure.ToString().ShouldNotContain("very-secret");
        log.Lines.ShouldContain(line => line.Contains("invalid_client"));
        log.Lines.ShouldAllBe(line => !line.Contains("very-secret"));
    }

    [Fact]
    public async Task Without_an_app_id_nobody_is_asked()
    {
        using var tokens = Provider(BotAppType.SingleTenant, "");

        await Should.ThrowAsync<BotTokenException>(() => tokens.GetTokenAsync(forceRefresh: false, CancellationToken.None));
        service.TokenRequests.ShouldBeEmpty();
    }

    private MsalTokenProvider Provider(BotAppType type, string appId) => new(
        Options.Create(new BotFrameworkOptions { AppType = type, AppId = appId, AppPassword = "very-secret", TenantId = "home-tenant" }),
        service,
        new Logger<MsalTokenProvider>(new LoggerFactory([log])));

    private sealed class SignInService : HttpMessageHandler, IHttpClientFactory
    {
        public ConcurrentQueue<(string Address, string Body)> TokenRequests { get; } = new();

        /// <summary>Says so in words that repeat what it was sent.</summary>
        public bool Refuses { get; set; }

        public int LifeInSeconds { get; set; } = 3600;

        /// <summary>Gives no token before.</summary>
        public Task Ready { get; set; } = Task.CompletedTask;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var address = request.RequestUri!.AbsoluteUri;
            if (!address.Contains("/token", StringComparison.Ordinal))
            {
                return Json(HttpStatusCode.OK, """{ "tenant_discovery_endpoint": "https://login.microsoftonline.com/x/v2.0/.well-known/openid-configuration", "metadata": [] }""");
            }

            TokenRequests.Enqueue((address, request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct)));
            await Ready.WaitAsync(ct);
            return Refuses
                ? Json(HttpStatusCode.Unauthorized, """{ "error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided: very-secret." }""")
                : Json(HttpStatusCode.OK, $$"""{ "token_type": "Bearer", "expires_in": {{LifeInSeconds}}, "expires_on": "4102444800", "access_token": "token-{{TokenRequests.Count}}" }""");
        }

        private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
            new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
