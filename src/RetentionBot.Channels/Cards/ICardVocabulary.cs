using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>A function of a card template. Values that are missing arrive as null.</summary>
/// <exception cref="FormatException">
/// A value is missing or of another type than the function takes. The message says which type, never the value: it may reach a log.
/// </exception>
public delegate JsonNode? CardFunction(IReadOnlyList<JsonNode?> values);

/// <summary>What a template may use besides its data: the texts and the number, date and money functions of one language.</summary>
/// <remarks>Asked while a template is parsed, so that an unknown name is refused there and not on somebody's card.</remarks>
public interface ICardVocabulary
{
    /// <summary>A value that is the same on every card, by the first name of its path, in any scope; null when the name belongs to the data.</summary>
    JsonNode? Constant(string name);

    /// <summary>The function of that name for that many values; null when there is none.</summary>
    CardFunction? Function(string name, int values);

    /// <summary>The functions as a refusal lists them: <c>number(x), date(day)</c>.</summary>
    string Signatures { get; }
}
