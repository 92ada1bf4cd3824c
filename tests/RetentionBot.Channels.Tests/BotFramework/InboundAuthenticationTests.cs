using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace RetentionBot.Channels.Tests.BotFramework;

/// <summary>Who may speak to the bot. After every refusal: nothing was handed in and no token was logged (BF-23).</summary>
public sealed class InboundAuthenticationTests : IAsyncLifetime
{
    private readonly string message = Payloads.InPerson("message", """{ "text": "hello" }""").ToJsonString();
    private FakeIssuer issuer = null!;
    private TeamsApp teams = null!;

    public async Task InitializeAsync()
    {
        issuer = await FakeIssuer.StartAsync();
        teams = await TeamsApp.StartWithAsync(issuer);
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact, Trait("Conformance", "BF-1")]
    public async Task A_good_token_for_the_right_service_passes()
    {
        var response = await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        teams.Receiver.Turns.Count.ShouldBe(1);
    }

    [Fact, Trait("Conformance", "BF-23")]
    public async Task Another_companys_tenant_is_refused_though_its_token_is_good()
    {
        var foreign = Payloads.InPerson("message", """{ "text": "churn last month" }""");
        foreign["conversation"]!["tenantId"] = "b81e0d47-2f35-4c6e-a0d9-77c4e1f2a965";

        await ShouldRefuseAsync(foreign.ToJsonString(), issuer.Token(Payloads.ServiceUrl), HttpStatusCode.Forbidden);
    }

    [Fact, Trait("Conformance", "BF-23")]
    public async Task A_good_token_that_does_not_cover_the_body_leaves_no_more_behind_than_a_bad_one()
    {
        await ShouldRefuseAsync(message, issuer.Token("https://smba.trafficmanager.net/amer/"), HttpStatusCode.Forbidden);

        issuer.Keys = [FakeIssuer.NewKey("key-2", "webchat")];
        await ShouldRefuseAsync(message, issuer.Token(Payloads.ServiceUrl), HttpStatusCode.Forbidden);
    }

    [Fact, Trait("Conformance", "BF-12"), Trait("Conformance", "BF-23")]
    public async Task Without_a_bearer_token_nobody_passes()
    {
        await ShouldRefuseAsync((string?)null);
        await ShouldRefuseAsync("not-a-token");
        await ShouldRefuseAsync("a.b.c");
        var good = issuer.Token(Payloads.ServiceUrl);
        (await teams.PostAsync(message, new AuthenticationHeaderValue("Basic", good))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await teams.PostAsync(message, new AuthenticationHeaderValue("Bearer", good + " more"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ShouldHaveLeftNothing(good);
    }

    [Fact, Trait("Conformance", "BF-13")]
    public async Task A_wrong_issuer_or_audience_does_not_pass()
    {
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, issuer: "https://api.botframework.example.com"));
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, issuer: FakeIssuer.Issuer + "/"));
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, audience: "another-bot"));
    }

    [Fact, Trait("Conformance", "BF-13"), Trait("Conformance", "BF-23")]
    public async Task A_signature_that_proves_nothing_does_not_pass()
    {
        var stranger = FakeIssuer.NewKey("key-1", "msteams").Key;
        var shared = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64))) { KeyId = "key-1" };
        var published = new SymmetricSecurityKey(issuer.Keys[0].Key.Rsa.ExportParameters(includePrivateParameters: false).Modulus) { KeyId = "key-1" };

        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(stranger, SecurityAlgorithms.RsaSha256)));
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(shared, SecurityAlgorithms.HmacSha256)));
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(published, SecurityAlgorithms.HmacSha256)));
        await ShouldRefuseAsync(issuer.UnsignedToken(Payloads.ServiceUrl));
    }

    [Fact, Trait("Conformance", "BF-13")]
    public async Task A_token_without_a_key_id_does_not_pass()
    {
        var nameless = new RsaSecurityKey(issuer.Keys[0].Key.Rsa);

        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(nameless, SecurityAlgorithms.RsaSha256)));
    }

    [Theory, Trait("Conformance", "BF-14")]
    [InlineData(-60, -4, true)]
    [InlineData(-60, -6, false)]
    [InlineData(4, 60, true)]
    [InlineData(6, 60, false)]
    public async Task Five_minutes_of_clock_difference_are_forgiven(int notBeforeMinutes, int expiresMinutes, bool passes)
    {
        var token = issuer.Token(Payloads.ServiceUrl, notBefore: TimeSpan.FromMinutes(notBeforeMinutes), expires: TimeSpan.FromMinutes(expiresMinutes));

        (await teams.PostAsync(message, token)).StatusCode.ShouldBe(passes ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        teams.Receiver.Turns.Count.ShouldBe(passes ? 1 : 0);
    }

    [Theory, Trait("Conformance", "BF-15")]
    [InlineData("https://smba.trafficmanager.net/emea", HttpStatusCode.OK)]
    [InlineData("https://SMBA.trafficmanager.net/EMEA/", HttpStatusCode.OK)]
    [InlineData("https://smba.trafficmanager.net/emea//", HttpStatusCode.Forbidden)]
    [InlineData("https://smba.trafficmanager.net/amer/", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task The_token_names_the_service_of_the_body(string? claim, HttpStatusCode expected) =>
        (await teams.PostAsync(message, issuer.Token(claim))).StatusCode.ShouldBe(expected);

    [Fact, Trait("Conformance", "BF-15")]
    public async Task A_body_without_a_service_matches_no_token()
    {
        var body = Payloads.InPerson("message", """{ "serviceUrl": null, "text": "hello" }""").ToJsonString();

        (await teams.PostAsync(body, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await teams.PostAsync(body, issuer.Token(null))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Theory, Trait("Conformance", "BF-16")]
    [InlineData("")]
    [InlineData("webchat,MSTEAMS")]
    [InlineData(null)]
    public async Task A_key_that_does_not_vouch_for_the_channel_does_not_pass(string? endorsements)
    {
        issuer.Keys = [FakeIssuer.NewKey("key-2", endorsements?.Split(','))];

        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-16")]
    public async Task A_body_without_a_channel_does_not_pass()
    {
        var body = Payloads.InPerson("message", """{ "channelId": null, "text": "hello" }""").ToJsonString();

        (await teams.PostAsync(body, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        teams.Receiver.Turns.ShouldBeEmpty();
    }

    [Fact, Trait("Conformance", "BF-17")]
    public async Task A_rotated_key_is_picked_up_by_the_first_request_that_needs_it()
    {
        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.OK);
        issuer.Keys = [FakeIssuer.NewKey("key-2", "msteams")];

        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.OK);
        issuer.Fetches.ShouldBe(2);
    }

    [Fact, Trait("Conformance", "BF-17")]
    public async Task Bogus_key_ids_cause_one_fetch_and_no_more()
    {
        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.OK);

        for (var i = 0; i < 5; i++)
        {
            var bogus = FakeIssuer.NewKey($"bogus-{i}").Key;
            (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(bogus, SecurityAlgorithms.RsaSha256))))
                .StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // The first load, and one refresh for the first bogus key.
        issuer.Fetches.ShouldBe(2);
    }

    [Fact, Trait("Conformance", "BF-17"), Trait("Conformance", "BF-18")]
    public async Task Keys_are_read_again_for_unknown_ones_after_five_minutes_and_anyhow_after_twelve_hours()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 11, 16, 8, 15, 0, TimeSpan.Zero));
        await using var timed = await TeamsApp.StartAsync("Production", clock, TeamsApp.RegisteredWith(issuer));
        var good = issuer.Token(Payloads.ServiceUrl);
        var bogus = issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(FakeIssuer.NewKey("bogus").Key, SecurityAlgorithms.RsaSha256));

        await timed.PostAsync(message, good);
        await timed.PostAsync(message, bogus);
        clock.Now += TimeSpan.FromMinutes(4.9);
        await timed.PostAsync(message, bogus);
        issuer.Fetches.ShouldBe(2);

        clock.Now += TimeSpan.FromMinutes(0.2);
        await timed.PostAsync(message, bogus);
        issuer.Fetches.ShouldBe(3);

        clock.Now += TimeSpan.FromHours(11.9);
        await timed.PostAsync(message, good);
        issuer.Fetches.ShouldBe(3);

        clock.Now += TimeSpan.FromHours(0.2);
        issuer.IsDown = true;
        (await timed.PostAsync(message, good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        issuer.IsDown = false;
        clock.Now += TimeSpan.FromMinutes(5);
        (await timed.PostAsync(message, good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        issuer.Fetches.ShouldBe(4);
    }

    [Fact, Trait("Conformance", "BF-18")]
    public async Task An_outage_of_the_issuer_lets_nobody_in_without_keys_and_is_survived_with_them()
    {
        issuer.IsDown = true;
        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        teams.Receiver.Turns.ShouldBeEmpty();

        issuer.IsDown = false;
        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.OK);

        issuer.IsDown = true;
        var stranger = FakeIssuer.NewKey("unknown").Key;
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: new SigningCredentials(stranger, SecurityAlgorithms.RsaSha256)), turnsSoFar: 1);
        (await teams.PostAsync(message, issuer.Token(Payloads.ServiceUrl))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Trait("Conformance", "BF-22")]
    [InlineData("https://sts.windows.net/{0}/", "1.0", "appid")]
    [InlineData("https://login.microsoftonline.com/{0}/v2.0", "2.0", "azp")]
    public async Task A_token_of_Entra_id_does_not_pass_though_it_is_of_our_own_tenant_and_app(string entra, string version, string caller)
    {
        var claims = new Dictionary<string, object> { ["tid"] = Payloads.Tenant, ["ver"] = version, [caller] = FakeIssuer.AppId };

        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, issuer: string.Format(CultureInfo.InvariantCulture, entra, Payloads.Tenant), claims: claims));
    }

    [Fact, Trait("Conformance", "BF-19")]
    public async Task Nothing_a_token_says_of_keys_and_issuers_is_followed()
    {
        await using var rogue = await FakeIssuer.StartAsync();
        var key = FakeIssuer.NewKey("rogue", "msteams");
        rogue.Keys = [key];
        var signed = new SigningCredentials(key.Key, SecurityAlgorithms.RsaSha256);
        var header = new Dictionary<string, object> { ["jku"] = rogue.MetadataUrl, ["x5u"] = rogue.MetadataUrl };

        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, credentials: signed, header: header));
        await ShouldRefuseAsync(issuer.Token(Payloads.ServiceUrl, issuer: rogue.MetadataUrl, credentials: signed));

        rogue.Requests.ShouldBe(0);
    }

    [Fact, Trait("Conformance", "BF-23")]
    public async Task A_refused_body_is_not_even_read()
    {
        (await teams.PostAsync("{ not json", issuer.Token(Payloads.ServiceUrl, audience: "another-bot"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await teams.PostAsync(new JsonArray().ToJsonString(), (string?)null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task ShouldRefuseAsync(string? token, int turnsSoFar = 0) => ShouldRefuseAsync(message, token, HttpStatusCode.Unauthorized, turnsSoFar);

    private async Task ShouldRefuseAsync(string body, string? token, HttpStatusCode status, int turnsSoFar = 0)
    {
        (await teams.PostAsync(body, token)).StatusCode.ShouldBe(status);
        ShouldHaveLeftNothing(token, turnsSoFar);
    }

    private void ShouldHaveLeftNothing(string? token, int turnsSoFar = 0)
    {
        teams.Receiver.Turns.Count.ShouldBe(turnsSoFar);
        teams.Tokens.Asked.ShouldBe(0);
        if (token is not null)
        {
            teams.Log.Lines.ShouldAllBe(line => !line.Contains(token, StringComparison.Ordinal));
        }
    }
}
