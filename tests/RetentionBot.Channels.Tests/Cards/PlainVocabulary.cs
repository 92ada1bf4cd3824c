using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;

namespace RetentionBot.Channels.Tests.Cards;

/// <summary>Functions that only show what they were given, <c>&lt;number 58&gt;</c>, and refuse nothing but nothing; beside them, texts.</summary>
internal sealed class PlainVocabulary(JsonObject texts) : ICardVocabulary
{
    public string Signatures => "number(x), number(x, decimals), percent(ratio), points(x), date(day), moment(instant), money(minor, currency)";

    public JsonNode? Constant(string name) => name == "t" ? texts : null;

    public CardFunction? Function(string name, int values) => (name, values) switch
    {
        ("number", 1 or 2) or ("percent" or "points" or "date" or "moment", 1) or ("money", 2) =>
            given => $"<{string.Join(' ', given.Select(Shown).Prepend(name))}>",
        _ => null,
    };

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? throw new FormatException("there should be a value, and there is nothing");
}
