using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>What people do to an alert: each deed told on each channel, and seen in every room.</summary>
public sealed class AlertDeedsInChatTests
{
    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Who_has_it_promises_with_one_tap_and_every_room_shows_what_and_by_when(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (who, name) = (BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var taken = await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        taken.Everything.ShouldContain("What will you do?");

        await AlertChat.PressAsync(bot, channel, who, taken, AlertChat.TitleOf(taken, "Call, by "));

        await AlertChat.ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}", "Will call by ");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.Promise, alert.Status).ShouldBe((AlertPromise.Call, AlertStatus.Acknowledged));
        alert.PromisedFor.ShouldNotBeNull().ShouldBeGreaterThan(AlertChat.Today);
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged Promised");
        var line = (await bot.AllAsync<AlertEvent>()).Single(e => e.Kind == AlertEventKind.Promised);
        (line.ByName, line.Note?.StartsWith("Will call by ", StringComparison.Ordinal), line.Place is null).ShouldBe((name, true, false));
        (await bot.AlertTimersAsync()).Select(t => t.Kind).ShouldBe([PromiseTimer.Kind]);
        (await Story.CardsAsync(bot, channel)).ShouldHaveSingleItem().Everything.ShouldNotContain("What will you do?");
    }

    [Theory]
    [InlineData("teams", "slack")]
    [InlineData("slack", "teams")]
    public async Task Who_took_it_on_in_one_place_may_promise_in_another(string channel, string other)
    {
        await using var bot = await AlertChat.StartAsync();
        await AlertChat.AcknowledgeAsync(bot, channel, "bram", "Bram Bakker");
        var taken = await bot.Side(other).ShouldShowAsync([Company.Failing, "Acknowledged by Bram Bakker"]);

        await AlertChat.PressAsync(bot, other, "bram", taken, AlertChat.TitleOf(taken, "Mail, by "));

        await AlertChat.ShouldShowEverywhereAsync(bot, "Acknowledged by Bram Bakker", "Will mail by ");
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged Promised");
        (await bot.Side(other).AskAsync("bram", "my alerts", bot.Side(other).PrivateRoomOf("bram"))).Everything.ShouldContain("1 open alert is yours");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Another_ones_press_on_the_promise_is_told_who_has_it(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        await AlertChat.AcknowledgeAsync(bot, AlertChat.WhereBramIs(channel), "bram", "Bram Bakker");
        var side = bot.Side(channel);
        var taken = await side.ShouldShowAsync([Company.Failing, "Acknowledged by Bram Bakker"]);

        var told = await AlertChat.PressAsync(bot, channel, BotUnderTest.AdminOn(channel), taken, AlertChat.TitleOf(taken, "Call, by "));

        await ShouldBeToldAsync(side, told, "Acknowledged by Bram Bakker", "Bram Bakker has this one already.");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.AcknowledgedBy, alert.Promise).ShouldBe(("Bram Bakker", null));
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Something_else_asks_in_a_form_that_takes_a_day_from_today_on_only(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var taken = await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        var form = await AlertChat.OpenAsync(bot, channel, who, taken, "Something else…");

        (await side.SendFormAsync(who, form, (PromiseForm.What, "wait"), (PromiseForm.Until, AlertChat.Day(-2)))).ShouldBe(["Choose a day from today on, at most 90 days away."]);
        (await AlertChat.AlertAsync(bot)).Promise.ShouldBeNull();

        (await side.SendFormAsync(who, form, (PromiseForm.What, "wait"), (PromiseForm.Until, AlertChat.Day(3)))).ShouldBeEmpty();
        await AlertChat.ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}", "Waits and looks again on ");
        var alert = await AlertChat.AlertAsync(bot);
        (alert.Promise, alert.PromisedFor).ShouldBe((AlertPromise.Wait, AlertChat.Today.AddDays(3)));
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Giving_back_opens_it_again_for_everybody_and_a_second_time_there_is_nothing_to_give(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var taken = await AlertChat.AcknowledgeAsync(bot, channel, who, name);
        await AlertChat.PressAsync(bot, channel, who, taken, AlertChat.TitleOf(taken, "Mail, by "));
        await AlertChat.ShouldShowEverywhereAsync(bot, "Will mail by ");
        var promised = await side.ShouldShowAsync([Company.Failing, "Will mail by "]);

        await AlertChat.PressAsync(bot, channel, who, promised, "Give back");
        await AlertChat.ShouldShowEverywhereAsync(bot, "Open: nobody has taken it on yet.");
        var told = await AlertChat.PressAsync(bot, channel, who, promised, "Give back");

        await ShouldBeToldAsync(side, told, "Open: nobody has taken it on yet.", "Nobody has taken this alert on");
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised Acknowledged Promised Unacknowledged", null));
        (await AlertChat.AlertAsync(bot)).Promise.ShouldBeNull();
        (await bot.AlertTimersAsync()).Select(t => t.Kind).ShouldBe([EscalationTimer.Kind]);
    }

    [Fact]
    public async Task On_Slack_the_menu_behind_the_buttons_gives_back_too()
    {
        await using var bot = await AlertChat.StartAsync();
        var taken = await AlertChat.AcknowledgeAsync(bot, "slack", "bram", "Bram Bakker");
        ChatSideExtensions.ButtonsOf(taken).ShouldNotContain("Give back");
        await AlertChat.PressAsync(bot, "slack", "bram", taken, "Give back");

        await AlertChat.ShouldShowEverywhereAsync(bot, "Open: nobody has taken it on yet.");
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Acknowledged Unacknowledged");
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_snooze_until_the_next_working_day_shows_everywhere_and_can_be_ended(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var form = await AlertChat.OpenAsync(bot, channel, who, await Story.CardAsync(bot, channel), "Snooze…");
        (await side.SendFormAsync(who, form, (SnoozeForm.Choice, "workday"), (SnoozeForm.Day, AlertChat.Day(-1)))).ShouldBe(["Choose a day after today, at most 30 days away."]);
        (await AlertChat.AlertAsync(bot)).Status.ShouldBe(AlertStatus.Open);

        (await side.SendFormAsync(who, form, (SnoozeForm.Choice, "workday"), (SnoozeForm.Day, ""))).ShouldBeEmpty();
        await AlertChat.ShouldShowEverywhereAsync(bot, $"Snoozed by {name} until ");
        var calendar = bot.Services.GetRequiredService<WorkCalendar>();
        (await AlertChat.AlertAsync(bot)).SnoozedUntil.ShouldBe(calendar.Hours.NextWorkingDay(TimeProvider.System.GetUtcNow(), calendar.Workspace));
        (await bot.AlertTimersAsync()).Select(t => t.Kind).ShouldBe([WakeTimer.Kind]);

        await AlertChat.PressAsync(bot, channel, who, await side.ShouldShowAsync([Company.Failing, $"Snoozed by {name}"]), "End the snooze");
        await AlertChat.ShouldShowEverywhereAsync(bot, "Open: nobody has taken it on yet.");
        (await Story.StoredAsync(bot)).ShouldBe(new Story.Stored(AlertStatus.Open, null, null, "Raised Snoozed Woken", null));
        (await bot.AlertTimersAsync()).Select(t => t.Kind).ShouldBe([EscalationTimer.Kind]);
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task Resolving_takes_a_note_and_an_ending_and_the_card_shows_both_everywhere(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var form = await AlertChat.OpenAsync(bot, channel, who, await Story.CardAsync(bot, channel), "Resolve");
        (await side.SendFormAsync(who, form, (ResolveForm.Note, "Called them"))).ShouldBe(["Choose how it ended."]);
        (await side.SendFormAsync(who, form, (ResolveForm.Note, ""), (ResolveForm.Ending, "lost"))).ShouldBe(["Say in a few words what was done."]);
        (await AlertChat.AlertAsync(bot)).Status.ShouldBe(AlertStatus.Open);

        (await side.SendFormAsync(who, form, (ResolveForm.Note, "Called them, they go elsewhere"), (ResolveForm.Ending, "lost"))).ShouldBeEmpty();
        await AlertChat.ShouldShowEverywhereAsync(bot, $"Resolved by {name}", "Called them, they go elsewhere", "Lost: the customer leaves");
        (await AlertChat.AlertAsync(bot)).Ending.ShouldBe(AlertEnding.Lost);
        (await bot.AlertTimersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task A_late_press_on_a_resolved_alert_is_noted_and_changes_nothing(string channel)
    {
        await using var bot = await AlertChat.StartAsync();
        var (side, who, name) = (bot.Side(channel), BotUnderTest.AdminOn(channel), AlertChat.AdminNameOn(channel));
        var open = await Story.CardAsync(bot, channel);
        var elsewhere = AlertChat.WhereBramIs(channel);
        await bot.Side(elsewhere).ResolveAsync("bram", await Story.CardAsync(bot, elsewhere));
        await AlertChat.ShouldShowEverywhereAsync(bot, "Resolved by Bram Bakker");
        var resolved = await AlertChat.AlertAsync(bot);

        foreach (var verb in (string[])[AcknowledgeAlert.Verb, AssignAlert.Verb, SnoozeAlert.Verb, ResolveAlert.Verb])
        {
            var told = await side.PressAsync(who, open, verb);
            await ShouldBeToldAsync(side, told, "Resolved by Bram Bakker", "This alert is resolved already; nothing was changed.");
            await Eventually.ShouldBeAsync(
                async () => (await bot.AllAsync<AlertEvent>()).Any(e => e.Kind == AlertEventKind.LatePress && e.Note == verb && e.ByName == name && e.Place is not null), $"{verb} is noted");
        }

        var after = await AlertChat.AlertAsync(bot);
        (after.Version, after.ResolvedBy, after.AcknowledgedBy, after.SnoozedUntil).ShouldBe((resolved.Version, "Bram Bakker", null, null));
        (await Story.StoredAsync(bot)).Events.ShouldBe("Raised Resolved LatePress LatePress LatePress LatePress");
        (await bot.AlertTimersAsync()).ShouldBeEmpty();
        (await Story.CardsAsync(bot, channel)).ShouldHaveSingleItem().Id.ShouldBe(open.Id);
    }

    /// <summary>Teams answers a press that came to nothing with the card as it is; elsewhere a sentence is said.</summary>
    private static async Task ShouldBeToldAsync(IChatSide side, string told, string card, string sentence)
    {
        if (side is TeamsSide)
        {
            told.ShouldContain(card);
        }
        else
        {
            await side.ShouldShowAsync(sentence);
        }
    }
}
