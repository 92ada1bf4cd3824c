using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RetentionBot.Browser.Tests;

/// <summary>The customer success manager sees that a customer's health dropped, and takes it on.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class AlertCardTests(BrowserFixture fixture)
{
    private const string Collapsed = "Van Dijk Logistics";
    private const string Silent = "Fietsfabriek Delft";

    [Fact]
    public Task A_card_tells_what_happened_to_the_customer_why_what_is_at_stake_and_whose_it_is() => fixture.AsAsync("daan", async chat =>
    {
        var (score, before, weekAgo, mrr, owner) = fixture.Figures.AlertOf(Collapsed);
        var card = chat.Card($"Health drop: {Collapsed}");

        await Expect(ChatPage.Fact(card, "Score")).ToHaveTextAsync($"{before} → {score}");
        await Expect(ChatPage.Fact(card, "7 days ago")).ToHaveTextAsync($"{weekAgo}");
        await Expect(ChatPage.Fact(card, "MRR at stake")).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"€{mrr / 100m:N2} a month"));
        await Expect(ChatPage.Fact(card, "Owner")).ToHaveTextAsync(owner);

        // The drivers are the points the score lost in seven days; each is rounded to one decimal, and so is their sum.
        var drivers = await ChatPage.Fact(card, "Drivers in 7 days").InnerTextAsync();
        var points = drivers.Split(", ").Select(part => part.Split(' ')).ToDictionary(p => p[0], p => decimal.Parse(p[1], CultureInfo.InvariantCulture));
        points.Keys.ShouldBe(["usage", "adoption", "support"], ignoreOrder: true);
        points.Values.Sum().ShouldBe(score - weekAgo, tolerance: 1.15m);
    });

    [Fact]
    public Task Acknowledge_says_at_once_who_has_it_and_a_reload_still_does() => fixture.AsAsync("daan", async chat =>
    {
        await chat.Page.EvaluateAsync("window.stillTheSamePage = true");
        var card = chat.Card($"Health drop: {Collapsed}");
        await Expect(card).ToContainTextAsync("Open: nobody has taken it on yet.");

        await Button(card, "Acknowledge").ClickAsync();

        await Expect(card).ToContainTextAsync("Acknowledged by Daan Visser");
        await Expect(Button(card, "Acknowledge")).ToHaveCountAsync(0);
        await Expect(Button(card, "Resolve")).ToBeVisibleAsync();
        (await chat.Page.EvaluateAsync<bool>("window.stillTheSamePage === true")).ShouldBeTrue();
        await chat.AskAsync("what was churn last month");
        await chat.AtTheEndAsync();
        await chat.ShootAsync("web-chat");

        await chat.ReloadAsync();
        await Expect(card).ToContainTextAsync("Acknowledged by Daan Visser");
        await Expect(chat.Messages.Last).ToContainTextAsync("Customer churn");
    });

    [Fact]
    public Task Acknowledge_is_reached_and_pressed_with_the_keyboard_alone() => fixture.AsAsync("daan", async chat =>
    {
        var keys = chat.Page.Keyboard;
        var card = chat.Card($"Health drop: {Silent}");
        await chat.TabToAsync("document.activeElement.classList.contains('webchat__basic-transcript')");

        // In the history the arrows go from message to message, Enter goes into one, Tab to its buttons.
        for (var steps = await chat.Messages.CountAsync(); steps > 0 && !await IsChosenAsync(card); steps--)
        {
            await keys.PressAsync("ArrowUp");
        }

        await keys.PressAsync("Enter");
        await chat.TabToAsync("document.activeElement.textContent === 'Acknowledge'");
        await chat.ShootAsync("keyboard");
        await keys.PressAsync("Enter");

        await Expect(card).ToContainTextAsync("Acknowledged by Daan Visser");
    });

    [Theory]
    [InlineData("joris")]
    [InlineData("lotte")]
    public Task Nobody_else_is_shown_a_customers_health(string person) => fixture.AsAsync(person, async chat =>
    {
        await Expect(chat.Messages.First).ToContainTextAsync("Ik ben RetentionBot");
        await Expect(chat.Page.Locator("body")).Not.ToContainTextAsync(Collapsed);
    });

    /// <summary>Whether the message a card is in is the one the arrow keys are at.</summary>
    private static Task<bool> IsChosenAsync(ILocator card) => card.EvaluateAsync<bool>(
        "card => card.closest('.webchat__basic-transcript__activity').querySelector('[role=article]').id === document.activeElement.getAttribute('aria-activedescendant')");

    private static ILocator Button(ILocator card, string name) => card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name });
}
