using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Text;

/// <summary>
/// What card templates may use besides their data, in one language: its texts under <c>t</c>, and numbers, dates and money as <see cref="Format"/> writes them.
/// A value that is missing or of another type is refused: a card that fails is mended, a wrong number is believed.
/// </summary>
/// <param name="zone">In which <c>moment</c> tells the time.</param>
internal sealed class CardVocabulary(Texts texts, TimeZoneInfo zone) : ICardVocabulary
{
    private const decimal TooLarge = 1_000_000_000_000_000_000m;
    private const int MostDecimals = 6;

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public string Signatures => "number(x), number(x, decimals), percent(ratio), points(x), date(day), moment(instant), money(minor, currency)";

    public JsonNode? Constant(string name) => name == "t" ? texts.ForCards() : null;

    public CardFunction? Function(string name, int values) => (name, values) switch
    {
        ("number", 1) => v => texts.Format.Number(Number(v[0]), 0),
        ("number", 2) => v => texts.Format.Number(Number(v[0]), Decimals(v[1])),
        ("percent", 1) => v => texts.Format.Percent(Number(v[0])),
        ("points", 1) => v => texts.Format.Points(Number(v[0])),
        ("date", 1) => v => texts.Format.Date(Day(v[0])),
        ("moment", 1) => v => texts.Format.Moment(Instant(v[0]), zone),
        ("money", 2) => v => texts.Format.Money(Minor(v[0]), Currency(v[1])),
        _ => null,
    };

    private static decimal Number(JsonNode? value) =>
        value is JsonValue json && json.GetValueKind() == JsonValueKind.Number
        && (json.TryGetValue(out decimal number) || decimal.TryParse(json.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        && Math.Abs(number) < TooLarge
            ? number
            : throw Refuse(value, "a number below 10^18");

    private static int Decimals(JsonNode? value) =>
        Number(value) is var number and >= 0 and <= MostDecimals && decimal.IsInteger(number)
            ? (int)number
            : throw Refuse(value, $"a whole number of decimals from 0 to {MostDecimals}");

    private static long Minor(JsonNode? value) =>
        Number(value) is var number && decimal.IsInteger(number) ? (long)number : throw Refuse(value, "a whole number of minor units");

    private static string Currency(JsonNode? value) =>
        Text(value) is { } code && Currencies.IsKnown(code) ? code : throw Refuse(value, "a currency code such as EUR");

    private static DateOnly Day(JsonNode? value) =>
        DateOnly.TryParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Refuse(value, "a day such as 2026-11-21");

    /// <summary>An instant without an offset is taken as UTC.</summary>
    private static DateTimeOffset Instant(JsonNode? value) =>
        DateTimeOffset.TryParseExact(Text(value), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw Refuse(value, "an instant such as 2026-11-21T14:05:00Z");

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Says what kind of value came, and not which: the message may reach a log.</summary>
    private static FormatException Refuse(JsonNode? value, string needed) => new($"there should be {needed}, and there is {value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "nothing",
        JsonValueKind.String => "another text",
        JsonValueKind.Number => "another number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        _ => "an object",
    }}");
}
