using System.Globalization;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Cards;

/// <summary>
/// Reads one <c>${…}</c>. Binding from loose to tight: <c>||</c>, <c>&amp;&amp;</c>, <c>== !=</c>, <c>!</c>.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly string text;
    private readonly string place;
    private int at;

    private ExpressionParser(string text, int at, string place) => (this.text, this.at, this.place) = (text, at, place);

    /// <summary>Reads the expression that starts with <c>${</c> at <paramref name="at"/> and moves past its closing brace.</summary>
    /// <exception cref="FormatException">Outside the subset.</exception>
    public static Expression Parse(string text, ref int at, string place)
    {
        var parser = new ExpressionParser(text, at + 2, place);
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
            left = new Operation([left, Both()], v => Values.Counts(v[0]) || Values.Counts(v[1]));
        }

        return left;
    }

    private Expression Both()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            left = new Operation([left, Comparison()], v => Values.Counts(v[0]) && Values.Counts(v[1]));
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
                left = new Operation([left, Operand()], v => JsonNode.DeepEquals(v[0], v[1]));
            }
            else if (Take("!="))
            {
                left = new Operation([left, Operand()], v => !JsonNode.DeepEquals(v[0], v[1]));
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
            return new Operation([Operand()], v => !Values.Counts(v[0]));
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
            return Call(name);
        }

        if (name[0] == '$' && name is not ("$root" or "$data" or "$index"))
        {
            throw Refuse($"'{name}' is not known; there are $root, $data and $index");
        }

        var steps = new List<object> { name };
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
                return new PathExpression(text[start..at].Trim(), steps);
            }
        }
    }

    private Operation Call(string name)
    {
        var arguments = new List<Expression>();
        do
        {
            arguments.Add(Either());
        }
        while (Take(","));

        Expect(")");
        return (name, arguments.Count) switch
        {
            ("exists", 1) => new Operation(arguments, v => v[0] is not null),
            ("empty", 1) => new Operation(arguments, v => Values.IsEmpty(v[0])),
            ("count", 1) => new Operation(arguments, v => Values.Count(v[0])),
            ("if", 3) => new Operation(arguments, v => Values.Counts(v[0]) ? v[1] : v[2]),
            _ => throw Refuse($"there is no function {name} with {arguments.Count} values; there are exists(x), empty(x), count(x) and if(x, yes, no)"),
        };
    }

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
