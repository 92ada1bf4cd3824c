using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>What expressions can see: the whole data, the part in scope, and the place in the list being repeated.</summary>
internal readonly record struct Scope(JsonNode? Root, JsonNode? Data, int? Index);

/// <summary>A compiled expression. It never changes the data and may return nodes that belong to it.</summary>
internal abstract record Expression
{
    /// <summary>The value; null when a path leads nowhere.</summary>
    public abstract JsonNode? Evaluate(in Scope scope);

    /// <summary>The value for showing: a path that leads nowhere shows as written.</summary>
    public virtual JsonNode? EvaluateForDisplay(in Scope scope) => Evaluate(scope);

    /// <summary>Whether it counts as true in a condition: anything but false and null, also 0 and an empty text.</summary>
    public virtual bool Holds(in Scope scope) => Values.Counts(Evaluate(scope));

    /// <summary>Whether it is the JSON value true; nothing else passes a <c>$when</c>.</summary>
    public virtual bool IsTrue(in Scope scope) => Evaluate(scope)?.GetValueKind() == JsonValueKind.True;
}

/// <summary>A value that is the same for all data.</summary>
internal sealed record Literal(JsonNode? Value) : Expression
{
    public override JsonNode? Evaluate(in Scope scope) => Value;
}

/// <summary>Something that is true or false.</summary>
internal abstract record Condition : Expression
{
    public sealed override JsonNode? Evaluate(in Scope scope) => JsonValue.Create(Holds(scope));

    public abstract override bool Holds(in Scope scope);

    public sealed override bool IsTrue(in Scope scope) => Holds(scope);
}

internal sealed record Not(Expression Inner) : Condition
{
    public override bool Holds(in Scope scope) => !Inner.Holds(scope);
}

internal sealed record Both(Expression Left, Expression Right) : Condition
{
    public override bool Holds(in Scope scope) => Left.Holds(scope) && Right.Holds(scope);
}

internal sealed record Either(Expression Left, Expression Right) : Condition
{
    public override bool Holds(in Scope scope) => Left.Holds(scope) || Right.Holds(scope);
}

internal sealed record AreEqual(Expression Left, Expression Right) : Condition
{
    public override bool Holds(in Scope scope) => Values.AreEqual(Left.Evaluate(scope), Right.Evaluate(scope));
}

internal sealed record Exists(Expression Inner) : Condition
{
    public override bool Holds(in Scope scope) => Inner.Evaluate(scope) is not null;
}

internal sealed record IsEmpty(Expression Inner) : Condition
{
    public override bool Holds(in Scope scope) => Values.IsEmpty(Inner.Evaluate(scope));
}

internal sealed record Count(Expression Inner) : Expression
{
    public override JsonNode? Evaluate(in Scope scope) => JsonValue.Create(Values.Count(Inner.Evaluate(scope)));
}

/// <summary>Only the branch that is chosen is worked out, so that the other may be a function of a value that is not there.</summary>
internal sealed record Choice(Expression Condition, Expression Yes, Expression No) : Expression
{
    public override JsonNode? Evaluate(in Scope scope) => Chosen(scope).Evaluate(scope);

    public override JsonNode? EvaluateForDisplay(in Scope scope) => Chosen(scope).EvaluateForDisplay(scope);

    private Expression Chosen(in Scope scope) => Condition.Holds(scope) ? Yes : No;
}

/// <summary>A function of the vocabulary.</summary>
/// <param name="Place">Where it stands, for the message when it refuses its values.</param>
internal sealed record Call(string Place, string Source, CardFunction Function, Expression[] Arguments) : Expression
{
    public override JsonNode? Evaluate(in Scope scope)
    {
        var values = new JsonNode?[Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Arguments[i].Evaluate(scope);
        }

        try
        {
            return Function(values);
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"{Place}: {exception.Message}, in {Source}.", exception);
        }
    }
}
