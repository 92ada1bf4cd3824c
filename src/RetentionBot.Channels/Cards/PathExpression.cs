using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>Where a path begins: in the data in scope, in all of it, or at the place in the list being repeated.</summary>
internal enum PathStart
{
    Data,
    Root,
    Index,
}

/// <summary>A way into the data. A step is a member's name (<see cref="string"/>) or a place in a list (<see cref="int"/>).</summary>
/// <param name="Source">As written in the template.</param>
internal sealed record PathExpression(string Source, PathStart Start, object[] Steps) : Expression
{
    public override JsonNode? Evaluate(in Scope scope) => TryFollow(scope, out var value) ? value : null;

    public override JsonNode? EvaluateForDisplay(in Scope scope) => TryFollow(scope, out var value) ? value : JsonValue.Create($"${{{Source}}}");

    /// <summary>Goes from a value, step by step.</summary>
    /// <returns>Whether there was something at every step; the last may be null.</returns>
    public static bool TryFollow(JsonNode? from, object[] steps, out JsonNode? value)
    {
        value = from;
        foreach (var step in steps)
        {
            switch (step)
            {
                case string name when value is JsonObject parent && parent.TryGetPropertyValue(name, out value):
                case int place when value is JsonArray list && place < list.Count && (value = list[place]) is var _:
                    continue;
                default:
                    return false;
            }
        }

        return true;
    }

    private bool TryFollow(in Scope scope, out JsonNode? value)
    {
        var start = Start switch
        {
            PathStart.Root => scope.Root,
            PathStart.Index => scope.Index is { } index ? JsonValue.Create(index) : null,
            _ => scope.Data,
        };
        return TryFollow(start, Steps, out value) && (Start != PathStart.Index || start is not null);
    }
}
