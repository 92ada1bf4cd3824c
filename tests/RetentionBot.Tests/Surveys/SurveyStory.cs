using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;
using RetentionBot.Outbox;
using RetentionBot.Store;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Surveys;

/// <summary>How the stories about surveys begin, and what people do in them.</summary>
internal static class SurveyStory
{
    public const string NpsQuestion = "How likely are you to recommend us";
    public const string CsatQuestion = "How satisfied are you with the way we handled";
    public const string Thanks = "Thank you for your answer";

    /// <summary>The bot, the small company, and Lotte in a chat of her own.</summary>
    public static async Task<BotUnderTest> WithLotteAsync(string channel)
    {
        var bot = await BotUnderTest.StartAsync();
        await bot.Company.AddCustomersAsync();
        await Story.MeetLotteAsync(bot, channel);
        return bot;
    }

    /// <summary>Puts a question to the one contact, as a wave or a closed case does.</summary>
    public static Task<InviteOutcome> InviteAsync(BotUnderTest bot, SurveyQuestion question) => bot.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<RetentionDb>();
        var outcome = await services.GetRequiredService<InviteContact>().InviteAsync(await db.Contacts.OrderBy(c => c.Id).FirstAsync(), question, CancellationToken.None);
        await db.SaveChangesAsync();
        services.GetRequiredService<OutboxSignal>().Wake();
        return outcome;
    });

    /// <summary>The NPS question stands in Lotte's chat.</summary>
    public static async Task<ShownMessage> AskedAsync(BotUnderTest bot, string channel)
    {
        (await InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"))).ShouldBe(InviteOutcome.Invited);
        return await bot.Side(channel).ShouldShowAsync(NpsQuestion, bot.Side(channel).PrivateRoomOf("lotte"));
    }

    /// <summary>Answers the question's card with whatever a client may send as the score.</summary>
    /// <returns>As <see cref="IChatSide.PressAsync"/>.</returns>
    public static Task<string> PressScoreAsync(this BotUnderTest bot, string channel, string who, ShownMessage question, string? score)
    {
        if (channel != "slack")
        {
            return bot.Side(channel).PressAsync(who, question, AnswerSurvey.Verb, score is null ? [] : [("score", score)]);
        }

        var button = question.Parts.First(p => ((string?)p["action_id"])?.StartsWith($"{AnswerSurvey.Verb}#", StringComparison.Ordinal) == true).DeepClone();
        var value = JsonNode.Parse((string)button["value"]!)!.AsObject();
        value["score"] = score ?? "";
        button["value"] = value.ToJsonString();
        return bot.Slack.PressButtonAsync(who, question with { Content = button }, (string)button["action_id"]!);
    }

    /// <summary>What the one who pressed is told: in the answer to the press, or in a message.</summary>
    public static async Task ShouldBeToldAsync(this BotUnderTest bot, string channel, string told, string sentence, string room)
    {
        if (channel == "teams")
        {
            told.ShouldContain(sentence);
        }
        else
        {
            await bot.Side(channel).ShouldShowAsync(sentence, room);
        }
    }

    /// <summary>The survey closed a minute ago.</summary>
    public static Task CloseAsync(BotUnderTest bot)
    {
        DateTimeOffset? past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        return bot.WithDbAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.ClosesAt, past)));
    }

    /// <summary>The same card with another invitation in its buttons.</summary>
    public static ShownMessage Retouched(ShownMessage message, string from, string to) =>
        message with { Content = JsonNode.Parse(message.Content!.ToJsonString().Replace(from, to, StringComparison.Ordinal)) };

    /// <summary>What there is to read on a message, the buttons' data left out.</summary>
    public static IEnumerable<string> WordsOf(ShownMessage message) =>
        message.Parts.SelectMany(part => new[] { part["text"], part["title"] }).OfType<JsonValue>().Select(value => value.ToString()).Prepend(message.Text);
}
