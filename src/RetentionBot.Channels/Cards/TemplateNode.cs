using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>One piece of a compiled template.</summary>
internal abstract record TemplateNode
{
    /// <summary>A node without a parent, or null for "nothing".</summary>
    public abstract JsonNode? Expand(in Scope scope);

    /// <summary>The value to set a scope by. It is only read, so it may belong to the data.</summary>
    public virtual JsonNode? Read(in Scope scope) => Expand(scope);

    /// <summary>Adds what becomes of this piece as an entry of a list: nothing, one, or the entries of a list.</summary>
    public virtual void ExpandInto(JsonArray list, in Scope scope)
    {
        if (Expand(scope) is { } one)
        {
            list.Add(one);
        }
    }
}

internal sealed record ConstantNode(JsonNode? Value) : TemplateNode
{
    public override JsonNode? Expand(in Scope scope) => Value?.DeepClone();
}

/// <summary>A string that is exactly one expression.</summary>
internal sealed record ValueNode(Expression Expression) : TemplateNode
{
    public override JsonNode? Expand(in Scope scope) => Read(scope)?.DeepClone();

    public override JsonNode? Read(in Scope scope) => Expression.EvaluateForDisplay(scope);

    public override void ExpandInto(JsonArray list, in Scope scope)
    {
        switch (Read(scope))
        {
            case null:
                break;
            case JsonArray many:
                foreach (var one in many)
                {
                    list.Add(one?.DeepClone());
                }

                break;
            case var one:
                list.Add(one.DeepClone());
                break;
        }
    }
}

/// <summary>A text with expressions in it.</summary>
internal sealed record TextNode(Expression[] Parts) : TemplateNode
{
    public override JsonNode Expand(in Scope scope)
    {
        var texts = new string[Parts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Values.AsText(Parts[i].EvaluateForDisplay(scope));
        }

        return JsonValue.Create(string.Concat(texts));
    }
}

internal sealed record ListNode(TemplateNode[] Items) : TemplateNode
{
    public override JsonNode Expand(in Scope scope)
    {
        var list = new JsonArray();
        ExpandInto(list, scope);
        return list;
    }

    public override void ExpandInto(JsonArray list, in Scope scope)
    {
        foreach (var item in Items)
        {
            item.ExpandInto(list, scope);
        }
    }
}

/// <summary>An object with its scope (<c>$data</c>) and condition (<c>$when</c>): left out, once, or once per entry of a list.</summary>
internal sealed record ObjectNode(TemplateNode? Data, Expression? When, KeyValuePair<string, TemplateNode>[] Members) : TemplateNode
{
    /// <summary>Standing alone, several copies become a list.</summary>
    public override JsonNode? Expand(in Scope scope)
    {
        if (Data is null)
        {
            return ExpandOne(scope);
        }

        var copies = new JsonArray();
        ExpandInto(copies, scope);
        switch (copies.Count)
        {
            case 0:
                return null;
            case 1:
                var only = copies[0];
                copies.Clear();
                return only;
            default:
                return copies;
        }
    }

    public override void ExpandInto(JsonArray list, in Scope scope)
    {
        switch (Data?.Read(scope))
        {
            case JsonArray entries:
                for (var i = 0; i < entries.Count; i++)
                {
                    Add(ExpandOne(scope with { Data = entries[i], Index = i }));
                }

                break;
            case var data:
                Add(ExpandOne(Data is null ? scope : scope with { Data = data }));
                break;
        }

        void Add(JsonObject? copy)
        {
            if (copy is not null)
            {
                list.Add(copy);
            }
        }
    }

    private JsonObject? ExpandOne(in Scope scope)
    {
        if (When is not null && !When.IsTrue(scope))
        {
            return null;
        }

        // Made in one go: the object then has its final size from the start.
        var members = new KeyValuePair<string, JsonNode?>[Members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(Members[i].Key, Members[i].Value.Expand(scope));
        }

        return new JsonObject(members);
    }
}
