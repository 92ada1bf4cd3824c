using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Access;

/// <summary>A request by somebody, and what it is answered.</summary>
/// <param name="By">Who, or with what.</param>
/// <param name="Opens">Whether they get there; what they send changes nothing even so.</param>
internal sealed record RouteTry(string By, bool Opens, HttpStatusCode Status, Func<RightsWorld, HttpRequestMessage> Request);

/// <summary>A route and who gets there.</summary>
/// <param name="Method"><c>ANY</c> where it does not matter.</param>
internal sealed record RouteRow(string Method, string Route, IReadOnlyList<RouteTry> Tries)
{
    /// <summary>Whether it is there in local development only.</summary>
    public bool IsLocal { get; init; }

    /// <summary>What is told apart of one route, if anything is.</summary>
    public string Case { get; init; } = "";

    public string Name => $"{Method} {Route}{(Case.Length == 0 ? "" : $" ({Case})")}";
}

/// <summary>Who gets to which route of a bot that the world can reach.</summary>
internal static class RouteRows
{
    public const string Everybody = "anybody";

    private const string Form = "application/x-www-form-urlencoded";

    private static readonly Uri PublicUrl = new(RightsWorld.PublicUrl);

    public static IReadOnlyList<RouteRow> All { get; } = [.. Api(), .. Admin(), .. Addresses(), .. Wires(), .. Local()];

    private static IEnumerable<RouteRow> Api()
    {
        ApiScope[] ask = [ApiScope.Ask, ApiScope.Admin];
        return
        [
            // It says that nothing runs.
            new("ANY", "/healthz", [new(Everybody, true, HttpStatusCode.ServiceUnavailable, _ => Get("/healthz"))]),
            new("GET", "/livez", [new(Everybody, true, HttpStatusCode.OK, _ => Get("/livez"))]),
            new("GET", "/metrics", Keyed([ApiScope.Metrics, ApiScope.Admin], HttpStatusCode.OK, _ => Get("/metrics"))),
            new("GET", "/api/{documentName}.json", Keyed(ask, HttpStatusCode.OK, _ => Get("/api/openapi.json"))),
            new("POST", "/api/ask", Keyed(ask, HttpStatusCode.OK, _ => new(HttpMethod.Post, "/api/ask") { Content = JsonContent.Create(new { text = Questions.Asked.Churn }) })),
            new("GET", "/api/kpis", Keyed(ask, HttpStatusCode.OK, _ => Get("/api/kpis"))),
            new("GET", "/api/kpis/{metric}", Keyed(ask, HttpStatusCode.OK, _ => Get("/api/kpis/churn_rate"))),
            new("GET", "/api/cohorts", Keyed(ask, HttpStatusCode.OK, _ => Get("/api/cohorts"))),
            new("GET", "/api/proofs/{code}/customers.csv", Keyed(ask, HttpStatusCode.OK, w => Get($"/api/proofs/{w.Proof}/customers.csv"))),

            // Without a row in it nothing is taken.
            new("POST", "/api/ingest/{kind}", Keyed([ApiScope.Ingest, ApiScope.Admin], HttpStatusCode.UnsupportedMediaType, _ => Post("/api/ingest/customers", "", "text/plain"))),
            new("POST", "/api/ingest/{kind}", Keyed([ApiScope.Admin], HttpStatusCode.UnsupportedMediaType, _ => Post("/api/ingest/staff", "", "text/plain"))) { Case = "staff" },
        ];
    }

    private static IEnumerable<RouteRow> Admin()
    {
        ApiScope[] admin = [ApiScope.Admin];
        const HttpStatusCode Forbidden = HttpStatusCode.Forbidden;
        return
        [
            new("GET", "/admin/jobs", Keyed(admin, HttpStatusCode.OK, _ => Get("/admin/jobs"), Forbidden)),

            // There is no such job.
            .. new[] { "run", "pause", "resume" }.Select(deed =>
                new RouteRow("POST", $"/admin/jobs/{{key}}/{deed}", Keyed(admin, HttpStatusCode.NotFound, _ => Post($"/admin/jobs/make-coffee/{deed}", "", Form), Forbidden))),
            new("POST", "/admin/log-out", Keyed(admin, HttpStatusCode.SeeOther, _ => Post("/admin/log-out", "", Form), Forbidden)),
            new("POST", "/admin/log-in",
            [
                new("no key", false, HttpStatusCode.Unauthorized, _ => Post("/admin/log-in", "key=", Form)),
                new("a key that is none", false, HttpStatusCode.Unauthorized, _ => Post("/admin/log-in", $"key={MadeUpKey}", Form)),
                .. Enum.GetValues<ApiScope>().Select(scope => new RouteTry(
                    KeyOf(scope), scope == ApiScope.Admin, scope == ApiScope.Admin ? HttpStatusCode.SeeOther : Forbidden, w => Post("/admin/log-in", $"key={w.Keys[scope]}", Form))),
            ]),
        ];
    }

    private static IEnumerable<RouteRow> Addresses()
    {
        (string Method, string Step, HttpStatusCode Status)[] page =
        [
            ("GET", "", HttpStatusCode.OK), ("POST", "", HttpStatusCode.BadRequest), ("GET", "/thanks", HttpStatusCode.SeeOther), ("POST", "/comment", HttpStatusCode.SeeOther),
            ("GET", "/unsubscribe", HttpStatusCode.OK), ("POST", "/unsubscribe", HttpStatusCode.OK),
        ];
        return
        [
            new("GET", "/lists/{token}", Linked(CsvEndpoints.Route, w => w.Proof, AnswerFiles.Route)),
            new("GET", "/answers/{token}", Linked(AnswerFiles.Route, w => w.Answers("c0"), CsvEndpoints.Route)),
            .. page.Select(p => new RouteRow(p.Method, $"/s/{{token}}{p.Step}",
            [
                new("an address that is none", false, HttpStatusCode.NotFound, _ => Sent(p.Method, $"/s/{new string('B', 43)[..42]}A{p.Step}")),
                new("an admin's key instead of an address", false, HttpStatusCode.NotFound, w => With(Sent(p.Method, $"/s/0{p.Step}"), w.Keys[ApiScope.Admin])),
                new("the address of one's own question", true, p.Status, w => Sent(p.Method, $"/s/{w.Token}{p.Step}")),
            ])),
        ];

        static HttpRequestMessage Sent(string method, string path) => method == "GET" ? Get(path) : Post(path, "", Form);
    }

    private static IEnumerable<RouteRow> Wires()
    {
        (string Route, string Body, string Type)[] slack =
        [
            ("/slack/events", """{"type":"url_verification","challenge":"c"}""", "application/json"),
            ("/slack/interactions", "payload=%7B%7D", Form),
            ("/slack/commands", "command=%2Fretention", Form),
        ];
        return
        [
            new("POST", "/api/messages",
            [
                new("no token, from elsewhere", false, HttpStatusCode.Unauthorized, w => Elsewhere(Activity(w))),
                new("a token that is none", false, HttpStatusCode.Unauthorized, w => With(Activity(w), "eyJh.e30.AAAA")),
                new("an admin's key", false, HttpStatusCode.Unauthorized, w => With(Activity(w), w.Keys[ApiScope.Admin])),
                new("this machine, where Development allows it", true, HttpStatusCode.OK, Activity),
            ]),
            .. slack.Select(s => new RouteRow("POST", s.Route,
            [
                new("no signature", false, HttpStatusCode.Unauthorized, _ => Post(s.Route, s.Body, s.Type)),
                new("an admin's key", false, HttpStatusCode.Unauthorized, w => With(Post(s.Route, s.Body, s.Type), w.Keys[ApiScope.Admin])),
                new("a signature by another secret", false, HttpStatusCode.Unauthorized, _ => new SlackSigner("another-secret", TimeProvider.System).Request(s.Route, s.Body, s.Type)),
                new("an old signature", false, HttpStatusCode.Unauthorized, w => w.Bot.Slack.Signer.Request(s.Route, s.Body, s.Type, TimeSpan.FromMinutes(-6))),
                new("Slack's signature", true, HttpStatusCode.OK, w => w.Bot.Slack.Signer.Request(s.Route, s.Body, s.Type)),
            ])),
        ];

        static HttpRequestMessage Activity(RightsWorld w)
        {
            var sign = w.Bot.Teams.Message(Persons.Viewer, "", w.Bot.Teams.PrivateRoomOf(Persons.Viewer));
            sign["type"] = "typing";
            return new(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create(sign) };
        }

        static HttpRequestMessage Elsewhere(HttpRequestMessage request)
        {
            request.Headers.Add("X-Forwarded-For", "192.0.2.7");
            return request;
        }
    }

    /// <summary>Whoever can call these can be anybody, so a bot that the world can reach does not have them.</summary>
    private static IEnumerable<RouteRow> Local() =>
        new[]
        {
            "GET /webchat/people", "POST /directline/tokens/generate", "POST /directline/tokens/refresh", "POST /directline/conversations", "GET /directline/conversations/{id}",
            "GET /directline/conversations/{id}/activities", "POST /directline/conversations/{id}/activities",
        }.Select(r => r.Split(' ')).Select(r => new RouteRow(r[0], r[1],
        [
            new(Everybody, false, HttpStatusCode.NotFound, _ => new(new HttpMethod(r[0]), r[1])),
            new("an admin's key", false, HttpStatusCode.NotFound, w => With(new(new HttpMethod(r[0]), r[1]), w.Keys[ApiScope.Admin])),
        ])
        { IsLocal = true });

    /// <param name="opening">The scopes whose keys open it.</param>
    /// <param name="opened">What the request is answered then.</param>
    /// <param name="otherScope">What a key of another scope is answered.</param>
    private static IReadOnlyList<RouteTry> Keyed(
        ApiScope[] opening, HttpStatusCode opened, Func<RightsWorld, HttpRequestMessage> request, HttpStatusCode otherScope = HttpStatusCode.Unauthorized) =>
    [
        new("no key", false, HttpStatusCode.Unauthorized, request),
        new("a key that is none", false, HttpStatusCode.Unauthorized, w => With(request(w), MadeUpKey)),
        .. Enum.GetValues<ApiScope>().OrderBy(opening.Contains).Select(scope => new RouteTry(
            KeyOf(scope), opening.Contains(scope), opening.Contains(scope) ? opened : otherScope, w => With(request(w), w.Keys[scope]))),
    ];

    /// <summary>An address given in chat: it is the key, for the one it was given to and as long as they are a lead.</summary>
    private static IReadOnlyList<RouteTry> Linked(string route, Func<RightsWorld, string> code, string other) =>
    [
        new("an address that is none", false, HttpStatusCode.NotFound, w => Get($"{route}/{code(w)}-1-99999999999.AAAA")),
        new("an admin's key instead of an address", false, HttpStatusCode.NotFound, w => With(Get($"{route}/{code(w)}"), w.Keys[ApiScope.Admin])),
        new("the address of another kind of list", false, HttpStatusCode.NotFound, w => Get(route + Link(w, other, Persons.Lead)[other.Length..])),
        .. Persons.Staff.Select(who => new RouteTry(
            $"an address given to {(who == Persons.Admin ? "an" : "a")} {RightsPage.NameOf(who)}",
            who is Persons.Lead or Persons.Admin,
            who is Persons.Lead or Persons.Admin ? HttpStatusCode.OK : HttpStatusCode.NotFound,
            w => Get(Link(w, route, who)))),
    ];

    private static string Link(RightsWorld w, string route, string who)
    {
        var code = route == CsvEndpoints.Route ? w.Proof : w.Answers("c0");
        return PublicUrl.MakeRelativeUri(w.Bot.Services.GetRequiredService<CsvLinks>().For(route, code, w.Staff[who])!).OriginalString.Insert(0, "/");
    }

    private static string MadeUpKey => $"rb_{new string('0', 64)}";

    private static string KeyOf(ApiScope scope) => $"key of scope {scope.ToString().ToLowerInvariant()}";

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, string body, string type) => new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };

    private static HttpRequestMessage With(HttpRequestMessage request, string key)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}
