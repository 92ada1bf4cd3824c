using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RetentionBot.Browser.Tests;

/// <summary>A question gets the right number with its proof, in the language it was asked in; who may not have it gets none of it.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class QuestionTests(BrowserFixture fixture)
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly NumberFormatInfo DutchNumbers = new() { NumberDecimalSeparator = "," };
    private static readonly string[] DutchMonths =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    [Fact]
    public Task Churn_of_last_month_is_the_number_plain_sql_finds() => fixture.AsAsync("daan", async chat =>
    {
        var month = SampleFigures.FirstOfLastMonth;
        var (opening, lost) = fixture.Figures.ChurnOf(month);

        var answer = await chat.AskAsync("what was churn last month");

        await Expect(answer).ToContainTextAsync($"Customer churn, {month.ToString("MMMM yyyy", English)}");
        await Expect(answer).ToContainTextAsync($"{Percent(lost, opening).ToString("N1", English)}%");
        await Expect(answer).ToContainTextAsync($"{lost} of {opening} customers at the start left.");
        await Expect(answer).ToContainTextAsync($"1–{EnglishDay(month.AddMonths(1).AddDays(-1))}");
        await Expect(ChatPage.Fact(answer, "n")).ToHaveTextAsync($"{opening}");
        await Expect(ChatPage.Fact(answer, "Data through")).ToHaveTextAsync(EnglishDay(fixture.Figures.DataThrough("subscriptions")));
        await Expect(answer).ToContainTextAsync("Customer churn = customers active at the start of the period and not at its end");
    });

    [Fact]
    public Task Churn_of_last_month_in_dutch_is_the_same_number_written_in_dutch() => fixture.AsAsync("daan", async chat =>
    {
        var month = SampleFigures.FirstOfLastMonth;
        var (opening, lost) = fixture.Figures.ChurnOf(month);

        var answer = await chat.AskAsync("wat was de churn vorige maand");

        await Expect(answer).ToContainTextAsync($"Klantverloop (churn), {DutchMonths[month.Month - 1]} {month.Year}");
        await Expect(answer).ToContainTextAsync($"{Percent(lost, opening).ToString("N1", DutchNumbers)}%");
        await Expect(answer).ToContainTextAsync($"{lost} van de {opening} klanten aan het begin vertrokken.");
        await Expect(ChatPage.Fact(answer, "n")).ToHaveTextAsync($"{opening}");
        await Expect(ChatPage.Fact(answer, "Gegevens t/m")).ToHaveTextAsync(DutchDay(fixture.Figures.DataThrough("subscriptions")));
        await Expect(answer).ToContainTextAsync("Klantverloop = klanten die aan het begin van de periode actief waren");
    });

    [Fact]
    public Task Nps_of_last_quarter_is_the_number_plain_sql_finds() => fixture.AsAsync("joris", async chat =>
    {
        var quarter = SampleFigures.FirstOfLastQuarter;
        var (answers, promoters, detractors) = fixture.Figures.NpsOf(quarter);
        var nps = Math.Round(100m * (promoters - detractors) / answers, MidpointRounding.AwayFromZero);

        var answer = await chat.AskAsync("NPS vorig kwartaal");

        await Expect(answer).ToContainTextAsync($"NPS, Q{((quarter.Month - 1) / 3) + 1} {quarter.Year}");
        await Expect(answer.GetByText(nps.ToString("+0;-0;0", English), new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(answer).ToContainTextAsync(
            $"{answers} antwoorden: {promoters} promotors, {answers - promoters - detractors} passieven, {detractors} criticasters.");
        await Expect(ChatPage.Fact(answer, "n")).ToHaveTextAsync($"{answers}");
        await Expect(ChatPage.Fact(answer, "Gegevens t/m")).ToHaveTextAsync(DutchDay(fixture.Figures.DataThrough("responses")));
        await Expect(answer).ToContainTextAsync("NPS = aandeel promotors (9–10) min aandeel criticasters (0–6)");
    });

    [Fact]
    public Task A_customer_is_politely_refused_and_sees_no_digit_of_the_figure() => fixture.AsAsync("lotte", async chat =>
    {
        var answer = await chat.AskAsync("wat was de churn vorige maand");

        await Expect(answer).ToContainTextAsync("Bedrijfscijfers deel ik alleen met collega");
        (await answer.Locator(".webchat__bubble").InnerTextAsync()).ShouldNotContain(c => char.IsDigit(c));
        await chat.AtTheEndAsync();
        await chat.ShootAsync("customer-refused");
    });

    [Fact]
    public Task A_question_is_asked_with_the_keyboard_alone() => fixture.AsAsync("joris", async chat =>
    {
        var answer = await chat.AnswerToAsync(async () =>
        {
            await chat.TabToAsync("document.activeElement.dataset.id === 'webchat-sendbox-input'");
            await chat.Page.Keyboard.TypeAsync("hoeveel klanten verloren we vorige maand");
            await chat.Page.Keyboard.PressAsync("Enter");
        });

        await Expect(answer).ToContainTextAsync("Verloren klanten");
    });

    [Theory]
    [InlineData("daan", "en")]
    [InlineData("daan", "nl")]
    [InlineData("joris", "en")]
    [InlineData("joris", "nl")]
    [InlineData("lotte", "en")]
    [InlineData("lotte", "nl")]
    public Task Every_suggestion_on_the_page_gets_an_answer(string person, string language) => fixture.AsAsync(
        person,
        async chat =>
        {
            var suggestions = await chat.Chips.AllAsync();
            suggestions.ShouldNotBeEmpty();
            foreach (var suggestion in suggestions)
            {
                var answer = await chat.AnswerToAsync(() => suggestion.ClickAsync());

                // A figure's card has a value; a refusal has a card as well, and offers other questions.
                await Expect(answer.Locator(".ac-adaptiveCard")).ToHaveCountAsync(1);
                await Expect(answer).Not.ToContainTextAsync("no value");
                await Expect(answer).Not.ToContainTextAsync("geen waarde");
                await Expect(answer).Not.ToContainTextAsync("You can ask:");
                await Expect(answer).Not.ToContainTextAsync("Je kunt vragen:");
            }
        },
        language);

    private static decimal Percent(long part, long whole) => Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);

    private static string EnglishDay(DateOnly day) => day.ToString("d MMMM yyyy", English);

    private static string DutchDay(DateOnly day) => $"{day.Day} {DutchMonths[day.Month - 1]} {day.Year}";
}
