using Microsoft.Playwright;

namespace RetentionBot.Browser.Tests;

/// <summary>One bot and one browser for all browser tests, and what is seen of them when a test fails.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private BotProcess? bot;
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal SampleFigures Figures => new(bot!.DatabaseFile);

    public async Task InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            throw new FileNotFoundException($"There is no Chromium at {chromium}. Run ./test.sh, which installs it, or name another one in the variable CHROMIUM.");
        }

        // The machine may be busy building: waiting longer only costs time when something is wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = Flags });
        bot = await BotProcess.StartAsync();
    }

    /// <summary>Opens the chat as a person and does what the test does. Errors on the page and requests to other places fail the test, whatever it tests.</summary>
    /// <param name="person"><c>daan</c> (CSM, English), <c>joris</c> (manager, Dutch) or <c>lotte</c> (customer, Dutch).</param>
    /// <param name="story">What is done and looked at.</param>
    /// <param name="language">Of the page, <c>en</c> or <c>nl</c>; null for the person's own.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="height">Of the window, in pixels.</param>
    internal async Task AsAsync(string person, Func<ChatPage, Task> story, string? language = null, int width = 1280, int height = 900)
    {
        await using var context = await browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        var chat = new ChatPage(await context.NewPageAsync(), bot!.Address);
        try
        {
            await chat.OpenAsync(person, language);
            await story(chat);
            chat.Troubles.ShouldBeEmpty();
        }
        catch (Exception e)
        {
            await chat.ShootAsync($"failed-{person}");
            throw new InvalidOperationException($"{e.Message}\nThe page: artifacts/failed-{person}.png. The bot wrote:\n{bot.Output}", e);
        }
    }

    /// <summary>Opens the page of a question put to the sample's customer as a test, which counts nowhere. Requests to other places and errors on the page fail the test.</summary>
    internal Task OnPageAsync(string query, BrowserNewContextOptions options, Func<IPage, Task> story) => OnAsync(Figures.NewTestLink() + query, options, story);

    /// <summary>Opens a page of the bot. Requests to other places and errors on the page fail the test.</summary>
    internal async Task OnAsync(string path, BrowserNewContextOptions options, Func<IPage, Task> story)
    {
        await using var context = await browser!.NewContextAsync(options);
        var page = await context.NewPageAsync();
        var troubles = new List<string>();
        page.PageError += (_, error) => troubles.Add($"A script failed: {error}");
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                troubles.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not "data" } asked && asked.Authority != bot!.Address.Authority)
            {
                troubles.Add($"A request went to {request.Url}");
            }
        };
        await page.GotoAsync(new Uri(bot!.Address, path).AbsoluteUri);
        await story(page);
        troubles.ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (bot is not null)
        {
            await bot.DisposeAsync();
        }
    }
}
