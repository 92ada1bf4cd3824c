using System.Globalization;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>
/// Reads one <c>${…}</c>. Binding from loose to tight: <c>||</c>, <c>&amp;&amp;</c>, <c>== !=</c>, <c>!</c>.
/// </summary>
internal sealed class ExpressionParser
{
    private const string Signatures = "exists(x), empty(x), count(x), if(x, yes, no)";

    private readonly string text;
    private readonly string place;
    private readonly ICardVocabulary? vocabulary;
    private int at;

    private ExpressionParser(string text, int at, string place, ICardVocabulary? vocabulary) =>
        (this.text, this.at, this.place, this.vocabulary) = (text, at, place, vocabulary);

    /// <summary>Reads the expression that starts with <c>${</c> at <paramref name="at"/> and moves past its closing brace.</summary>
    /// <exception cref="FormatException">Outside the subset.</exception>
    public static Expression Parse(string text, ref int at, string place, ICardVocabulary? vocabulary)
    {
        var parser = new ExpressionParser(text, at + 2, place, vocabulary);
        var expression = parser.Either();
        parser.Expect("}");
        at = parser.at;
        return expression;
    }

    private Expression Either()
    {
        var left = Both();
        while (Take("||"))
        {
            left = new Either(left, Both());
        }

        return left;
    }

    private Expression Both()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            left = new Both(left, Comparison());
        }

        return left;
    }

    private Expression Comparison()
    {
        var left = Operand();
        while (true)
        {
            if (Take("=="))
            {
                left = new AreEqual(left, Operand());
            }
            else if (Take("!="))
            {
                left = new Not(new AreEqual(left, Operand()));
            }
            else
            {
                return left;
            }
        }
    }

    private Expression Operand()
    {
        if (Take("!"))
        {
            return new Not(Operand());
        }

        if (Take("("))
        {
            var inner = Either();
            Expect(")");
            return inner;
        }

        return Peek() switch
        {
            '\'' or '"' => new Literal(JsonValue.Create(Quoted())),
            '-' or (>= '0' and <= '9') => new Literal(Number()),
            _ => Named(),
        };
    }

    private Expression Named()
    {
        var start = at;
        var name = Name();
        switch (name)
        {
            case "true":
                return new Literal(true);
            case "false":
                return new Literal(false);
            case "null":
                return new Literal(null);
        }

        if (Take("("))
        {
            return Call(name, start);
        }

        if (name[0] == '$' && name is not ("$root" or "$data" or "$index"))
        {
            throw Refuse($"'{name}' is not known; there are $root, $data and $index");
        }

        var steps = Steps();
        var source = text[start..at].Trim();
        if (vocabulary?.Constant(name) is { } constant)
        {
            return PathExpression.TryFollow(constant, steps, out var value) ? new Literal(value) : throw Refuse($"there is no {source}");
        }

        return name switch
        {
            "$root" => new PathExpression(source, PathStart.Root, steps),
            "$data" => new PathExpression(source, PathStart.Data, steps),
            "$index" => new PathExpression(source, PathStart.Index, steps),
            _ => new PathExpression(source, PathStart.Data, [name, .. steps]),
        };
    }

    private object[] Steps()
    {
        var steps = new List<object>();
        while (true)
        {
            if (Take("."))
            {
                steps.Add(Name());
            }
            else if (Take("["))
            {
                steps.Add(Peek() is '\'' or '"' ? Quoted() : Place());
                Expect("]");
            }
            else
            {
                return [.. steps];
            }
        }
    }

    private Expression Call(string name, int start)
    {
        var arguments = new List<Expression>();
        do
        {
            arguments.Add(Either());
        }
        while (Take(","));

        Expect(")");
        return (name, arguments) switch
        {
            ("exists", [var x]) => new Exists(x),
            ("empty", [var x]) => new IsEmpty(x),
            ("count", [var x]) => new Count(x),
            ("if", [var condition, var yes, var no]) => new Choice(condition, yes, no),
            _ when vocabulary?.Function(name, arguments.Count) is { } function => new Call(place, text[start..at], function, [.. arguments]),
            _ => throw Refuse($"there is no function {name} with {Many(arguments.Count)}; there are {Known}"),
        };
    }

    private string Known => vocabulary is null ? Signatures : $"{Signatures}, {vocabulary.Signatures}";

    private static string Many(int values) => values == 1 ? "1 value" : $"{values} values";

    private string Name()
    {
        Peek();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '$'))
        {
            at++;
        }

        return at > start && !char.IsAsciiDigit(text[start]) ? text[start..at] : throw Refuse("a name is missing");
    }

    private string Quoted()
    {
        var end = text.IndexOf(text[at], at + 1);
        if (end < 0)
        {
            throw Refuse("a quotation mark is not closed");
        }

        var inner = text[(at + 1)..end];
        at = end + 1;
        return inner;
    }

    private int Place()
    {
        var digits = Digits();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw Refuse("between [ and ] goes a number or a quoted name");
    }

    private JsonValue Number()
    {
        var digits = Digits();
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : throw Refuse($"'{digits}' is not a number");
    }

    private string Digits()
    {
        Peek();
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '-' or '.'))
        {
            at++;
        }

        return text[start..at];
    }

    /// <summary>The next character that is not white space, or NUL at the end.</summary>
    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    private bool Take(string sign)
    {
        Peek();
        if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0 || (sign == "!" && text[at..].StartsWith("!=", StringComparison.Ordinal)))
        {
            return false;
        }

        at += sign.Length;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Refuse($"'{sign}' is missing");
        }
    }

    private FormatException Refuse(string reason) => new($"{place}: {reason}, at character {at + 1} of \"{text}\".");
}
