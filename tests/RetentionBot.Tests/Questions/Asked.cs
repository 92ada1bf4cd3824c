using System.Text.RegularExpressions;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Questions;

/// <summary>How the stories about answers begin.</summary>
internal static partial class Asked
{
    public const string Churn = "what was churn last month";
    public const string Lost = "which customers did we lose last month";

    /// <summary>The bot with the small company: 2 of 8 left last month.</summary>
    public static async Task<BotUnderTest> WithFiguresAsync(BotSetup? setup = null)
    {
        var bot = await BotUnderTest.StartAsync(setup);
        await bot.Company.AddCustomersAsync();
        return bot;
    }

    /// <summary>The bot that has these settings.</summary>
    public static BotSetup With(params (string Key, string Value)[] settings) => new() { Settings = settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal) };

    /// <summary>The proof's code on an answer.</summary>
    public static string CodeOf(ShownMessage answer) => Code().Match(answer.Everything) is { Success: true } match
        ? match.Groups["code"].Value
        : throw new ShouldAssertException($"There is no code in {answer.Everything}");

    public static Task<ShownMessage> AskAloneAsync(this IChatSide side, string who, string text) => side.AskAsync(who, text, side.PrivateRoomOf(who));

    [GeneratedRegex("(Proof|Bewijs): (?<code>[2-9B-DF-HJ-NP-TV-Z]{6})\\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
