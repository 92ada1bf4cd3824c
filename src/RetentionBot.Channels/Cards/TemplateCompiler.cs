using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>Turns template JSON into <see cref="TemplateNode"/>s. The place is named in every refusal, e.g. <c>card.body[2].text</c>.</summary>
internal sealed class TemplateCompiler(ICardVocabulary? vocabulary)
{
    /// <exception cref="FormatException">An expression outside the subset.</exception>
    public TemplateNode Compile(JsonNode? node, string place) => node switch
    {
        JsonObject element => CompileObject(element, place),
        JsonArray list => new ListNode([.. list.Select((item, index) => Compile(item, $"{place}[{index}]"))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => CompileText(value.GetValue<string>(), place),
        _ => new ConstantNode(node?.DeepClone()),
    };

    private ObjectNode CompileObject(JsonObject element, string place)
    {
        TemplateNode? data = null;
        Expression? when = null;
        var members = new List<KeyValuePair<string, TemplateNode>>();
        foreach (var (name, value) in element)
        {
            var inner = $"{place}.{name}";
            switch (name)
            {
                case "$data":
                    data = Compile(value, inner);
                    break;
                case "$when":
                    when = Compile(value, inner) is ValueNode condition
                        ? condition.Expression
                        : throw new FormatException($"{inner}: a $when is one expression, such as ${{isOpen}}.");
                    break;
                default:
                    members.Add(new(name, Compile(value, inner)));
                    break;
            }
        }

        return new ObjectNode(data, when, [.. members]);
    }

    private TemplateNode CompileText(string text, string place)
    {
        var parts = new List<Expression>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (StartsAt(text, at, "\\${"))
            {
                plain.Append("${");
                at += 3;
            }
            else if (StartsAt(text, at, "${"))
            {
                TakePlain(plain, parts);
                parts.Add(ExpressionParser.Parse(text, ref at, place, vocabulary));
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        TakePlain(plain, parts);
        return parts switch
        {
            [] => new ConstantNode(JsonValue.Create("")),
            [Literal literal] => new ConstantNode(literal.Value?.DeepClone()),
            [var single] => new ValueNode(single),
            _ => new TextNode([.. parts]),
        };
    }

    private static bool StartsAt(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static void TakePlain(StringBuilder plain, List<Expression> parts)
    {
        if (plain.Length > 0)
        {
            parts.Add(new Literal(JsonValue.Create(plain.ToString())));
            plain.Clear();
        }
    }
}
