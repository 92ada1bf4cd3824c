using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static RetentionBot.Browser.Tests.PageLook;

namespace RetentionBot.Browser.Tests;

/// <summary>The page behind the link in a mail: by keyboard, without script, on a small screen and in the dark.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class AnswerPageTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("en", "Send", "Thank you for your answer", "What went wrong?", "Send comment", "We have your comment too.")]
    [InlineData("nl", "Versturen", "Bedankt voor je antwoord", "Wat ging er mis?", "Toelichting versturen", null)]
    public Task It_is_answered_with_the_keyboard_alone_and_without_script(string language, string send, string thanks, string follow, string sendComment, string? commented) =>
        fixture.OnPageAsync($"?score=4&lang={language}", new BrowserNewContextOptions { JavaScriptEnabled = false }, async page =>
        {
            var keys = page.Keyboard;
            await Expect(page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "4", Exact = true })).ToBeCheckedAsync();
            await ShootAsync(page, $"page-question-{language}");

            // Tab goes to the chosen score, the arrows change it, Tab goes to the button.
            await keys.PressAsync("Tab");
            await keys.PressAsync("ArrowLeft");
            await Expect(page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "3", Exact = true })).ToBeCheckedAsync();
            await keys.PressAsync("Tab");
            await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = send })).ToBeFocusedAsync();
            await keys.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = thanks })).ToBeVisibleAsync();

            var box = page.GetByLabel(follow);
            for (var i = 0; i < 3 && !await page.GetByRole(AriaRole.Textbox).EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            {
                await keys.PressAsync("Tab");
            }

            await Expect(box).ToBeFocusedAsync();
            await keys.TypeAsync("<b>Te traag</b> 🙂");
            await keys.PressAsync("Tab");
            await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = sendComment })).ToBeFocusedAsync();
            await keys.PressAsync("Enter");
            await Expect(page.Locator(".done")).ToBeVisibleAsync();
            if (commented is not null)
            {
                await Expect(page.Locator(".done")).ToHaveTextAsync(commented);
            }

            await Expect(box).ToHaveValueAsync("<b>Te traag</b> 🙂");
            await ShootAsync(page, $"page-thanks-{language}");
        });

    [Theory]
    [InlineData("en", "light", "Choose a whole number from 0 to 10.", "Yes, stop asking me")]
    [InlineData("nl", "dark", "Kies een heel getal van 0 tot en met 10.", "Ja, vraag mij niets meer")]
    public Task On_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing(string language, string scheme, string choose, string stop) => fixture.OnPageAsync(
        $"?lang={language}",
        new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 320, Height = 640 },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            BypassCSP = true,
        },
        async page =>
        {
            var question = page.Url;
            await LookAsync(page, $"page-small-question-{language}");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(choose);
            await LookAsync(page, $"page-small-error-{language}");

            await page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "9", Exact = true }).CheckAsync();
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Textbox)).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Textbox).FillAsync(new string('x', 4001));
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await LookAsync(page, $"page-small-thanks-{language}");

            await page.Locator("footer a").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = stop })).ToBeVisibleAsync();
            await LookAsync(page, $"page-small-stop-{language}");
            (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe(scheme == "dark" ? "rgb(23, 24, 28)" : "rgb(255, 255, 255)");

            var nowhere = await page.GotoAsync(new Uri(new Uri(question), $"/s/nowhere?lang={language}").AbsoluteUri);
            nowhere!.Status.ShouldBe(404);
            await LookAsync(page, $"page-small-gone-{language}");
        });
}
