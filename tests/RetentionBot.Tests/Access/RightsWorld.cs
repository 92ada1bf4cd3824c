using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Hosting;
using RetentionBot.Inbox;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Questions;

namespace RetentionBot.Tests.Access;

/// <summary>
/// One bot for the whole matrix, reachable from the world, with a bit of everything in its store, and each kind of person met on Teams and on Slack: in their own chat, and
/// in a room. Nothing runs by itself, so that whatever changes was somebody's doing.
/// </summary>
public sealed class RightsWorld : IAsyncLifetime
{
    /// <summary>Whose things are shown and changed: a customer of Bram's that is not Lotte's.</summary>
    internal const string Customer = Company.Failing;

    /// <summary>A contact of theirs.</summary>
    internal const string ContactAddress = "piet@example.com";

    internal const string PublicUrl = "https://bot.example.com";

    internal static readonly string[] Channels = ["teams", "slack"];

    private static readonly Dictionary<string, string> SharedRooms = new(StringComparer.Ordinal) { ["teams"] = "19:shared@thread.tacv2", ["slack"] = "C0SHARED" };

    private readonly ConcurrentQueue<InboundTurn> _received = new();
    private readonly Dictionary<(string Channel, string Who, bool InRoom), InboundTurn> _met = [];

    /// <summary>The verbs the house registers, by what answers them.</summary>
    internal List<(RightsWay Way, string Verb)> Verbs { get; } = [];

    internal BotUnderTest Bot { get; private set; } = null!;

    /// <summary>Keeps no cookie and follows no address.</summary>
    internal HttpClient Http { get; private set; } = null!;

    /// <summary>Somebody from outside whom nobody has said anything about yet.</summary>
    internal Person StrangerOnTeams => _met[("teams", Persons.Stranger, false)].From;

    internal Guid Alert { get; private set; }

    internal Guid Snoozed { get; private set; }

    /// <summary>An alert that each of these colleagues has.</summary>
    internal IReadOnlyDictionary<string, Guid> Taken { get; private set; } = null!;

    internal IReadOnlyDictionary<string, long> Staff { get; private set; } = null!;

    internal Guid Checklist { get; private set; }

    internal Guid FeedbackOpen { get; private set; }

    internal Guid FeedbackContacted { get; private set; }

    internal Guid FeedbackActed { get; private set; }

    internal Guid FeedbackTold { get; private set; }

    internal Guid FeedbackOfOthers { get; private set; }

    internal long TaskOpen { get; private set; }

    internal long TaskDone { get; private set; }

    internal long Touchpoint { get; private set; }

    internal long Wave { get; private set; }

    /// <summary>A question put to Lotte.</summary>
    internal Guid Invitation { get; private set; }

    /// <summary>What makes the address of that question.</summary>
    internal string Token { get; } = new('A', 43);

    /// <summary>The code of an answer with customers behind it.</summary>
    internal string Proof { get; private set; } = "";

    /// <summary>The question a button carries.</summary>
    internal string Reading { get; private set; } = "";

    internal IReadOnlyDictionary<ApiScope, string> Keys { get; private set; } = null!;

    private Dictionary<string, long> Ids { get; set; } = [];

    public async Task InitializeAsync()
    {
        Bot = await BotUnderTest.StartAsync(new BotSetup { HasStaff = false, Settings = Settings, Services = ArrangeServices });
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Bot.Http.BaseAddress };
        Keys = await Bot.InScopeAsync(async services =>
        {
            var keys = services.GetRequiredService<ApiKeys>();
            var made = new Dictionary<ApiScope, string>();
            foreach (var scope in Enum.GetValues<ApiScope>())
            {
                made[scope] = (await keys.CreateAsync($"{scope}", scope, CancellationToken.None))!;
            }

            return made;
        });
        Bot.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Keys[ApiScope.Admin]);
        await Bot.Company.AddStaffAsync();
        await Bot.Company.AddCustomersAsync();
        Bot.Http.DefaultRequestHeaders.Authorization = null;
        await MeetAsync();
        Fill(await Bot.WithDbAsync(db => new RightsFilling(db, this).FillAsync(SharedRooms.Values)));

        await Bot.Teams.SayAsync(Persons.Lead, Asked.Lost, Bot.Teams.PrivateRoomOf(Persons.Lead));
        Proof = (await Bot.AllAsync<KpiProof>()).ShouldHaveSingleItem().Code;
        Reading = await Bot.InScopeAsync(async services => ReadingJson.Write(
            await services.GetRequiredService<AnswerQuestions>().ReadAsync(new Question(Asked.Churn), CancellationToken.None)).ToJsonString());
        await Bot.WithDbAsync(async db =>
        {
            await StoreWatch.BeginAsync(db);
            return true;
        });
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Bot.DisposeAsync();
    }

    /// <summary>A day from today on, as it is typed and sent.</summary>
    internal string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a button under a customer's answers carries.</summary>
    internal string Answers(string customer) => $"all_20200101_{Day(2).Replace("-", "", StringComparison.Ordinal)}_{Ids[customer]}";

    /// <summary>What somebody does, as their channel would hand it in.</summary>
    internal InboundTurn TurnOf(RightsRow row, string channel, string who, bool inShared)
    {
        var isStaff = Persons.Staff.Contains(who, StringComparer.Ordinal);
        var met = _met[(channel, who, inShared || row.IsInRoom)];
        if (inShared && isStaff)
        {
            met = met with { Conversation = _met[(channel, Persons.Customer, true)].Conversation };
        }

        var wish = row.Wish(this, who);
        var turn = met with { DeliveryKey = $"{Guid.NewGuid():N}", Locale = "en-US" };
        return row.Way switch
        {
            RightsWay.Words => turn with { Text = wish.Text, Mentions = wish.Mention is { } called ? [called] : [] },
            RightsWay.Page => turn with { Kind = TurnKind.HomeOpened, Text = "" },
            _ => turn with
            {
                Kind = TurnKind.CardAction,
                Text = "",
                IsInvoke = true,
                Action = new CardAction(
                    row.Handler, wish.Data.ToDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal), MessageId: "1794000000.000100", IsRefresh: row.Way == RightsWay.Refresh),
            },
        };
    }

    /// <summary>Each kind of person writes in their own chat and in a room, over the wire; from then on it is known how their channel names them.</summary>
    private async Task MeetAsync()
    {
        Bot.Slack.AddPerson(Persons.Customer, more: "is_restricted");
        Bot.Slack.AddPerson(Persons.Guest, more: "is_restricted");
        Bot.Slack.AddPerson(Persons.Stranger, "T0OTHER999", "sven@elsewhere.example", "is_stranger");
        Bot.Slack.AddRoom(SharedRooms["slack"], isShared: true, [.. Persons.All]);
        foreach (var who in Persons.Staff)
        {
            Bot.Teams.AddColleague(who, SharedRooms["teams"]);
        }

        foreach (var who in Persons.Outside)
        {
            var tenant = who == Persons.Stranger ? "b19b7c2e-0b0e-4a43-a64c-3d30d4f0c1a7" : TeamsSide.Tenant;
            Bot.Teams.AddOutsider(who, SharedRooms["teams"], tenant);
            Bot.Teams.AddOutsider(who, Bot.Teams.PrivateRoomOf(who), tenant);
        }

        foreach (var channel in Channels)
        {
            var side = Bot.Side(channel);
            foreach (var who in Persons.All)
            {
                var room = Persons.Staff.Contains(who, StringComparer.Ordinal) ? side.Room : SharedRooms[channel];
                foreach (var (where, inRoom) in ((string, bool)[])[(room, true), (side.PrivateRoomOf(who), false)])
                {
                    _received.Clear();
                    await side.SayAsync(who, "help", where);
                    _met[(channel, who, inRoom)] = await Eventually.ShouldGiveAsync(() => Task.FromResult(_received.LastOrDefault()), $"{who} was heard on {channel}");
                }
            }
        }
    }

    private void Fill(RightsFilling filled)
    {
        (Ids, Staff) = (filled.Customers.ToDictionary(c => c.Key, c => c.Value.Id, StringComparer.Ordinal), filled.Staff.ToDictionary(s => s.Key, s => s.Value.Id, StringComparer.Ordinal));
        (Alert, Snoozed, Taken) = (filled.Alert, filled.Snoozed, filled.Taken);
        (Checklist, TaskOpen, TaskDone, Touchpoint) = (filled.Checklist, filled.Tasks[0].Id, filled.Tasks[1].Id, filled.Touchpoint.Id);
        (FeedbackOpen, FeedbackContacted, FeedbackActed, FeedbackTold, FeedbackOfOthers) = (filled.Cases[0], filled.Cases[1], filled.Cases[2], filled.Cases[3], filled.CaseOfOthers);
        (Wave, Invitation) = (filled.Wave.Id, filled.Invitation);
    }

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal) { ["RetentionBot:PublicUrl"] = PublicUrl };

    private void ArrangeServices(IServiceCollection services)
    {
        foreach (var service in services.Where(s => s.IsKeyedService))
        {
            var way = service.ServiceType == typeof(ICardActionHandler) ? RightsWay.Button : service.ServiceType == typeof(ICardRefreshHandler) ? RightsWay.Refresh : (RightsWay?)null;
            if (way is { } known)
            {
                Verbs.Add((known, (string)service.ServiceKey!));
            }
        }

        foreach (var service in services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s)).ToList())
        {
            services.Remove(service);
        }

        services.AddSingleton<ITurnReceiver>(provider => new Listening(provider.GetRequiredService<TurnInbox>(), _received));
    }

    private static bool IsOurs(ServiceDescriptor service) =>
        (service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly)?.GetName().Name is { } name
        && (name.StartsWith("RetentionBot", StringComparison.Ordinal) || name.StartsWith("Quartz", StringComparison.Ordinal));

    /// <summary>Remembers what was received, and hands it on.</summary>
    private sealed class Listening(ITurnReceiver inbox, ConcurrentQueue<InboundTurn> received) : ITurnReceiver
    {
        public Task<TakenTurn> TakeAsync(InboundTurn turn, CancellationToken ct)
        {
            received.Enqueue(turn);
            return inbox.TakeAsync(turn, ct);
        }
    }
}
