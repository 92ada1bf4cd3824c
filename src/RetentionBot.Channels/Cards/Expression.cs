using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>A compiled expression. It never changes the data and may return nodes that belong to it.</summary>
internal abstract record Expression
{
    /// <summary>The value; null when a path leads nowhere.</summary>
    public abstract JsonNode? Evaluate(Scope scope);

    /// <summary>The value for showing: a path that leads nowhere shows as written.</summary>
    public virtual JsonNode? EvaluateForDisplay(Scope scope) => Evaluate(scope);
}

internal sealed record Literal(JsonNode? Value) : Expression
{
    public override JsonNode? Evaluate(Scope scope) => Value;
}

/// <summary>A way into the data. A step is a member's name (<see cref="string"/>) or a place in a list (<see cref="int"/>).</summary>
/// <param name="Source">As written in the template.</param>
internal sealed record PathExpression(string Source, IReadOnlyList<object> Steps) : Expression
{
    public override JsonNode? Evaluate(Scope scope)
    {
        TryFollow(scope, out var value);
        return value;
    }

    public override JsonNode? EvaluateForDisplay(Scope scope) =>
        TryFollow(scope, out var value) ? value : JsonValue.Create($"${{{Source}}}");

    private bool TryFollow(Scope scope, out JsonNode? value)
    {
        value = scope.Data;
        for (var i = 0; i < Steps.Count; i++)
        {
            switch (Steps[i])
            {
                case "$root" when i == 0:
                    value = scope.Root;
                    continue;
                case "$data" when i == 0:
                    value = scope.Data;
                    continue;
                case "$index" when i == 0 && scope.Index is { } index:
                    value = JsonValue.Create(index);
                    continue;
                case string name when value is JsonObject parent && parent.TryGetPropertyValue(name, out value):
                    continue;
                case int place when value is JsonArray list && place < list.Count:
                    value = list[place];
                    continue;
                default:
                    value = null;
                    return false;
            }
        }

        return true;
    }
}

internal sealed record Operation(IReadOnlyList<Expression> Operands, Func<IReadOnlyList<JsonNode?>, JsonNode?> Apply) : Expression
{
    public override JsonNode? Evaluate(Scope scope) => Apply([.. Operands.Select(operand => operand.Evaluate(scope))]);
}
