using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Checklists;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Alerts;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Checklists;

/// <summary>The weekly list as people work on it: by its buttons and in words, on each channel. It is a Wednesday.</summary>
public sealed class ChecklistInChatTests
{
    private readonly MovableClock _clock = new();

    public ChecklistInChatTests() => _clock.GoTo(DayOfWeek.Wednesday, 10);

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).DateTime);

    /// <summary>What is written one after another, and what the answer says.</summary>
    private static readonly (string Words, string Answer)[] Words =
    [
        ("checklist status", "Not yet a plan: no check has an owner; no check has a deadline."),
        ("checklist", "Untick"),
        ("my tasks", "You have nothing to do."),
        ("wie is te laat?", "Niemand is te laat."),
        ("How is the checklist going?", "0/7 done"),
        ("Hoe staat het met de checklist?", "0/7 klaar"),
        ("help", "no check has an owner"),
        ("checklist place", "No place gets the checklist"),
        ("checklist here", "Write this in the place where the checklist is to be posted."),
        ("checklist time", "The checklist comes on Mondays at 09:00"),
        ("checklist time noon", "Write a day of the week and a time"),
        ("checklist time tuesday 10:30", "The checklist comes on Tuesdays at 10:30"),
        ("checklist tijd maandag om 09:00", "De checklist komt op maandag om 09:00"),
        ("checklist tick 9", "Write the number of a check, 1 to 7"),
        ("checklist untick 3", "Check 3 is not ticked."),
        ("checklist note 3 waits for Bram", "I kept the note to check 3."),
        ("checklist notitie 3", "Punt 3 heeft geen notitie meer."),
        ("checklist deadline 3 2020-01-01", "Choose a day from today"),
        ("checklist deadline 3 someday", "Write a day, for example"),
        ("checklist owner 3 Vera", "I know no single colleague called Vera"),
        ("checklist owner 3 Bram", "Check 3, ARPU and an estimate of CLTV: Bram Bakker, no deadline."),
        ("checklist eigenaar 3 mij", "Punt 3, ARPU en een schatting van de CLTV: Leonie Smit, geen deadline."),
        ("checklist deadline 4 friday", "no owner, due"),
        ("checklist deadline 4 vrijdag", "due"),
        ("checklist tick 3", "Check 3, ARPU and an estimate of CLTV: done. 1/7 done."),
        ("checklist untick 3", "0/7 done."),
        ("checklist vink 3", "Punt 3, ARPU en een schatting van de CLTV: klaar. 1/7 klaar."),
    ];

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Ticked_and_unticked_by_the_card_which_is_rewritten_in_place_and_a_second_press_changes_nothing(string channel)
    {
        await using var bot = await StartAsync(channel);
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var card = await CardAsync(bot, channel);
        await side.PressAsync(who, card, TickCheck.Verb, (CheckAction.Check, "3"));
        var ticked = await side.ShouldShowAsync(["1/7 done", $"done by {name}"]);
        ticked.Id.ShouldBe(card.Id);
        var item = await ItemAsync(bot, 3);
        (item.DoneBy, item.OwnerName).ShouldBe((name, name));

        await side.PressAsync(who, ticked, TickCheck.Verb, (CheckAction.Check, "3"));
        (await ItemAsync(bot, 3)).Version.ShouldBe(item.Version);
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == TickCheck.Verb).ShouldBe(1);
        await side.PressAsync(who, ticked, UntickCheck.Verb, (CheckAction.Check, "3"));
        (await side.ShouldShowAsync("0/7 done")).Id.ShouldBe(card.Id);
        (await ItemAsync(bot, 3)).IsDone.ShouldBeFalse();
        (await side.ShownAsync()).Count(m => m.Everything.Contains("Weekly checklist, week", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Owner_deadline_and_note_are_asked_in_a_form_with_the_check_and_stand_on_the_card(string channel)
    {
        await using var bot = await StartAsync(channel);
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var bram = await AlertChat.StaffIdAsync(bot, "Bram Bakker");
        var due = Today.AddDays(2);
        var form = await side.OpenFormAsync(who, await CardAsync(bot, channel), AssignCheck.Verb);
        (await side.SendFormAsync(who, form, (CheckAction.Check, "6"), (CheckForms.Owner, bram.ToString(CultureInfo.InvariantCulture)))).ShouldBeEmpty();
        await side.ShouldShowAsync("Bram Bakker · no deadline");

        form = await side.OpenFormAsync(who, await CardAsync(bot, channel), MoveCheck.Verb);
        (await side.SendFormAsync(who, form, (CheckAction.Check, "6"), (CheckForms.Day, Iso(Today.AddDays(-1))))).ShouldBe(["Choose a day from today to 90 days ahead."]);
        (await side.SendFormAsync(who, form, (CheckAction.Check, "6"), (CheckForms.Day, Iso(due)))).ShouldBeEmpty();
        await side.ShouldShowAsync("Bram Bakker · due ");

        form = await side.OpenFormAsync(who, await CardAsync(bot, channel), NoteCheck.Verb);
        (await side.SendFormAsync(who, form, (CheckAction.Check, "6"), (CheckForms.Note, "Waits for the figures"))).ShouldBeEmpty();
        (await side.ShouldShowAsync($"Note by {name}: Waits for the figures")).Everything.ShouldContain("6 checks lack an owner; 6 checks lack a deadline");

        var item = await ItemAsync(bot, 6);
        (item.OwnerName, item.DueOn, item.Note).ShouldBe(("Bram Bakker", due, "Waits for the figures"));
        var planned = (await bot.AllAsync<ChecklistPlan>()).Single().Checks.Single(c => c.Position == 6);
        (planned.OwnerName, planned.DueDays).ShouldBe(("Bram Bakker", 4));
    }

    [Fact]
    public async Task A_deed_in_one_place_shows_in_every_place_in_its_language()
    {
        await using var bot = await StartAsync("teams");
        await ConnectAsync(bot, "slack", "nl");
        await bot.Slack.ShouldShowAsync("0/7 klaar");
        await bot.Teams.PressAsync("bram", await CardAsync(bot, "teams"), TickCheck.Verb, (CheckAction.Check, "1"));

        await bot.Teams.ShouldShowAsync("1/7 done");
        await bot.Slack.ShouldShowAsync(["1/7 klaar", "afgevinkt door Bram Bakker"]);
    }

    [Fact]
    public async Task Who_may_not_or_chose_nothing_is_told_so_and_nothing_changes()
    {
        await using var bot = await StartAsync("teams");
        var card = await CardAsync(bot, "teams");
        (await bot.Teams.PressAsync("vera", card, TickCheck.Verb, (CheckAction.Check, "1"))).ShouldContain("takes the role member");
        (await bot.Teams.PressAsync("stranger", card, TickCheck.Verb, (CheckAction.Check, "1"))).ShouldContain("Only colleagues can work on the checklist.");
        (await bot.Teams.PressAsync("bram", card, TickCheck.Verb)).ShouldContain("Choose a check in the list");
        (await bot.Teams.PressAsync("bram", card, TickCheck.Verb, (CheckAction.Check, "99"))).ShouldContain("Choose a check in the list");
        (await bot.Teams.PressAsync("bram", card, TickCheck.Verb, (CheckAction.ListId, "no id"), (CheckAction.Check, "1"))).ShouldContain("no longer exists");

        (await ListAsync(bot)).Items.ShouldAllBe(i => !i.IsDone && i.OwnerName == null);
        (await bot.AllAsync<AuditEvent>()).Count(a => a.Deed == "checklist.refuse").ShouldBe(3);
    }

    [Fact]
    public async Task A_press_on_a_list_that_is_closed_says_so_and_changes_nothing()
    {
        await using var bot = await StartAsync("slack");
        var card = await CardAsync(bot, "slack");
        _clock.Ahead += TimeSpan.FromDays(7);
        await bot.Slack.ShouldShowAsync(["2nd week"]);
        await bot.Slack.PressAsync("bram", card, TickCheck.Verb, (CheckAction.Check, "1"));

        await bot.Slack.ShouldShowAsync("This list is closed, so nothing was changed.");
        (await bot.AllAsync<Checklist>()).SelectMany(l => l.Items).ShouldAllBe(i => !i.IsDone);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_tick_without_evidence_says_so_and_no_more_once_the_evidence_is_written(string channel)
    {
        await using var bot = await StartAsync(channel);
        var (side, who) = (bot.Side(channel), BotUnderTest.AdminOn(channel));
        await side.PressAsync(who, await CardAsync(bot, channel), TickCheck.Verb, (CheckAction.Check, "6"));
        (await side.ShouldShowAsync(["1/7 done", "but I found no running experiment"])).Everything.ShouldContain("No experiment is named.");

        await side.SayAsync(who, "checklist note 6 Short welcome");
        var proven = await side.ShouldShowAsync(["Weekly checklist, week", "1/7 done", "Short welcome"]);
        proven.Everything.ShouldSatisfyAllConditions(card => card.ShouldNotContain("found no running"), card => card.ShouldNotContain("No experiment"));
    }

    [Fact]
    public async Task It_is_worked_on_in_words_in_English_and_Dutch()
    {
        await using var bot = await StartAsync();
        foreach (var (words, answer) in Words)
        {
            (await bot.Teams.AskAsync("leonie", words, bot.Teams.PrivateRoomOf("leonie"))).Everything.ShouldContain(answer, customMessage: words);
        }
    }

    [Fact]
    public async Task A_place_that_is_not_connected_gets_no_list_but_who_asks_gets_it_in_their_own_chat()
    {
        await using var bot = await StartAsync();
        await bot.Teams.SayAsync("bram", "checklist");
        await bot.Teams.ShouldShowAsync("I sent you the checklist in our own chat.");
        await bot.Teams.ShouldShowAsync("0/7 done", bot.Teams.PrivateRoomOf("bram"));
        await bot.Teams.SayAsync("bram", "checklist tick 1");
        await bot.Teams.ShouldShowAsync("This place is not connected for the checklist.");

        (await bot.Teams.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("0/7 done", StringComparison.Ordinal));
        (await ItemAsync(bot, 1)).IsDone.ShouldBeFalse();
    }

    [Fact]
    public async Task Posted_in_one_place_alone_once_a_lead_says_so_there()
    {
        await using var bot = await StartAsync("teams");
        await ConnectAsync(bot, "slack", "nl");
        await bot.Slack.ShouldShowAsync("0/7 klaar");
        await bot.Slack.SayAsync("leonie", "checklist hier");
        await bot.Slack.ShouldShowAsync("Vanaf nu plaats ik de checklist hier en nergens anders.");
        _clock.Ahead += TimeSpan.FromDays(7);
        await bot.Slack.ShouldShowAsync("2e week");

        (await bot.AllAsync<Checklist>()).Count.ShouldBe(2);
        (await bot.AllAsync<OutboxMessage>()).Where(m => m.Kind == Channels.Turns.SendKind.Post && m.Subject != null).Select(m => m.Conversation.ChannelId).Order()
            .ShouldBe(["msteams", "slack", "slack"]);
    }

    [Fact]
    public async Task My_tasks_and_who_is_late_name_what_is_undone_with_its_deadline()
    {
        await using var bot = await StartAsync();
        await bot.InScopeAsync(async services =>
        {
            var desk = services.GetRequiredService<ChecklistDesk>();
            var (_, list) = (await desk.Life.CurrentAsync(ChecklistPlan.Weekly, CancellationToken.None))!;
            var bram = await desk.Db.Staff.SingleAsync(s => s.Name == "Bram Bakker");
            list.Items[1].Assign(new AlertOwner(bram.Id, bram.Name));
            list.Items[1].MoveTo(Today.AddDays(-1));
            return await desk.Db.SaveChangesAsync();
        });
        var room = bot.Slack.PrivateRoomOf("bram");
        await bot.Slack.SayAsync("bram", "mijn taken", room);
        await bot.Slack.ShouldShowAsync(["1 taak is van jou", "De drie cohorten met de meeste churn", "te laat sinds"], room);
        await bot.Slack.SayAsync("bram", "who is late?", room);
        await bot.Slack.ShouldShowAsync(["Who is late", "Bram Bakker", "overdue since"], room);
        await bot.Slack.SayAsync("bram", "help", room);
        await bot.Slack.ShouldShowAsync(["1 task is yours", "What you can do here"], room);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The bot with its first list, and these channels' rooms connected for checklists in English.</summary>
    private async Task<BotUnderTest> StartAsync(params string[] channels)
    {
        var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Services = services => services.AddSingleton<TimeProvider>(_clock),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:Alerts:Digest"] = "false", ["RetentionBot:Checklists:Weekly"] = "true" },
        });
        bot.Slack.Signer = new SlackSigner(SlackSide.Secret, _clock);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<Checklist>()).Count == 1, "the first list is there");
        foreach (var channel in channels)
        {
            await ConnectAsync(bot, channel, "en");
        }

        return bot;
    }

    private static async Task ConnectAsync(BotUnderTest bot, string channel, string language)
    {
        await bot.Side(channel).SayAsync(BotUnderTest.AdminOn(channel), $"connect here checklist {language}");
        await bot.Side(channel).ShouldShowAsync(language == "nl" ? "Gekoppeld voor" : "Connected for");
    }

    private static Task<ShownMessage> CardAsync(BotUnderTest bot, string channel) => bot.Side(channel).ShouldShowAsync(["Weekly checklist, week", "Churn rate of the month"]);

    private static async Task<Checklist> ListAsync(BotUnderTest bot) => (await bot.AllAsync<Checklist>()).ShouldHaveSingleItem();

    private static async Task<ChecklistItem> ItemAsync(BotUnderTest bot, int position) => (await ListAsync(bot)).Items.Single(i => i.Position == position);
}
