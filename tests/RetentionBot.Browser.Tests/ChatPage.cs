using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RetentionBot.Browser.Tests;

/// <summary>The web chat as a visitor sees and handles it.</summary>
internal sealed partial class ChatPage
{
    private readonly IPage page;
    private readonly Uri address;
    private readonly List<string> troubles = [];

    public ChatPage(IPage page, Uri address)
    {
        (this.page, this.address) = (page, address);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                troubles.Add($"The console says: {message.Text}");
            }
        };
        page.PageError += (_, error) => troubles.Add($"A script failed: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != address.Authority)
            {
                troubles.Add($"A request went to {request.Url}");
            }
        };
    }

    /// <summary>Errors of the page and requests that left it.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    public IPage Page => page;

    /// <summary>Everything said so far, oldest first.</summary>
    public ILocator Messages => page.Locator(".webchat__basic-transcript__activity");

    public ILocator Cards => page.Locator(".ac-adaptiveCard");

    public ILocator Chips => page.Locator("#suggestions button");

    public ILocator SendBox => page.Locator(".webchat__send-box-text-box__input");

    /// <summary>The card whose heading says this.</summary>
    public ILocator Card(string heading) => Cards.Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading }) });

    /// <summary>The value beside a title in a card's list of facts.</summary>
    public static ILocator Fact(ILocator card, string title) =>
        card.Locator(".ac-factset tr").Filter(new LocatorFilterOptions { Has = card.Page.GetByText(title, new PageGetByTextOptions { Exact = true }) }).Locator("td").Last;

    public Task OpenAsync(string person, string? language) =>
        LoadedAsync(() => page.GotoAsync(new Uri(address, $"/?as={person}{(language is null ? "" : $"&lang={language}")}").AbsoluteUri));

    public Task ReloadAsync() => LoadedAsync(() => page.ReloadAsync());

    /// <summary>Does what loads the page, and waits until all that was said before stands there.</summary>
    public async Task LoadedAsync(Func<Task> load)
    {
        // The first poll of a page has no watermark yet; later ones of the page before this one have.
        var first = page.WaitForResponseAsync(r => r.Request.Method == "GET" && FirstPoll().IsMatch(r.Url));
        await load();
        var history = await (await first).JsonAsync();
        var said = history!.Value.GetProperty("activities").EnumerateArray().Count(IsShown);
        await Expect(Messages).ToHaveCountAsync(said);
    }

    /// <summary>Types a message, sends it, and waits for the answer.</summary>
    public Task<ILocator> AskAsync(string text) => AnswerToAsync(async () =>
    {
        await SendBox.FillAsync(text);
        await SendBox.PressAsync("Enter");
    });

    /// <summary>Does what sends a message, and waits for the answer to it.</summary>
    public async Task<ILocator> AnswerToAsync(Func<Task> send)
    {
        var before = await Messages.CountAsync();
        await send();
        await Expect(Messages).ToHaveCountAsync(before + 2);
        return Messages.Nth(before + 1);
    }

    /// <summary>Presses Tab until the focus is where the JavaScript expression says.</summary>
    public async Task TabToAsync(string isThere)
    {
        for (var steps = 0; steps < 40; steps++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(isThere))
            {
                return;
            }
        }

        throw new InvalidOperationException($"40 times Tab never came to where {isThere}");
    }

    /// <summary>Waits until the history has scrolled to its end.</summary>
    public Task AtTheEndAsync() => page.WaitForFunctionAsync(
        "() => { const history = document.querySelector('.webchat__basic-transcript__scrollable'); return history.scrollHeight - history.scrollTop - history.clientHeight < 2; }");

    /// <summary>Takes a picture into the folder for artifacts.</summary>
    public async Task<string> ShootAsync(string name)
    {
        var file = Path.Combine(Repository.Artifacts, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        return file;
    }

    /// <summary>A press of a button is kept in the history too, but is no message.</summary>
    private static bool IsShown(JsonElement activity) =>
        (activity.TryGetProperty("text", out var text) && text.GetString() is { Length: > 0 })
        || (activity.TryGetProperty("attachments", out var attachments) && attachments.GetArrayLength() > 0);

    [GeneratedRegex("/activities([?]watermark=)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FirstPoll();
}
