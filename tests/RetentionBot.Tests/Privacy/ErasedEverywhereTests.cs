using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Questions;
using RetentionBot.Features.Surveys;
using RetentionBot.Tests.Cli;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Surveys;

namespace RetentionBot.Tests.Privacy;

/// <summary>Somebody is erased by the verb while the bot is running.</summary>
public sealed class ErasedEverywhereTests
{
    private const string Comment = "Nooit meer zo lang wachten";

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    [InlineData("webchat")]
    public async Task The_card_is_rewritten_the_files_hold_nothing_and_an_import_does_not_bring_them_back(string channel)
    {
        await using var bot = await SurveyStory.WithLotteAsync(channel);
        var (side, room) = (bot.Side(channel), bot.Side(channel).PrivateRoomOf("lotte"));
        var question = await SurveyStory.AskedAsync(bot, channel);
        await bot.PressScoreAsync(channel, "lotte", question, "3");
        var form = await side.OpenFormAsync("lotte", await side.ShouldShowAsync(SurveyStory.Thanks, room), EditAnswer.Verb);
        (await side.SendFormAsync("lotte", form, ("score", "3"), ("comment", Comment))).ShouldBeEmpty();
        await side.ShouldShowAsync("We have your comment too.", room);

        // The figures are loaded anew in the background.
        var nps = await Eventually.ShouldGiveAsync(async () => await NpsAsync(bot) is var said && said.Contains("100", StringComparison.Ordinal) ? said : null, "the answer counts");
        DatabaseFiles.Read(bot.DataFolder.FullName).ShouldContain(Comment);
        (await VerbAsync(bot, "erase-person", "--contact", "p1")).Output.ShouldContain("Nothing was changed.");
        (await bot.AllAsync<Contact>()).ShouldHaveSingleItem().Name.ShouldBe("Lotte Jansen");

        var run = await VerbAsync(bot, "erase-person", "--contact", "p1", "--yes");

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldNotContain("Lotte");
        (await side.ShouldShowAsync("This was removed at the person's request.", room)).Id.ShouldBe(question.Id);
        (await side.ShownAsync(room)).ShouldAllBe(m => !m.Everything.Contains(Comment, StringComparison.Ordinal));
        (await NpsAsync(bot)).ShouldBe(nps);
        await bot.Company.AddCustomersAsync();
        (await VerbAsync(bot, "erase-person", "--contact", "p1", "--yes")).ShouldBe(
            new BotRun(0, $"This person was erased on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; nothing is kept about them.{Environment.NewLine}", ""));
        (await bot.AllAsync<Contact>()).ShouldHaveSingleItem().Name.ShouldBe("Erased person");
        var bytes = DatabaseFiles.Read(bot.DataFolder.FullName);
        ((string[])["Lotte Jansen", "lotte@example.com", Comment]).Where(t => bytes.Contains(t, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task In_a_place_where_others_read_along_their_name_goes_too(string channel)
    {
        await using var bot = await SurveyInSharedPlaceTests.WithSharedPlaceAsync(channel);
        var side = bot.Side(channel);
        await SurveyStory.InviteAsync(bot, new SurveyQuestion(SurveyKind.Nps, "2026-Q4"));
        await bot.PressScoreAsync(channel, "lotte", await side.ShouldShowAsync(SurveyStory.NpsQuestion), "3");
        var thanked = await side.ShouldShowAsync("Lotte Jansen, your answer is in.");

        var run = await VerbAsync(bot, "erase-person", "--mail", "lotte@example.com", "--yes");

        run.ExitCode.ShouldBe(0, run.Errors);
        (await side.ShouldShowAsync("This was removed at the person's request.")).Id.ShouldBe(thanked.Id);
        (await side.ShownAsync()).ShouldAllBe(m => !m.Everything.Contains("Lotte Jansen", StringComparison.Ordinal));
        DatabaseFiles.Read(bot.DataFolder.FullName).ShouldNotContain("Lotte Jansen");
    }

    private static async Task<string> NpsAsync(BotUnderTest bot) => AnswerLine.Of(await bot.InScopeAsync(
        services => services.GetRequiredService<AnswerQuestions>().AskAsync(new Question("nps this month"), CancellationToken.None)));

    private static async Task<BotRun> VerbAsync(BotUnderTest bot, params string[] arguments)
    {
        using var folder = new TestFolder();
        return await Cli.BotProcess.RunAsync(folder, new Dictionary<string, string> { ["RetentionBot__DataDirectory"] = bot.DataFolder.FullName }, arguments);
    }
}
