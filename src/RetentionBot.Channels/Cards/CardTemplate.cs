using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>
/// A card with holes: JSON written in a subset of the Adaptive Card Templating language. Parsed once per language, filled any number of times, safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// <c>${customer.name}</c>, <c>${rows[0]}</c> and <c>${part['at-stake']}</c> read the data in scope; <c>$root</c> is the whole of it, <c>$data</c> what is in
/// scope, <c>$index</c> the place in the list being repeated. A string that is one expression becomes the value with its JSON type; anywhere else the value
/// is written into the text. <c>\${</c> is a plain <c>${</c>. <c>$data</c> on an object sets its scope, and repeats it when that is a list; <c>$when</c> leaves
/// it out unless true. Expressions know <c>== != ! &amp;&amp; ||</c>, brackets, literals, <c>exists</c>, <c>empty</c>, <c>count</c>, <c>if</c>, and the
/// constants and functions of the <see cref="ICardVocabulary"/>.
/// </para>
/// <para>
/// Filling follows adaptivecards-templating 2.3.1, checked against it case by case: a path that leads nowhere stays as written (<c>${customer.nmae}</c>), so
/// that a slip shows on the card and in a lint test; a null or left-out entry of a list disappears, a left-out member becomes null; a list in a list is
/// poured out into it. It is stricter where that package shrugs: an unfinished or unknown expression, and a <c>$when</c> that is no expression, are refused at
/// parsing. A null inside a text is an empty text, where that package fails; objects and lists inside a text appear as JSON. All differences: docs/cards.md.
/// </para>
/// </remarks>
public sealed class CardTemplate
{
    private readonly TemplateNode root;

    private CardTemplate(TemplateNode root) => this.root = root;

    /// <param name="vocabulary">The language of the card; without one there are no functions but the four that every template has.</param>
    /// <exception cref="FormatException">Not JSON, not an object, or an expression outside the subset; the message says where.</exception>
    public static CardTemplate Parse(string json, ICardVocabulary? vocabulary = null)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The card template is not JSON: {exception.Message}", exception);
        }

        return node is JsonObject card
            ? new CardTemplate(new TemplateCompiler(vocabulary).Compile(card, "card"))
            : throw new FormatException("A card template is a JSON object.");
    }

    /// <summary>Fills the card. The result shares nothing with the template or the data.</summary>
    /// <exception cref="InvalidOperationException">
    /// The outermost <c>$data</c> or <c>$when</c> left no card, or made several; or a function was given a value it does not take, and the message says where.
    /// </exception>
    public JsonObject Expand(JsonNode data) =>
        root.Expand(new Scope(data, data, Index: null)) as JsonObject
        ?? throw new InvalidOperationException("The template's outermost $data or $when left no single card.");
}
