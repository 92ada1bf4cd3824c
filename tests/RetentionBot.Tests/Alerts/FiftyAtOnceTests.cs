using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Alerts;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

public sealed class FiftyAtOnceTests
{
    private const int People = 50;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    [Trait("Conformance", "SL-21")]
    public async Task Of_fifty_who_press_at_once_one_has_it_and_each_other_is_told_in_private_and_one_card_is_left()
    {
        await using var bot = await Story.WithAlertAsync("slack");
        string[] people = [.. Enumerable.Range(1, People).Select(i => $"p{i}")];
        await AlertChat.ImportAsync(bot, "staff", ["email,name,role", .. people.Select(p => $"{p}@example.com,Colleague {p},member")]);
        foreach (var person in people)
        {
            bot.Slack.AddPerson(person);
        }

        var card = await Story.CardAsync(bot, "slack");
        await Task.WhenAll(people.Select(p => bot.Slack.PressAsync(p, card, AcknowledgeAlert.Verb)));

        await Eventually.ShouldBeAsync(() => Notices(bot).Count == People - 1, "forty-nine are told", Long);
        var stored = await Story.StoredAsync(bot);
        var winner = stored.AcknowledgedBy.ShouldNotBeNull();
        stored.ShouldBe(new Story.Stored(AlertStatus.Acknowledged, winner, null, "Raised Acknowledged", null));
        Notices(bot).ShouldAllBe(m => m.Text.Contains($"{winner} has this one already."));
        Notices(bot).Select(m => m.OnlyFor!).ShouldBe(people.Where(p => $"Colleague {p}" != winner).Select(SlackSide.IdOf), ignoreOrder: true);

        await bot.Slack.ShouldShowAsync([Company.Failing, $"Acknowledged by {winner}"]);
        (await Story.CardsAsync(bot, "slack")).ShouldHaveSingleItem().Id.ShouldBe(card.Id);
    }

    private static List<Channels.Tests.Slack.FakeSlackMessage> Notices(BotUnderTest bot) =>
        [.. bot.Slack.Fake.Messages.Where(m => m.OnlyFor is not null && m.Text.Contains("has this one already", StringComparison.Ordinal))];
}
