using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Checklists;
using RetentionBot.Domain.Kpis;
using RetentionBot.Features.Checklists;
using RetentionBot.Features.Questions;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Reading;
using RetentionBot.Ingest.Sample;
using RetentionBot.Jobs;
using RetentionBot.Store;
using RetentionBot.Tests.Harness;
using RetentionBot.Tests.Ingest;
using RetentionBot.Text;

namespace RetentionBot.Tests.Checklists;

/// <summary>Through the whole bot: the homework's lines and figures are those that somebody gets who asks.</summary>
public sealed partial class HomeworkFiguresTests
{
    [Fact]
    public async Task On_the_sample_company_they_equal_the_answers()
    {
        await using var bot = await BotUnderTest.StartAsync(new BotSetup
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["RetentionBot:GrossMargin"] = "0.7" },
        });
        await bot.InScopeAsync(services => services.GetRequiredService<SampleLoader>().LoadAsync(CancellationToken.None));
        await bot.InScopeAsync(services => services.GetRequiredService<HealthRun>().RunAsync(CancellationToken.None));

        var named = await CompareAsync(bot);

        named.ShouldBeGreaterThan(0);
        (await RankedAsync(bot)).ShouldBeGreaterThan(0);
    }

    [RealDataFact]
    public async Task On_mavenflix_they_equal_the_answers()
    {
        // The data end on 8 September 2023.
        var clock = new MovableClock();
        clock.Ahead = new DateTimeOffset(2023, 9, 9, 10, 0, 0, TimeSpan.Zero) - clock.GetUtcNow();
        await using var bot = await BotUnderTest.StartAsync(new BotSetup { Services = services => services.AddSingleton<TimeProvider>(clock) });
        await bot.InScopeAsync(async services =>
        {
            await using var rows = File.OpenRead(RealDataFactAttribute.File("mavenflix/subscriptions.csv"));
            var mapping = MappingJson.Parse(await ExampleMappings.ReadAsync("mavenflix-subscriptions"));
            var request = new ImportRequest { Kind = ImportKinds.Subscriptions, Source = "mavenflix", AsOf = new DateOnly(2023, 9, 8) };
            return await services.GetRequiredService<Intake>().TakeAsync(rows, mapping, null, request, CancellationToken.None);
        });

        // Nobody has a health score, since nothing is known of use.
        (await CompareAsync(bot)).ShouldBe(0);
        (await RankedAsync(bot)).ShouldBeGreaterThan(0);
        (await OfAsync(bot, WeeklySeven.CheckIn)).Lines["en"][1].ShouldStartWith("Nobody has a health score yet");
    }

    /// <returns>How many customers are named to be spoken with.</returns>
    private static async Task<int> CompareAsync(BotUnderTest bot)
    {
        // As people say it, in both languages; the first line of a check, or its second.
        (string Check, int Line, string English, string Dutch)[] figures =
        [
            (WeeklySeven.ChurnRate, 0, "what was churn last month", "wat was de churn vorige maand"),
            (WeeklySeven.CustomerValue, 0, "arpu last month", "arpu vorige maand"),
            (WeeklySeven.CustomerValue, 1, "cltv last month", "cltv vorige maand"),
            (WeeklySeven.CheckIn, 0, "how many active customers today", "hoeveel actieve klanten vandaag"),
        ];
        foreach (var (check, line, english, dutch) in figures)
        {
            var homework = await OfAsync(bot, check);
            foreach (var (language, question) in new[] { ("en", english), ("nl", dutch) })
            {
                var answer = await AskAsync(bot, question, language);
                WithoutCode(homework.Lines[language][line]).ShouldBe(CardText.Escape(WithoutCode(answer["text"]!.GetValue<string>())), question);

                // To the last digit, and not only as it is written.
                var proven = await bot.InScopeAsync(services => services.GetRequiredService<KpiProofs>().FindAsync(homework.Lines[Homework.Proofs][line], CancellationToken.None));
                JsonNode.DeepEquals(KpiJson.Write(proven.ShouldNotBeNull().Evidence.Results[0]), answer["answer"]).ShouldBeTrue(question);
                homework.Lines[language][line].ShouldContain(proven.Code);
            }
        }

        return await CompareScoresAsync(bot);
    }

    private static async Task<int> CompareScoresAsync(BotUnderTest bot)
    {
        var homework = await OfAsync(bot, WeeklySeven.CheckIn);
        var active = (await AskAsync(bot, "how many active customers today", "en"))["answer"]!["value"]!.GetValue<int>();
        var scores = Named().Matches(homework.Lines["en"][1]).Select(m => (Name: m.Groups["name"].Value, Score: int.Parse(m.Groups["score"].Value, CultureInfo.InvariantCulture))).ToList();
        if (scores.Count > 0)
        {
            homework.Lines["en"][1].ShouldStartWith($"Most at risk are {TopRisk.CountOf(active)} customers of {active}: ");
        }

        foreach (var (name, score) in scores)
        {
            (await AskAsync(bot, $"how is {name} doing", "en"))["answer"]?["value"]?.GetValue<int>().ShouldBe(score, name);
        }

        return scores.Count;
    }

    /// <returns>How many groups are ranked, in all rankings.</returns>
    private static async Task<int> RankedAsync(BotUnderTest bot)
    {
        var homework = await OfAsync(bot, WeeklySeven.ChurnCohorts);
        var (texts, ranked, lastMonth) = (Texts.For(Texts.English), 0, Today(bot).AddDays(-Today(bot).Day));
        string Percent(JsonNode? share) => texts.Format.Percent(share!.GetValue<decimal>() / 100);
        foreach (var (dimension, line) in new[] { (KpiQuery.SignupMonth, 1), ("plan", 2) })
        {
            var answer = (await bot.Http.GetFromJsonAsync<JsonObject>($"/api/cohorts?group_by={dimension}&through={lastMonth:yyyy-MM-dd}"))!;
            var (risk, aged) = (answer["risk"]!, answer["risk_month3"]!.AsArray());
            var overall = risk["overall"]!;
            homework.Lines["en"][0].ShouldStartWith(
                $"All customers together, {texts.Format.Period(new Period(Day(risk["window"]!["from"]), Day(risk["window"]!["to"])))}: {Percent(overall["monthly_churn"])} lost a month, "
                + $"{texts.Format.Number(overall["lost"]!.GetValue<long>())} in {texts.Count("customer-months", overall["at_risk_customer_months"]!.GetValue<long>())}.");

            var top = risk["top3"]!.AsArray().Select(name => risk["groups"]!.AsArray().Single(g => (string?)g!["group"] == (string?)name)!).ToList();
            homework.Lines["en"][line].ShouldBe(CardText.Escape(top.Count == 0
                ? $"Nothing can be ranked by {texts.Say($"kpi.dimension.{dimension}")}: no group has 20 customers."
                : $"Most lost a month by {texts.Say($"kpi.dimension.{dimension}")}: " + string.Join("; ", top.Select(g =>
                    $"{ValueWords.Of(dimension, (string?)g["group"], texts)} {Percent(g["monthly_churn"])} "
                    + $"({texts.Format.Number(g["lost"]!.GetValue<long>())} in {texts.Count("customer-months", g["at_risk_customer_months"]!.GetValue<long>())})")) + "."
                    + (risk["groups"]!.AsArray().Any(g => !g!["ranked"]!.GetValue<bool>()) ? " Groups of fewer than 20 customers are not ranked." : "")));
            ranked += top.Count;

            homework.Lines["en"][3].ShouldBe("At equal ages, gone three months after the sign-up month: " + string.Join("; ", aged.Take(3).Select(c =>
                $"{ValueWords.Of(KpiQuery.SignupMonth, (string?)c!["cohort"], texts)} {Percent(c["lost_share"])} ({texts.Format.Number(c["size"]!.GetValue<long>())} signed up)")) + ".");

            // The months that the proof holds add up to it.
            var proven = await bot.InScopeAsync(services => services.GetRequiredService<KpiProofs>().FindAsync(homework.Lines[Homework.Proofs].Single(), CancellationToken.None));
            var months = proven.ShouldNotBeNull().Evidence.Results;
            (months.Sum(m => m.Numerator ?? 0), months.Sum(m => m.Denominator ?? 0)).ShouldBe((overall["lost"]!.GetValue<long>(), overall["at_risk_customer_months"]!.GetValue<long>()));
        }

        return ranked;
    }

    private static DateOnly Today(BotUnderTest bot) => bot.Services.GetRequiredService<AnswerQuestions>().Today(null);

    private static DateOnly Day(JsonNode? node) => DateOnly.ParseExact(node!.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<Homework> OfAsync(BotUnderTest bot, string check) => bot.InScopeAsync(async services =>
    {
        await services.GetRequiredService<FactCache>().RefreshAsync(CancellationToken.None);
        var item = HomeworkHost.ListOf(Today(bot)).Items.Single(i => i.Check == check);
        var homework = await services.GetRequiredService<IHomework>().OfAsync(item, Today(bot), CancellationToken.None);
        await services.GetRequiredService<RetentionDb>().SaveChangesAsync();
        return homework.ShouldNotBeNull();
    });

    /// <summary>Asks over the API, in a conversation, so that the answer has a proof.</summary>
    private static async Task<JsonObject> AskAsync(BotUnderTest bot, string text, string language)
    {
        using var response = await bot.Http.PostAsJsonAsync("/api/ask", new { text, lang = language, conversation = Guid.NewGuid().ToString() });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Every proof has a code of its own.</summary>
    private static string WithoutCode(string line) => Code().Replace(line, "${label}.");

    [GeneratedRegex("(?<label>Proof|Bewijs): [2-9B-DF-HJ-NP-TV-Z]{6}\\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("(?:: |; )(?<name>[^;:]+?) \\(health (?<score>\\d+)\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
