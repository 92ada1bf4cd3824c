using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Hosting;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Access;

/// <summary>
/// Every button, form, refresh, command and route with every kind of person: who may gets the deed, anybody else one sentence and nothing else, and nothing is changed.
/// What the house has and the table has not fails here.
/// </summary>
public sealed partial class RightsTests(RightsWorld world) : IClassFixture<RightsWorld>
{
    /// <summary>What nobody from outside may read, in whatever is said: names of customers that are not theirs, of their people, and figures.</summary>
    private static readonly Regex Secrets = SecretWords();

    public static TheoryData<string> Rows => [.. RightsRows.All.Select(r => r.Name)];

    /// <summary>The bot's own page is nobody else's.</summary>
    public static TheoryData<string> RowsInRooms => [.. RightsRows.All.Where(r => r.Way != RightsWay.Page).Select(r => r.Name)];

    public static TheoryData<string> Routes => [.. RouteRows.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_kind_of_person_gets_what_the_table_says(string name)
    {
        var row = RightsRows.All.Single(r => r.Name == name);
        foreach (var channel in ChannelsOf(row))
        {
            foreach (var who in Persons.All)
            {
                var outcome = await TryAsync(row, world.TurnOf(row, channel, who, inShared: false));
                var told = $"{name} by {who} on {channel}: {string.Join(" / ", outcome.Said)}";
                if (row.Rights.Of(who) is { IsDeed: false } instead)
                {
                    ShouldBeRefused(outcome, instead, told);
                }
                else
                {
                    outcome.Said.ShouldAllBe(said => !RefusalsOf(row).Contains(said), told);
                    outcome.Changed.ShouldBe(row.Changes, told);
                    (outcome.Said.Count + outcome.Changed.Count).ShouldBePositive(told);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(RowsInRooms))]
    public async Task Where_a_customer_reads_along_nothing_confidential_is_said_aloud(string name)
    {
        var row = RightsRows.All.Single(r => r.Name == name);
        foreach (var channel in RightsWorld.Channels)
        {
            foreach (var who in Persons.Outside)
            {
                var outcome = await TryAsync(row, world.TurnOf(row, channel, who, inShared: true));
                ShouldBeSilentAloud(outcome);
                if (row.Rights.Of(who) is { IsDeed: false } instead)
                {
                    ShouldBeRefused(outcome, instead, $"{name} by {who} on {channel}");
                }
            }

            var turn = world.TurnOf(row, channel, Persons.Admin, inShared: true);
            ShouldBeSilentAloud(await TryAsync(row, turn));
            ShouldBeSilentAloud(await TryAsync(row, turn, isConnected: false));
            if (channel == "slack")
            {
                // As a slash command, or on a message for their eyes only; Teams has neither.
                ShouldBeSilentAloud(await TryAsync(row, turn with { IsPrivate = true }));
            }
        }

        void ShouldBeSilentAloud(RightsOutcome outcome) => outcome.Sent
            .Where(m => m is { Conversation.Kind: not ConversationKind.Personal, RecipientId: null })
            .ShouldAllBe(m => !Secrets.IsMatch($"{m.Text}\n{m.Card}"), name);
    }

    [Fact]
    public async Task Whatever_the_house_can_do_in_chat_has_a_row()
    {
        var commands = await world.Bot.InScopeAsync(services => Task.FromResult(services.GetServices<TextCommand>().Select(c => c.Handler.Name).ToList()));
        Told(RightsWay.Words).ShouldBe(commands.Order(StringComparer.Ordinal));
        foreach (var way in (RightsWay[])[RightsWay.Button, RightsWay.Refresh])
        {
            Told(way).ShouldBe(world.Verbs.Where(v => v.Way == way).Select(v => v.Verb).Order(StringComparer.Ordinal));
        }

        static IEnumerable<string> Told(RightsWay way) => RightsRows.All.Where(r => r.Way == way).Select(r => r.Handler).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_route_opens_to_whom_the_table_says(string name)
    {
        foreach (var attempt in RouteRows.All.Single(r => r.Name == name).Tries)
        {
            await world.Bot.WithDbAsync(StoreWatch.ForgetAsync);
            using var request = attempt.Request(world);
            using var response = await world.Http.SendAsync(request);
            var told = $"{name} with {attempt.By}: {await response.Content.ReadAsStringAsync()}";
            response.StatusCode.ShouldBe(attempt.Status, told);
            if (!attempt.Opens || attempt.By == RouteRows.Everybody)
            {
                (await world.Bot.WithDbAsync(StoreWatch.ChangedAsync)).ShouldBeEmpty(told);
                Secrets.IsMatch(told).ShouldBeFalse(told);
            }
        }

        await world.Bot.WithDbAsync(StoreWatch.ForgetAsync);
    }

    [Fact]
    public async Task Every_route_of_the_house_has_a_row()
    {
        RoutesOf(world.Bot.Services.GetServices<EndpointDataSource>()).ShouldBe(Told(RouteRows.All.Where(r => !r.IsLocal)));
        using var folder = new TestFolder();
        await using var local = BotHost.Build([$"--RetentionBot:DataDirectory={folder.Path}", "--environment=Development"]);
        RoutesOf(((IEndpointRouteBuilder)local).DataSources).ShouldBe(Told(RouteRows.All));

        static IEnumerable<string> Told(IEnumerable<RouteRow> rows) => rows.Select(r => $"{r.Method} {r.Route}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_page_that_people_read_is_this_table()
    {
        var file = Path.Combine(Repository.Root, "docs", "rights.md");
        if (Environment.GetEnvironmentVariable("RIGHTS_PAGE") == "write")
        {
            await File.WriteAllTextAsync(file, RightsPage.Write());
        }

        (await File.ReadAllTextAsync(file)).ShouldBe(RightsPage.Write());
    }

    /// <summary>The bot has no page of its own on Teams.</summary>
    private static string[] ChannelsOf(RightsRow row) => row.Way == RightsWay.Page ? ["slack"] : RightsWorld.Channels;

    private static List<string> RefusalsOf(RightsRow row) => [.. row.Rights.Each.Where(g => !g.IsDeed).Select(Sentence)];

    private static string Sentence(Gets gets) => gets == Gets.Silence ? "" : Texts.For(Texts.English).Say(gets.InsteadKey!);

    private static void ShouldBeRefused(RightsOutcome outcome, Gets instead, string told)
    {
        outcome.Said.ShouldBe(instead == Gets.Silence ? [] : [Sentence(instead)], told);
        outcome.Changed.Except(["audit_events"], StringComparer.Ordinal).ShouldBeEmpty(told);
        outcome.Noted.ShouldAllBe(deed => deed.EndsWith(".refuse", StringComparison.Ordinal), told);
    }

    private static IEnumerable<string> RoutesOf(IEnumerable<EndpointDataSource> sources) => sources
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} /{e.RoutePattern.RawText!.Trim('/')}"))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private Task<RightsOutcome> TryAsync(RightsRow row, InboundTurn turn, bool isConnected = true) =>
        RightsTrial.TryAsync(world, turn, row.Way == RightsWay.Words ? row.Handler : null, isConnected);

    /// <summary>Whole words, since an id may hold the signs of a figure; and how long a message waits may be as many seconds as a score has points.</summary>
    [GeneratedRegex(@"\b(Van Vliet Transport|Klant [26]|Piet Post|Noor Bos|(?<!Seconds"":)69|41\.7|Too dear|Quarrel)\b|\b25(\.0)?%", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SecretWords();
}
