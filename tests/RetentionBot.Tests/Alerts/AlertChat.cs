using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Domain.Alerts;
using RetentionBot.Domain.Customers;
using RetentionBot.Features.Alerts;
using RetentionBot.Tests.Behaviour;
using RetentionBot.Tests.Harness;

namespace RetentionBot.Tests.Alerts;

/// <summary>What the stories about alerts in chat have in common.</summary>
internal static class AlertChat
{
    public static readonly string[] Channels = ["teams", "slack", "webchat"];

    private static int _lastPress;

    /// <summary>The local day so many days from today.</summary>
    public static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Today => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).DateTime);

    /// <summary>The bot with the alert's card in English in a room of each channel.</summary>
    public static Task<BotUnderTest> StartAsync() => Story.WithAlertAsync(Channels);

    public static string AdminNameOn(string channel) => channel == "webchat" ? "Daan Visser" : "Anouk de Wit";

    /// <summary>A channel on which Bram is, other than this one where there are two.</summary>
    public static string WhereBramIs(string channel) => channel == "teams" ? "slack" : "teams";

    /// <summary>Whether it is the failing customer's alert with all that belongs to it, not just a line about it.</summary>
    public static bool IsCard(ShownMessage message) =>
        message.Everything.Contains(Company.Failing, StringComparison.Ordinal)
        && (message.Everything.Contains("MRR at stake", StringComparison.Ordinal) || message.Everything.Contains("MRR op het spel", StringComparison.Ordinal));

    public static async Task<Alert> AlertAsync(BotUnderTest bot) => (await bot.AllAsync<Alert>()).ShouldHaveSingleItem();

    public static async Task<long> StaffIdAsync(BotUnderTest bot, string name) => (await bot.AllAsync<StaffMember>()).Single(s => s.Name == name).Id;

    /// <summary>Waits until the alert's card says this in every room.</summary>
    public static async Task ShouldShowEverywhereAsync(BotUnderTest bot, params string[] words)
    {
        foreach (var channel in Channels)
        {
            await bot.Side(channel).ShouldShowAsync([Company.Failing, .. words]);
        }
    }

    /// <summary>Takes the alert on, and waits until all rooms show it.</summary>
    /// <returns>The card in that channel's room.</returns>
    public static async Task<ShownMessage> AcknowledgeAsync(BotUnderTest bot, string channel, string who, string name)
    {
        await bot.Side(channel).PressAsync(who, await Story.CardAsync(bot, channel), AcknowledgeAlert.Verb);
        await ShouldShowEverywhereAsync(bot, $"Acknowledged by {name}");
        return await bot.Side(channel).ShouldShowAsync([Company.Failing, $"Acknowledged by {name}"]);
    }

    /// <summary>The title of the button that begins so.</summary>
    public static string TitleOf(ShownMessage message, string beginning) =>
        ChatSideExtensions.ButtonsOf(message).First(title => title.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Presses what is called so, be it a button or, on Slack, a line of the menu behind the buttons.</summary>
    public static async Task<string> PressAsync(BotUnderTest bot, string channel, string who, ShownMessage message, string title)
    {
        var lines = message.Parts.Where(p => (string?)p["type"] == "overflow")
            .SelectMany(menu => menu["options"]!.AsArray().Select(option => (Menu: menu, Option: option!.AsObject())))
            .Where(line => (string?)line.Option["text"]!["text"] == title)
            .ToList();
        if (lines is not [var (menu, option)])
        {
            return await bot.Side(channel).PressTitledAsync(who, message, title);
        }

        await SendToSlackAsync(bot, SlackPress(bot, who, message, new JsonObject
        {
            ["type"] = "overflow",
            ["action_id"] = menu["action_id"]!.DeepClone(),
            ["selected_option"] = option.DeepClone(),
        }));
        return "";
    }

    /// <summary>Presses what is called so, and waits for the form it opens.</summary>
    public static async Task<ShownForm> OpenAsync(BotUnderTest bot, string channel, string who, ShownMessage message, string title)
    {
        if (channel == "slack")
        {
            var before = bot.Slack.Fake.Views.Open.Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
            await PressAsync(bot, channel, who, message, title);
            var modal = await Eventually.ShouldGiveAsync(
                () => Task.FromResult(bot.Slack.Fake.Views.Open.FirstOrDefault(v => v.User == SlackSide.IdOf(who) && !before.Contains(v.Id))), $"a window opens before {who}");
            return new ShownForm(message, modal.View);
        }

        if (channel == "teams")
        {
            var answer = JsonNode.Parse(await PressAsync(bot, channel, who, message, title))!;
            return new ShownForm(message, answer["value"]!.DeepClone().AsObject());
        }

        await PressAsync(bot, channel, who, message, title);
        var form = await Eventually.ShouldGiveAsync(
            async () => (await bot.WebChat.ShownAsync(message.Room)).FirstOrDefault(m => m.Id == message.Id && m.Everything != message.Everything), "the form takes the card's place");
        return new ShownForm(form, form.Content!.AsObject());
    }

    /// <summary>A press on Slack as it is sent; the same one sent again is the same delivery.</summary>
    public static JsonObject SlackPress(BotUnderTest bot, string who, ShownMessage message, JsonObject action)
    {
        action["action_ts"] = string.Create(CultureInfo.InvariantCulture, $"{1_796_000_000 + Interlocked.Increment(ref _lastPress)}.000300");
        return new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = new JsonObject { ["id"] = SlackSide.IdOf(who), ["team_id"] = FakeSlack.Team },
            ["api_app_id"] = "A0RETBOT01",
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Id, ["channel_id"] = message.Room },
            ["team"] = new JsonObject { ["id"] = FakeSlack.Team },
            ["trigger_id"] = bot.Slack.Fake.Views.MintTrigger(SlackSide.IdOf(who)),
            ["channel"] = new JsonObject { ["id"] = message.Room },
            ["message"] = new JsonObject { ["ts"] = message.Id },
            ["state"] = new JsonObject { ["values"] = new JsonObject() },
            ["actions"] = new JsonArray(action),
        };
    }

    public static async Task SendToSlackAsync(BotUnderTest bot, JsonObject press)
    {
        using var response = await bot.Slack.SendAsync(bot.Slack.Signer.Interaction(press.ToJsonString()));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public static async Task ImportAsync(BotUnderTest bot, string kind, params string[] lines)
    {
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var response = await bot.Http.PostAsync($"/api/ingest/{kind}", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Lets the use of further customers stop as that of <see cref="Company.Failing"/> does.</summary>
    public static Task DropAlsoAsync(BotUnderTest bot, params string[] customers) => ImportAsync(
        bot,
        "usage",
        [
            "id,customer,day,feature,events,active_users",
            .. customers.SelectMany(c => Enumerable.Range(24, 12).SelectMany(day => Enumerable.Range(1, 8).Select(f => $"v{c}-{day}-{f},{c},{Day(-day)},feature{f},5,3"))),
        ]);
}
