using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Domain.Checklists;
using RetentionBot.Features.Checklists;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Checklists;

/// <summary>Lists of one's own as people make them and work on them, on each channel. It is a Wednesday.</summary>
public sealed class OwnListsInChatTests
{
    private readonly MovableClock _clock = new();

    public OwnListsInChatTests() => _clock.GoTo(DayOfWeek.Wednesday, 10);

    [Fact]
    public async Task Made_on_Teams_it_is_worked_off_on_every_channel_and_stopped_on_Slack()
    {
        await using var bot = await StartAsync();
        foreach (var (channel, language) in ((string, string)[])[("teams", "en"), ("slack", "nl"), ("webchat", "en")])
        {
            await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), $"connect here checklist {language}");
            await bot.Side(channel).ShouldShowAsync(language == "nl" ? "Gekoppeld voor" : "Connected for");
        }

        await bot.Teams.SayAsync("leonie", "new checklist Renewals Q_1_ weekly on Thursday 11:00: Call [who](renews) today; Write the forecast");
        await bot.Teams.ShouldShowAsync(["is planned: on Thursdays at 11:00, with 2 checks", "checklist renewals-q-1 stop"]);
        _clock.Ahead += TimeSpan.FromHours(26);
        await bot.Slack.ShouldShowAsync([", week", "0/2 klaar", "geen enkel punt heeft een eigenaar"]);
        await bot.WebChat.ShouldShowAsync([", week", "0/2 done", "no check has a deadline"]);
        var card = await CardAsync(bot.Teams);
        card.Everything.ShouldContain(@"Q\\_1\\_");
        card.Everything.ShouldContain(@"Call \\[who\\](renews)");
        (await CardAsync(bot.WebChat)).Everything.ShouldContain(@"Call \\[who\\](renews)");

        await bot.Slack.PressAsync("bram", await bot.Slack.ShouldShowAsync("0/2 klaar"), TickCheck.Verb, (CheckAction.Check, "1"));
        await bot.Teams.ShouldShowAsync(["1/2 done", "done by Bram Bakker"]);
        await bot.WebChat.SayAsync("daan", "checklist Renewals Q_1_ owner 2 me");
        await bot.WebChat.ShouldShowAsync("Check 2, Write the forecast: Daan Visser, no deadline. 1/2 done. Not yet a plan: no check has a deadline.");
        var form = await bot.Teams.OpenFormAsync("anouk", await CardAsync(bot.Teams), MoveCheck.Verb);
        var due = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).AddDays(1);
        (await bot.Teams.SendFormAsync("anouk", form, (CheckAction.Check, "2"), (CheckForms.Day, due.ToString("yyyy-MM-dd")))).ShouldBeEmpty();
        await bot.Slack.ShouldShowAsync(["1/2 klaar", "Nog niet rond: punt 1 heeft geen deadline."]);
        await bot.Slack.SayAsync("bram", "checklist renewals-q-1 notitie 2 wacht op cijfers");
        await bot.WebChat.ShouldShowAsync("Note by Bram Bakker: wacht op cijfers");

        await LaterAsync(bot);
        await bot.WebChat.SayAsync("daan", "who is late?");
        await bot.WebChat.ShouldShowAsync(["Who is late", @"Renewals Q\\_1\\_ 2 · Write the forecast", "2nd week"]);
        await bot.WebChat.SayAsync("daan", "mijn taken");
        await bot.WebChat.ShouldShowAsync(["taak is van jou", "Write the forecast"]);
        await bot.WebChat.SayAsync("daan", "help");
        await bot.WebChat.ShouldShowAsync(["What you can do here", "0/2 done", ", week"]);

        var old = await bot.Teams.ShouldShowAsync(["0/2 done", "2nd week"]);
        await bot.Slack.SayAsync("leonie", "checklist renewals q 1 stop");
        await bot.Slack.ShouldShowAsync("is gestopt: hij komt niet meer");
        await bot.Teams.ShouldShowAsync(["Closed: this list was stopped.", "2nd week"]);
        (await bot.Teams.PressAsync("bram", old, TickCheck.Verb, (CheckAction.Check, "2"))).ShouldContain("this list was stopped");
        (await bot.AllAsync<DueTimer>()).ShouldAllBe(t => !t.Kind.StartsWith("checklist.", StringComparison.Ordinal) || t.Subject == "plan:1" || t.Subject.StartsWith("check:1:", StringComparison.Ordinal));
        (await bot.AllAsync<AuditEvent>()).Select(a => a.Deed).Where(d => d is "checklist.make" or "checklist.stop").ShouldBe(["checklist.make", "checklist.stop"]);
    }

    [Fact]
    public async Task Sentences_make_change_and_ask_for_lists_in_English_and_Dutch()
    {
        await using var bot = await StartAsync();
        var room = bot.Teams.PrivateRoomOf("leonie");
        foreach (var (words, answer) in ((string, string)[])
        [
            ("checklist renewals", "I know no checklist called renewals. There are: Weekly checklist."),
            ("new checklist Renewals", "Write for example: new checklist Renewals weekly on tuesday"),
            ("nieuwe checklist Verlengingen dagelijks", "Schrijf bijvoorbeeld: nieuwe checklist"),
            ("new checklist Renewals weekly on the 40th", "Write a day of the week for a weekly list"),
            ("new checklist Renewals monthly on the 40th", "Write a day of the month, 1 to 31"),
            ("new checklist Renewals once on 2020-02-01", "That time has passed."),
            ("new checklist Renewals weekly on tuesday at noon", "Write the time as hours and minutes"),
            ("new checklist Status weekly on tuesday", "Status begins with a word that checklist commands use"),
            ("new checklist Renewals monthly on the 1st: one; One", "This check is there twice: One."),
            ("nieuwe checklist Maandeinde maandelijks op de laatste dag om 16:00", "elke maand op dag 31 om 16:00, met 0 punten"),
            ("checklist maandeinde", "Er staan nog geen punten op"),
            ("checklist maandeinde toevoegen Bel [iedereen](x)", @"Punt 1 staat op Maandeinde: Bel \[iedereen\](x)"),
            ("checklist maandeinde toevoegen Schrijf het verslag", "Punt 2 staat op Maandeinde"),
            ("checklist maandeinde verwijder 9", "Maandeinde heeft: 1, 2."),
            ("checklist maandeinde verwijder 1", "Punt 1 is van Maandeinde af"),
            ("checklist maandeinde remove 2", "A list keeps at least one check."),
            ("checklist maandeinde tick 2", "“checklist maandeinde time” says when."),
            ("checklist maandeinde tijd 15 10:30", "Maandeinde komt elke maand op dag 15 om 10:30"),
            ("checklist maandeinde time 32", "a monthly list, for example 1 10:00"),
            ("checklist maandeinde place", "No place gets the checklist"),
            ("checklist maandeinde dance", "I do not know what to do with Maandeinde."),
            ("checklist weekly status", "0/7 done"),
            ("checklist stop", "The weekly list keeps its seven checks and does not stop."),
            ("new checklist Maandeinde weekly on monday", "There is a list called Maandeinde already."),
            ("new checklist Year end once on 2099-12-10", "choose a day within 2 years"),
            ("checklists", "every month on day 15 at 10:30 · not posted yet"),
            ("checklijsten", "elke maand op dag 15 om 10:30 · nog niet geplaatst"),
        ])
        {
            await bot.Teams.SayAsync("leonie", words, room);
            await bot.Teams.ShouldShowAsync(answer, room);
        }

        foreach (var words in (string[])["new checklist Mine weekly on monday", "checklist maandeinde stop", "checklist maandeinde add More"])
        {
            await bot.Slack.SayAsync("bram", words, bot.Slack.PrivateRoomOf("bram"));
        }

        await Eventually.ShouldBeAsync(
            async () => (await bot.Slack.ShownAsync(bot.Slack.PrivateRoomOf("bram"))).Count(m => m.Everything.Contains("is for a lead or an admin", StringComparison.Ordinal)) == 3, "each is refused");
        (await bot.AllAsync<ChecklistPlan>()).Single(p => p.Name != null).Checks.ShouldHaveSingleItem().Words.ShouldBe("Schrijf het verslag");
    }

    private static Task<ShownMessage> CardAsync(IChatSide side) => side.ShouldShowAsync([", week", "Write the forecast", "Untick"]);

    /// <summary>A week later, the next list is there.</summary>
    private async Task LaterAsync(BotUnderTest bot)
    {
        _clock.Ahead += TimeSpan.FromDays(7);
        await bot.Teams.ShouldShowAsync(["2nd week", "Write the forecast"]);
    }

    private async Task<BotUnderTest> StartAsync()
    {
        var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.AddSingleton<TimeProvider>(_clock),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:Alerts:Digest"] = "false", ["RetentionBot:Checklists:Weekly"] = "true" },
        });
        bot.Slack.Signer = new SlackSigner(SlackSide.Secret, _clock);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Checklist>()).Count == 1, "the weekly list is there");
        return bot;
    }
}
