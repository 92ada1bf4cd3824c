using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Features.Alerts;

namespace RetentionBot.Tests.Harness;

/// <summary>A message of the bot as it stands in a room now.</summary>
/// <param name="Content">The text, or the card, or the blocks.</param>
internal sealed record ShownMessage(string Room, string Id, string Text, JsonNode? Content)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All there is to read, the markup left in.</summary>
    public string Everything => Content is null ? Text : $"{Text}\n{Content.ToJsonString(Readable)}";

    /// <summary>Every object in the content, however deep.</summary>
    public IEnumerable<JsonObject> Parts => Below(Content);

    private static IEnumerable<JsonObject> Below(JsonNode? node) => node switch
    {
        JsonObject element => element.Select(member => member.Value).SelectMany(Below).Prepend(element),
        JsonArray list => list.SelectMany(Below),
        _ => [],
    };
}

/// <summary>One channel as its people use it: they write, they read, they press.</summary>
internal interface IChatSide
{
    /// <summary>The room that tests connect.</summary>
    string Room { get; }

    /// <summary>The one-to-one conversation of a person.</summary>
    string PrivateRoomOf(string who);

    /// <summary>Writes to the bot.</summary>
    Task SayAsync(string who, string text, string? room = null);

    /// <summary>What the bot has written in a room, oldest first.</summary>
    Task<IReadOnlyList<ShownMessage>> ShownAsync(string? room = null);

    /// <summary>Presses a button of a message.</summary>
    /// <returns>What the one who pressed is told at once; empty where the channel has no such answer.</returns>
    Task<string> PressAsync(string who, ShownMessage message, string verb, params (string Id, object Value)[] inputs);

    /// <summary>Presses a button that asks for more, and waits for the form.</summary>
    Task<ShownForm> OpenFormAsync(string who, ShownMessage message, string verb);

    /// <summary>Sends a form that is open.</summary>
    /// <returns>What it complains of; empty when it was taken.</returns>
    Task<IReadOnlyList<string>> SendFormAsync(string who, ShownForm form, params (string Id, object Value)[] inputs);
}

/// <summary>A form as it is open before the person.</summary>
/// <param name="Message">The message it was opened from, or takes the place of.</param>
/// <param name="Content">The card, or Slack's modal.</param>
internal sealed record ShownForm(ShownMessage Message, JsonObject Content)
{
    private const string ErrorMark = "**!** ";

    /// <summary>The card as a message, so that it can be pressed.</summary>
    public ShownMessage AsMessage => Message with { Content = Content };

    /// <summary>The verb that sends it.</summary>
    public string SubmitVerb => AsMessage.Parts
        .Where(p => (string?)p["type"] is "Action.Execute" or "Action.Submit")
        .Select(p => (string?)p["verb"] ?? (string?)p["data"]?["verb"])
        .First(verb => verb is not null and not "form.cancel")!;

    /// <summary>The complaints a card shows under its inputs.</summary>
    public static IReadOnlyList<string> ErrorsOn(ShownMessage card) =>
    [
        .. card.Parts.Select(p => (string?)p["text"]).Where(t => t?.StartsWith(ErrorMark, StringComparison.Ordinal) == true).Select(t => t![ErrorMark.Length..]),
    ];
}

internal static class ChatSideExtensions
{
    /// <summary>Waits for a message that says all of this.</summary>
    public static Task<ShownMessage> ShouldShowAsync(this IChatSide side, string[] words, string? room = null, TimeSpan? atMost = null) =>
        Eventually.ShouldGiveAsync(
            async () => (await side.ShownAsync(room)).LastOrDefault(m => words.All(w => m.Everything.Contains(w, StringComparison.Ordinal))),
            $"{side.GetType().Name} shows {string.Join(" and ", words)}",
            atMost);

    public static Task<ShownMessage> ShouldShowAsync(this IChatSide side, string words, string? room = null) => side.ShouldShowAsync([words], room);

    /// <summary>Resolves the alert of a card, saying what was done.</summary>
    public static async Task ResolveAsync(this IChatSide side, string who, ShownMessage card, string note = "Called, all fine") =>
        (await side.SendFormAsync(who, await side.OpenFormAsync(who, card, ResolveAlert.Verb), (ResolveForm.Note, note), (ResolveForm.Ending, "saved"))).ShouldBeEmpty();

    /// <summary>Presses the button that says this; a card may have several of one verb.</summary>
    public static Task<string> PressTitledAsync(this IChatSide side, string who, ShownMessage message, string title)
    {
        var button = message.Parts.First(p => (string?)p["type"] is "button" or "Action.Execute" or "Action.Submit" && TitleOf(p) == title);
        var verb = (string?)button["verb"] ?? (string?)button["data"]?["verb"] ?? ((string)button["action_id"]!).Split('#')[0];
        return side.PressAsync(who, message with { Content = button.DeepClone() }, verb);
    }

    /// <summary>What the buttons of a message say, each once.</summary>
    public static IReadOnlyList<string> ButtonsOf(ShownMessage message) =>
        [.. message.Parts.Where(p => (string?)p["type"] is "button" or "Action.Execute" or "Action.Submit").Select(TitleOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? TitleOf(JsonObject button) => (string?)((button["text"] as JsonObject)?["text"] ?? button["title"]);

    /// <summary>Writes, and waits for the answer.</summary>
    public static async Task<ShownMessage> AskAsync(this IChatSide side, string who, string text, string? room = null)
    {
        var before = (await side.ShownAsync(room)).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        await side.SayAsync(who, text, room);
        return await Eventually.ShouldGiveAsync(
            async () => (await side.ShownAsync(room)).FirstOrDefault(m => !before.Contains(m.Id) && !IsGreeting(m)), $"{side.GetType().Name} answers {who}");
    }

    /// <summary>Who opens a room is greeted there, sooner or later than they are answered.</summary>
    private static bool IsGreeting(ShownMessage message) =>
        message.Everything.Contains("I am RetentionBot", StringComparison.Ordinal) || message.Everything.Contains("Ik ben RetentionBot", StringComparison.Ordinal);
}
