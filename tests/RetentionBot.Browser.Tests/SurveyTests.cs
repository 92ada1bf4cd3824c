using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RetentionBot.Browser.Tests;

/// <summary>The customer answers the NPS question that waits in their chat.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class SurveyTests(BrowserFixture fixture)
{
    [Fact]
    public Task The_nps_card_takes_a_score_and_a_comment_and_thanks_without_showing_the_score() => fixture.AsAsync("lotte", async chat =>
    {
        const string Comment = "Fijne hulp van jullie team.";
        var card = chat.Card("Hoe waarschijnlijk is het dat je ons aanbeveelt aan een vriend of collega?");
        var send = card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Versturen" });
        await chat.AtTheEndAsync();
        await chat.ShootAsync("survey");

        // Without a score nothing is sent, and the card says what is missing.
        await send.ClickAsync();
        await Expect(card).ToContainTextAsync("Kies een heel getal van 0 tot en met 10.");

        await card.GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = "9", Exact = true }).CheckAsync();
        await card.GetByRole(AriaRole.Textbox).FillAsync(Comment);
        await send.ClickAsync();

        var thanks = chat.Card("Bedankt voor je antwoord");
        await Expect(thanks).ToContainTextAsync("Fijn om te horen!");
        await Expect(card).ToHaveCountAsync(0);
        (await thanks.InnerTextAsync()).ShouldNotContain(c => char.IsDigit(c));
        fixture.Figures.AnswerOf("lotte@example.com").ShouldBe((9, Comment));
        await chat.AtTheEndAsync();
        await chat.ShootAsync("survey-thanks");

        await chat.ReloadAsync();
        await Expect(thanks).ToBeVisibleAsync();
    });
}
