using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RetentionBot.Browser.Tests;

/// <summary>The page around the chat: what it says first, who one is, which language it speaks, and that it fits a phone.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class PageTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("daan", "I am RetentionBot", "health score", "KPIs", "NPS")]
    [InlineData("joris", "Ik ben RetentionBot", "gezondheidsscore", "KPI’s", "NPS")]
    [InlineData("lotte", "Ik ben RetentionBot", "gezondheidsscore", "KPI’s", "NPS")]
    public Task The_welcome_says_in_three_lines_what_the_bot_does(string person, string who, string first, string second, string third) => fixture.AsAsync(person, async chat =>
    {
        var lines = chat.Messages.First.Locator(".ac-textBlock");

        await Expect(lines).ToHaveCountAsync(4);
        await Expect(lines.Nth(0)).ToContainTextAsync(who);
        await Expect(lines.Nth(1)).ToContainTextAsync(first);
        await Expect(lines.Nth(2)).ToContainTextAsync(second);
        await Expect(lines.Nth(3)).ToContainTextAsync(third);
    });

    [Theory]
    [InlineData("daan", "What you can do here (your role: member)", "Ask for a figure, Check an answer, See how a customer is doing, The weekly checklist, Know better than the score?, Handle alerts, Close the loop, Follow new customers")]
    [InlineData("joris", "Wat je hier kunt doen (jouw rol: lezer)", "Vraag een cijfer, Controleer een antwoord, Zie hoe het met een klant gaat, De wekelijkse checklist")]
    [InlineData("lotte", "Wat je hier kunt doen", "")]
    public Task Help_says_what_this_person_can_do_in_their_language(string person, string title, string deeds) => fixture.AsAsync(person, async chat =>
    {
        var answer = await chat.AskAsync("help");

        await Expect(answer.GetByRole(AriaRole.Heading)).ToHaveTextAsync(title);

        // Above the deeds stand the person's open alerts and how far the checklist is, in numbers.
        string.Join(", ", (await answer.Locator("strong").AllInnerTextsAsync()).Where(text => !char.IsDigit(text[0]))).ShouldBe(deeds);
        await chat.AtTheEndAsync();
        await chat.ShootAsync($"help-{person}");
    });

    [Fact]
    public Task The_switch_makes_one_the_csm_the_manager_or_the_customer() => fixture.AsAsync("daan", async chat =>
    {
        foreach (var (person, role, language) in new[] { ("Joris Hendriks", "Manager", "nl"), ("Lotte Jansen", "Klant", "nl"), ("Daan Visser", "CSM", "en") })
        {
            await chat.LoadedAsync(() => chat.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = person }).ClickAsync());

            await Expect(chat.Page.Locator("#people [aria-current]")).ToHaveTextAsync($"{person}{role}");
            await Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        }
    });

    [Fact]
    public Task A_dutch_page_speaks_dutch() => fixture.AsAsync("joris", async chat =>
    {
        await Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await Expect(chat.Page.Locator("#about")).ToHaveTextAsync("Lokale webchat van een verzonnen bedrijf.");
        await Expect(chat.SendBox).ToHaveAttributeAsync("placeholder", "Typ je bericht");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Verzenden" })).ToBeVisibleAsync();
        await Expect(chat.Page.Locator("#languages [aria-current]")).ToHaveTextAsync("NL");
    });

    [Theory]
    [InlineData("daan")]
    [InlineData("joris")]
    [InlineData("lotte")]
    public Task No_card_mixes_two_languages(string person) => fixture.AsAsync(person, async chat =>
    {
        string[] english = [.. Phrases("en").Except(Phrases("nl"))];
        string[] dutch = [.. Phrases("nl").Except(Phrases("en"))];
        await chat.AskAsync("help");
        await chat.AskAsync("churn this month");
        await chat.AskAsync("churn deze maand");

        foreach (var card in await chat.Cards.AllInnerTextsAsync())
        {
            var (isEnglish, isDutch) = (english.Where(card.Contains).ToList(), dutch.Where(card.Contains).ToList());
            (isEnglish.Count > 0 && isDutch.Count > 0).ShouldBeFalse($"'{isEnglish.FirstOrDefault()}' and '{isDutch.FirstOrDefault()}' stand on one card:\n{card}");
            (isEnglish.Count + isDutch.Count).ShouldBePositive($"No text of the bot was recognised on this card:\n{card}");
        }
    });

    [Theory]
    [InlineData("daan")]
    [InlineData("joris")]
    [InlineData("lotte")]
    public Task On_a_phone_nothing_scrolls_sideways(string person) => fixture.AsAsync(
        person,
        async chat =>
        {
            await chat.AskAsync("help");
            await chat.AskAsync("wat was de churn vorige maand");
            await chat.AtTheEndAsync();
            await chat.ShootAsync($"phone-{person}");

            (await chat.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
            var wider = await chat.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.webchat__basic-transcript__scrollable, .ac-adaptiveCard')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)");
            wider.ShouldBeEmpty();
        },
        width: 390,
        height: 844);

    /// <summary>The fixed parts of the bot's texts in a language that are long enough to be no coincidence.</summary>
    private static HashSet<string> Phrases(string language)
    {
        using var texts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "RetentionBot", "Text", $"{language}.json")));
        return Values(texts.RootElement)
            .SelectMany(text => text.Split(['{', '}', '*']))
            .Select(part => part.Trim())
            .Where(part => part.Length > 8)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Values(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().SelectMany(member => Values(member.Value)) : [element.GetString()!];
}
