using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Calendar;
using RetentionBot.Features.Alerts;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;
using RetentionBot.Text;

namespace RetentionBot.Tests.Alerts;

/// <summary>One life on two channels: whatever is pressed, in whichever order, however often it is delivered, both cards end as the alert is stored.</summary>
public sealed class InterleavedPressesTests
{
    private static readonly string[] People = ["anouk", "bram", "leonie"];

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(40, 1)]
    [InlineData(200, 2)]
    public async Task After_presses_from_both_sides_both_cards_are_what_is_stored_and_one_has_it(int count, int seed)
    {
        await using var bot = await Story.WithAlertAsync("teams", "slack");
        var random = new Random(seed);
        var cards = new[] { await Story.CardAsync(bot, "teams"), await Story.CardAsync(bot, "slack") };
        var before = (await bot.AllAsync<InboundDelivery>()).Count;
        var alertId = (await AlertChat.AlertAsync(bot)).Id.ToString("N");

        for (var done = 0; done < count;)
        {
            // One to five at once, some of them delivered twice or thrice.
            var together = Math.Min(random.Next(1, 6), count - done);
            done += together;
            var presses = Enumerable.Range(0, together).Select(_ => APress()).ToList();
            var sent = presses.SelectMany(press => Enumerable.Repeat(press, random.Next(5) == 0 ? random.Next(2, 4) : 1)).ToArray();
            random.Shuffle(sent);
            await Task.WhenAll(sent.Select(send => send()));
        }

        // Both sides want it in the end.
        await Task.WhenAll(Press(0, "anouk", AcknowledgeAlert.Verb, [])(), Press(1, "bram", AcknowledgeAlert.Verb, [])());
        await Eventually.ShouldBeAsync(
            async () => (await bot.AllAsync<InboundDelivery>()).All(d => d.State != DeliveryState.Accepted), "all deliveries are worked off", Long);
        await Eventually.ShouldBeAsync(async () => (await bot.AllAsync<OutboxMessage>()).All(m => m.State >= OutboxState.Sent), "all that must leave has left", Long);

        // What was delivered twice was taken once.
        var deliveries = await bot.AllAsync<InboundDelivery>();
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Done);
        deliveries.Count.ShouldBe(before + count + 2);
        var alert = await AlertChat.AlertAsync(bot);
        var holder = alert.AcknowledgedBy.ShouldNotBeNull();
        (alert.Status is AlertStatus.Acknowledged or AlertStatus.Snoozed).ShouldBeTrue();
        ShouldTellOneLife(await bot.AllAsync<AlertEvent>(), alert);
        foreach (var (channel, card) in ((string[])["teams", "slack"]).Zip(cards))
        {
            var shown = (await Story.CardsAsync(bot, channel)).ShouldHaveSingleItem();
            shown.Id.ShouldBe(card.Id);
            ShouldBeAsStored(bot, shown, alert, holder);
        }

        Func<Task> APress()
        {
            var (side, who) = (random.Next(2), People[random.Next(People.Length)]);
            return random.Next(10) switch
            {
                < 3 => Press(side, who, AcknowledgeAlert.Verb, []),
                < 5 => Press(side, who, UnacknowledgeAlert.Verb, []),
                < 7 => Press(side, who, PromiseAlert.Verb, [(PromiseForm.What, random.Next(2) == 0 ? "call" : "mail"), (PromiseForm.Until, AlertChat.Day(random.Next(1, 9)))]),
                < 9 => Press(side, who, SnoozeAlert.Verb, [(SnoozeForm.Choice, random.Next(2) == 0 ? "4h" : "1d")]),
                _ => Press(side, who, WakeAlert.Verb, []),
            };
        }

        Func<Task> Press(int side, string who, string verb, (string Id, string Value)[] data)
        {
            var body = new JsonObject { ["alert"] = alertId };
            foreach (var (id, value) in data)
            {
                body[id] = value;
            }

            if (side == 1)
            {
                var press = AlertChat.SlackPress(bot, who, cards[1], new JsonObject { ["type"] = "button", ["action_id"] = verb, ["value"] = body.ToJsonString() });
                return () => AlertChat.SendToSlackAsync(bot, press);
            }

            var button = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = body };
            var activity = bot.Teams.Press(who, cards[0] with { Content = button }, verb).ToJsonString();
            return async () =>
            {
                using var response = await bot.Teams.SendAsync(JsonNode.Parse(activity)!.AsObject());
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
            };
        }
    }

    /// <summary>The events, one after the other, are a life that can be: at any time at most one person has the alert, and only they promise.</summary>
    private static void ShouldTellOneLife(IEnumerable<AlertEvent> events, Alert alert)
    {
        string? holder = null;
        var (isSnoozed, seen) = (false, new HashSet<AlertEventKind>());
        foreach (var line in events.OrderBy(e => e.At).ThenBy(e => e.Id))
        {
            seen.Add(line.Kind);
            switch (line.Kind)
            {
                case AlertEventKind.Acknowledged:
                    holder.ShouldBeNull();
                    (holder, isSnoozed) = (line.ByName.ShouldNotBeNull(), false);
                    break;
                case AlertEventKind.Unacknowledged:
                    holder.ShouldNotBeNull();
                    holder = null;
                    break;
                case AlertEventKind.Promised:
                    line.ByName.ShouldBe(holder);
                    break;
                case AlertEventKind.Snoozed:
                    isSnoozed = true;
                    break;
                case AlertEventKind.Woken:
                    isSnoozed.ShouldBeTrue();
                    isSnoozed = false;
                    break;
                default:
                    (line.Kind is AlertEventKind.Raised or AlertEventKind.ScoreUpdated).ShouldBeTrue();
                    break;
            }
        }

        (holder, isSnoozed).ShouldBe((alert.AcknowledgedBy, alert.SnoozedUntil is not null));
        seen.ShouldContain(AlertEventKind.Unacknowledged);
    }

    private static void ShouldBeAsStored(BotUnderTest bot, ShownMessage shown, Alert alert, string holder)
    {
        var (texts, zone) = (Texts.For(Texts.English), bot.Services.GetRequiredService<WorkCalendar>().Workspace.Zone);
        shown.Everything.ShouldContain(alert.SnoozedUntil is { } until
            ? texts.Say("alert.snoozed-by", ("name", alert.SnoozedBy), ("until", texts.Format.Moment(until, zone)))
            : texts.Say("alert.acknowledged-by", ("name", holder), ("at", texts.Format.Moment(alert.AcknowledgedAt!.Value, zone))));
        if (alert is { Promise: { } promise, PromisedFor: { } day })
        {
            shown.Everything.ShouldContain(texts.Say($"alert.promised.{promise.ToString().ToLowerInvariant()}", ("day", day)));
        }
        else
        {
            shown.Everything.ShouldNotContain("Will call by");
            shown.Everything.ShouldNotContain("Will mail by");
        }
    }
}
