using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>What expressions can see: the whole data, the part in scope, and the place in the list being repeated.</summary>
internal readonly record struct Scope(JsonNode? Root, JsonNode? Data, int? Index);

/// <summary>One piece of a compiled template. <see cref="Expand"/> returns a node without a parent, or null for "nothing".</summary>
internal abstract record TemplateNode
{
    public abstract JsonNode? Expand(Scope scope);
}

internal sealed record ConstantNode(JsonNode? Value) : TemplateNode
{
    public override JsonNode? Expand(Scope scope) => Value?.DeepClone();
}

/// <summary>A string that is exactly one expression.</summary>
internal sealed record ValueNode(Expression Expression) : TemplateNode
{
    public override JsonNode? Expand(Scope scope) => Expression.EvaluateForDisplay(scope)?.DeepClone();
}

/// <summary>A text with expressions in it.</summary>
internal sealed record TextNode(IReadOnlyList<Expression> Parts) : TemplateNode
{
    public override JsonNode Expand(Scope scope) =>
        JsonValue.Create(string.Concat(Parts.Select(part => Values.AsText(part.EvaluateForDisplay(scope)))));
}

internal sealed record ListNode(IReadOnlyList<TemplateNode> Items) : TemplateNode
{
    public override JsonNode Expand(Scope scope)
    {
        var list = new JsonArray();
        foreach (var item in Items)
        {
            switch (item.Expand(scope))
            {
                case null:
                    break;
                case JsonArray many:
                    foreach (var one in many.ToList())
                    {
                        many.Remove(one);
                        list.Add(one);
                    }

                    break;
                case var one:
                    list.Add(one);
                    break;
            }
        }

        return list;
    }
}

/// <summary>An object with its scope (<c>$data</c>) and condition (<c>$when</c>): left out, once, or once per entry of a list.</summary>
internal sealed record ObjectNode(TemplateNode? Data, Expression? When, IReadOnlyList<KeyValuePair<string, TemplateNode>> Members) : TemplateNode
{
    public override JsonNode? Expand(Scope scope)
    {
        if (Data is null)
        {
            return ExpandOne(scope);
        }

        var data = Data.Expand(scope);
        if (data is not JsonArray entries)
        {
            return ExpandOne(scope with { Data = data });
        }

        var copies = entries
            .Select((entry, index) => ExpandOne(scope with { Data = entry, Index = index }))
            .OfType<JsonNode>()
            .ToArray();

        return copies.Length switch
        {
            0 => null,
            1 => copies[0],
            _ => new JsonArray(copies),
        };
    }

    private JsonObject? ExpandOne(Scope scope)
    {
        if (When is not null && !Values.IsTrue(When.Evaluate(scope)))
        {
            return null;
        }

        var result = new JsonObject();
        foreach (var (name, member) in Members)
        {
            result[name] = member.Expand(scope);
        }

        return result;
    }
}
