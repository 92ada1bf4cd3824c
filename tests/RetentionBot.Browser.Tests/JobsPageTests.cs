using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static RetentionBot.Browser.Tests.PageLook;

namespace RetentionBot.Browser.Tests;

/// <summary>What the bot does by itself, as an admin sees it: with a keyboard, without script, on a small screen and in the dark.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class JobsPageTests(BrowserFixture fixture)
{
    private const string Path = "/admin/jobs";

    [Theory]
    [InlineData("en", "What the bot does by itself", "Pause: Plan the daily digests", "Resume: Plan the daily digests", "Run now: Plan the daily digests", "digests is paused; it does not run until it is resumed.", "Paused by local since", "digests runs within seconds.")]
    [InlineData("nl", "Wat de bot vanzelf doet", "Pauzeren: De dagelijkse overzichten plannen", "Hervatten: De dagelijkse overzichten plannen", "Nu uitvoeren: De dagelijkse overzichten plannen", "digests is gepauzeerd; het loopt niet tot het wordt hervat.", "Gepauzeerd door local sinds", "digests loopt binnen enkele seconden.")]
    public Task A_job_is_paused_resumed_and_run_with_the_keyboard_and_without_script(
        string language, string title, string pause, string resume, string run, string paused, string by, string runs)
    {
        fixture.Figures.MakeTrouble("score-customers");
        return fixture.OnAsync($"{Path}?lang={language}", new BrowserNewContextOptions { JavaScriptEnabled = false }, async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = title })).ToBeVisibleAsync();
            await Expect(page.Locator("li.bad", new PageLocatorOptions { HasText = "score-customers" })).ToContainTextAsync(language == "nl" ? "mislukt" : "failed");
            await Expect(page.GetByText("no.such-kind")).ToBeVisibleAsync();
            await ShootAsync(page, $"jobs-{language}");

            await PressAsync(page, pause);
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(paused);
            await Expect(page.Locator("li.off")).ToContainTextAsync(by);
            await ShootAsync(page, $"jobs-paused-{language}");

            await PressAsync(page, resume);
            await Expect(page.Locator("li.off")).ToHaveCountAsync(0);
            await PressAsync(page, run);
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(runs);
            page.Url.ShouldContain($"lang={language}");
        });
    }

    [Theory]
    [InlineData("en", "light")]
    [InlineData("nl", "dark")]
    public Task On_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing(string language, string scheme)
    {
        fixture.Figures.MakeTrouble("score-customers");
        return fixture.OnAsync(
            $"{Path}?lang={language}",
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 320, Height = 640 },
                ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
                BypassCSP = true,
            },
            page => LookAsync(page, $"jobs-small-{language}"));
    }

    [Theory]
    [InlineData("en", "Log in", "That is not a key of this bot.")]
    [InlineData("nl", "Inloggen", "Dat is geen sleutel van deze bot.")]
    public Task From_elsewhere_it_asks_for_a_key_and_says_when_it_is_wrong(string language, string logIn, string wrong) => fixture.OnAsync(
        $"{Path}?lang={language}",
        new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 320, Height = 640 },
            BypassCSP = true,
            ExtraHTTPHeaders = [KeyValuePair.Create("X-Forwarded-For", "192.0.2.7")],
        },
        async page =>
        {
            await LookAsync(page, $"jobs-log-in-{language}");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync("rb_0");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(wrong);
            await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = logIn })).ToBeVisibleAsync();
            await LookAsync(page, $"jobs-log-in-wrong-{language}");
        });

    /// <summary>Goes to a button with the Tab key alone and presses it.</summary>
    private static async Task PressAsync(IPage page, string name)
    {
        var button = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });
        await Expect(button).ToBeVisibleAsync();
        for (var tabs = 0; tabs < 60 && !await button.EvaluateAsync<bool>("e => e === document.activeElement"); tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(button).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
