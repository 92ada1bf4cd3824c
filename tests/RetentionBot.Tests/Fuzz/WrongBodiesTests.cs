using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Alerts;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Surveys;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Surveys;

namespace RetentionBot.Tests.Fuzz;

/// <summary>What really goes over the wires, spoiled at random and sent again: never a 500, nothing stored by what is refused, no exception that nobody handled.</summary>
public sealed class WrongBodiesTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Bodies = 4_000;

    private static readonly string[] ContentTypes = ["text/plain", "application/json", "application/x-www-form-urlencoded", "text/csv; charset=utf-16", "application/x-ndjson", "multipart/form-data"];

    [Theory, Trait("Category", "Soak")]
    [InlineData("activities", 20261126)]
    [InlineData("slack", 20261127)]
    [InlineData("cards", 20261128)]
    [InlineData("ingest", 20261129)]
    [InlineData("surveys", 20261130)]
    public async Task A_body_that_is_wrong_anywhere_is_refused_or_taken_and_breaks_nothing(string family, int seed)
    {
        var (tap, errors) = (new Wiretap(), new ErrorLog());
        await using var bot = await TellAsync(tap, errors);
        tap.IsOn = false;
        var seeds = tap.Heard.Where(r => FamilyOf(r) == family).ToList();
        seeds.Count.ShouldBeGreaterThan(3);
        var (random, mutator, statuses) = (new Random(seed), new Mutator(seed), new SortedDictionary<int, int>());
        using var rows = new Rows(bot);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = bot.Http.BaseAddress };

        for (var i = 0; i < Bodies; i++)
        {
            var sample = seeds[random.Next(seeds.Count)];
            var wrong = sample with { Body = mutator.Spoil(sample), ContentType = random.Next(25) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : sample.ContentType };
            var before = rows.Count();
            var status = await SendAsync(bot, client, wrong);
            statuses[(int)status] = statuses.GetValueOrDefault((int)status) + 1;
            ((int)status < 500 || (status == HttpStatusCode.NotImplemented && wrong.Body.Contains("invoke", StringComparison.Ordinal))).ShouldBeTrue($"{i}: {(int)status} for {wrong}");
            if ((int)status >= 400 && rows.Count() != before)
            {
                await ShouldStoreNothingAsync(bot, client, wrong, rows);
            }
        }

        output.WriteLine($"{family}: {string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}"))} from {seeds.Count} samples");
        errors.Lines.ShouldBeEmpty();
        (await bot.Http.GetAsync(new Uri("/livez", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await bot.Teams.SayAsync("anouk", "help", bot.Teams.PrivateRoomOf("anouk"));
        await bot.Teams.ShouldShowAsync("What you can do here", bot.Teams.PrivateRoomOf("anouk"));
    }

    /// <summary>What was taken before may still be at work; once all is quiet the same body must change nothing.</summary>
    private static async Task ShouldStoreNothingAsync(BotUnderTest bot, HttpClient client, HeardRequest wrong, Rows rows)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Eventually.ShouldBeAsync(
                async () =>
                {
                    var at = rows.Count();
                    await Task.Delay(300);
                    return rows.Count() == at;
                },
                "all is quiet");
            var before = rows.Count();
            await SendAsync(bot, client, wrong);
            if (rows.Count() == before)
            {
                return;
            }
        }

        Assert.Fail($"Refused and stored all the same: {wrong}");
    }

    private static async Task<HttpStatusCode> SendAsync(BotUnderTest bot, HttpClient client, HeardRequest request)
    {
        using var message = request.Path.StartsWith("/slack/", StringComparison.Ordinal)
            ? bot.Slack.Signer.Request(request.Path, request.Body, MediaOf(request))
            : new HttpRequestMessage(HttpMethod.Post, request.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)) };
        message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType.Length == 0 ? "text/plain" : request.ContentType);
        if (request.Authorization is { } authorization)
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.SendAsync(message);
        return response.StatusCode;
    }

    private static string MediaOf(HeardRequest request) => request.ContentType.Split(';')[0] is { Length: > 0 } media ? media : "text/plain";

    private static string FamilyOf(HeardRequest request) => request.Path switch
    {
        _ when request.Path.StartsWith("/slack/", StringComparison.Ordinal) => "slack",
        _ when request.Path.StartsWith("/api/ingest/", StringComparison.Ordinal) => "ingest",
        _ when request.Path.StartsWith("/s/", StringComparison.Ordinal) => "surveys",
        _ when request.Body.Contains("\"value\":", StringComparison.Ordinal) => "cards",
        _ when request.Path == "/api/messages" || request.Path.EndsWith("/activities", StringComparison.Ordinal) => "activities",
        _ => "",
    };

    /// <summary>A morning with the bot on every channel.</summary>
    private static async Task<BotUnderTest> TellAsync(Wiretap tap, ErrorLog errors)
    {
        var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.AddSingleton<IStartupFilter>(tap).AddSingleton<ILoggerProvider>(errors).AddSingleton(new PublicAddress("https://bot.example.com")),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RetentionBot:Checklists:Weekly"] = "true",
                ["RetentionBot:SurveyPage:PerLink"] = "10000",
                ["RetentionBot:SurveyPage:PerClient"] = "100000",
            },
        });
        foreach (var channel in (string[])["teams", "slack"])
        {
            await bot.Side(channel).SayAsync("anouk", "connect here alerts,kpi,checklist en");
            await bot.Side(channel).ShouldShowAsync("Connected for");
        }

        await bot.Company.AddCustomersAsync();
        await bot.Company.CloseCaseAsync("K-1");
        await bot.Company.DropHealthAsync();
        foreach (var channel in (string[])["teams", "slack"])
        {
            var side = bot.Side(channel);
            await side.SayAsync("anouk", "what was churn last month");
            await side.ShouldShowAsync("Customer churn");
            var checklist = await side.ShouldShowAsync(["Weekly checklist, week", "Churn rate of the month"]);
            await side.PressAsync("anouk", checklist, TickCheck.Verb, (CheckAction.Check, "3"));
            var form = await side.OpenFormAsync("anouk", checklist, NoteCheck.Verb);
            await side.SendFormAsync("anouk", form, (CheckAction.Check, "6"), (CheckForms.Note, "Short welcome"));
        }

        await bot.Teams.PressAsync("anouk", await Story.CardAsync(bot, "teams"), AcknowledgeAlert.Verb);
        await bot.Slack.ShouldShowAsync("Acknowledged by");

        foreach (var type in (string[])["conversationUpdate", "installationUpdate", "messageReaction", "messageUpdate", "typing", "event", "invoke"])
        {
            var activity = bot.Teams.Message("anouk", "what was churn last month");
            activity["type"] = type;
            activity["name"] = type == "event" ? "application/vnd.microsoft.readReceipt" : "task/fetch";
            activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsSide.IdOf("bram") }, new JsonObject { ["id"] = TeamsSide.Bot });
            activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" });
            activity["action"] = "add";
            activity["locale"] = "nl-NL";
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>RetentionBot</at>", ["mentioned"] = new JsonObject { ["id"] = TeamsSide.Bot } });
            using var heard = await bot.Teams.SendAsync(activity);
            (heard.IsSuccessStatusCode || heard.StatusCode == HttpStatusCode.NotImplemented).ShouldBeTrue(type);
        }

        await bot.WebChat.SayAsync("joris", "NPS last quarter");
        await bot.Slack.OpenHomeAsync("anouk");
        using (var command = await bot.Slack.SendAsync(bot.Slack.Signer.Command(
            $"command=%2Fretention&text=help&user_id={SlackSide.IdOf("anouk")}&team_id={Channels.Tests.Slack.FakeSlack.Team}&channel_id={bot.Slack.Room}&trigger_id=1.2.a&response_url=http%3A%2F%2F127.0.0.1%3A1%2Fr")))
        {
            ((int)command.StatusCode).ShouldBeLessThan(500);
        }

        await bot.WebChat.SayAsync("daan", "checklist");
        await bot.WebChat.PressAsync("daan", await bot.WebChat.ShouldShowAsync(["Weekly checklist, week", "Churn rate of the month"]), TickCheck.Verb, (CheckAction.Check, "2"));
        await Story.MeetLotteAsync(bot, "teams");
        await bot.PressScoreAsync("teams", "lotte", await SurveyStory.AskedAsync(bot, "teams"), "3");
        await AnswerByLinkAsync(bot);
        return bot;
    }

    private static async Task AnswerByLinkAsync(BotUnderTest bot)
    {
        var page = await bot.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<RetentionDb>();
            var made = services.GetRequiredService<SurveyLinks>().Make(await db.Invitations.SingleAsync(i => i.Kind == SurveyKind.Nps)).ShouldNotBeNull();
            await db.SaveChangesAsync();
            return new Uri(made.Page).AbsolutePath;
        });
        foreach (var (path, name, value) in new[] { ("", "score", "9"), ("/comment", "comment", "Fine"), ("/comment", "skip", "1"), ($"/{SurveyLinks.UnsubscribeStep}", "List-Unsubscribe", "One-Click") })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create(name, value)]);
            using var answer = await bot.Http.PostAsync(new Uri(page + path, UriKind.Relative), form);
            ((int)answer.StatusCode).ShouldBeLessThan(500);
        }
    }
}
