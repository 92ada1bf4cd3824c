using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Alerts;
using RetentionBot.Features.Surveys;
using RetentionBot.Store.Entities;
using RetentionBot.Tests.Harness;
using RetentionBot.WebChat;

namespace RetentionBot.Tests.Behaviour;

/// <summary>How the stories of the behaviour suite begin, and what is looked at when they end.</summary>
internal static class Story
{
    /// <summary>What a story about the alert leaves in the store.</summary>
    /// <param name="Events">The kinds of the alert's life, in order; a score that moved is left out.</param>
    internal sealed record Stored(AlertStatus Status, string? AcknowledgedBy, string? ResolvedBy, string Events, string? Note);

    /// <summary>The bot with the rooms of these channels connected in English, the small company, and its one alert.</summary>
    public static async Task<BotUnderTest> WithAlertAsync(params string[] channels)
    {
        var bot = await BotUnderTest.StartAsync();
        foreach (var channel in channels.Distinct(StringComparer.Ordinal))
        {
            await bot.ConnectAsync(channel, "en");
        }

        await bot.Company.AddCustomersAsync();
        await bot.Company.DropHealthAsync();
        foreach (var channel in channels)
        {
            await CardAsync(bot, channel);
        }

        return bot;
    }

    /// <summary>The alert's card in the channel's room.</summary>
    public static Task<ShownMessage> CardAsync(BotUnderTest bot, string channel) => bot.Side(channel).ShouldShowAsync([$"Health drop: {Company.Failing}", "Open: nobody"]);

    public static async Task<IReadOnlyList<ShownMessage>> CardsAsync(BotUnderTest bot, string channel) =>
        [.. (await bot.Side(channel).ShownAsync()).Where(m => m.Everything.Contains(Company.Failing, StringComparison.Ordinal))];

    public static async Task<Stored> StoredAsync(BotUnderTest bot)
    {
        var alert = (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();
        var events = (await bot.AllAsync<AlertEvent>()).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Kind)
            .Where(kind => kind != AlertEventKind.ScoreUpdated);
        return new Stored(alert.Status, alert.AcknowledgedBy, alert.ResolvedBy, string.Join(' ', events), alert.ResolvedNote);
    }

    /// <summary>
    /// Lotte, the customer's contact, has a chat with the bot: on Teams and Slack as a guest whose address the company's own directory gives, in the web chat as
    /// the page's customer.
    /// </summary>
    public static async Task MeetLotteAsync(BotUnderTest bot, string channel)
    {
        await bot.WithDbAsync(async db =>
        {
            (await db.Contacts.SingleAsync()).Language = "en";
            return await db.SaveChangesAsync();
        });
        var room = bot.Side(channel).PrivateRoomOf("lotte");
        switch (channel)
        {
            case "teams":
                bot.Teams.AddOutsider("lotte", room);
                break;
            case "slack":
                bot.Slack.AddPerson("lotte", more: "is_restricted");
                break;
            default:
                await IntroduceInWebChatAsync(bot);
                break;
        }

        await bot.Side(channel).SayAsync("lotte", "help", room);
        await bot.Side(channel).ShouldShowAsync("If you were sent a survey card", room);
        (await bot.AllAsync<Identity>()).ShouldContain(i => i.ContactId != null);
    }

    /// <summary>Gives a score and no comment, as each channel asks for it: a choice to send, or a button of its own.</summary>
    public static async Task AnswerAsync(BotUnderTest bot, string channel, ShownMessage question, int score)
    {
        if (channel == "slack")
        {
            await bot.Slack.PressButtonAsync("lotte", question, $"{AnswerSurvey.Verb}#{score}");
        }
        else
        {
            await bot.Side(channel).PressAsync("lotte", question, AnswerSurvey.Verb, ("score", $"{score}"));
        }
    }

    private static async Task IntroduceInWebChatAsync(BotUnderTest bot)
    {
        await bot.InScopeAsync(async services =>
        {
            await services.GetRequiredService<WebChatSeed>().ConnectAsync(CancellationToken.None);
            return true;
        });
        await bot.WithDbAsync(async db =>
        {
            var identity = await db.Identities.SingleAsync(i => i.PersonKey == WebChatPeople.Customer.Person.Key);
            identity.ContactId = (await db.Contacts.SingleAsync()).Id;
            return await db.SaveChangesAsync();
        });
    }
}
