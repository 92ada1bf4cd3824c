using System.Text.Json;

namespace RetentionBot.Ingest.Reading;

/// <summary>Reads a mapping file.</summary>
internal static class MappingJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="ImportRefusedException">The text is no mapping; the message names the member that is wrong.</exception>
    public static Mapping Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ImportRefusedException($"The mapping file is not JSON (line {error.LineNumber + 1}).", error);
        }
    }

    private static Mapping Read(JsonElement root)
    {
        var mapping = new Mapping();
        foreach (var member in Members(root, "The mapping"))
        {
            mapping = member.Name switch
            {
                "separator" => mapping with { Separator = Separator(member.Value) },
                "header" => mapping with { HasHeader = Flag(member) },
                "fields" => mapping with { Fields = Members(member.Value, "fields in the mapping").ToDictionary(field => field.Name, Source) },
                "key" => mapping with { Key = Key(member.Value) },
                "where" => mapping with { Where = Members(member.Value, "where in the mapping").ToDictionary(x => x.Name, x => Texts(x.Value, x.Name)) },
                "createCustomers" => mapping with { CreateCustomers = Flag(member) },
                _ => throw Unknown(member.Name, "separator, header, fields, key, where, createCustomers"),
            };
        }

        return mapping is { HasHeader: false, Fields: null }
            ? throw new ImportRefusedException("A mapping with \"header\": false needs \"fields\" that name the columns by number.")
            : mapping;
    }

    private static char? Separator(JsonElement value) =>
        Text(value, "separator") switch
        {
            "whitespace" => null,
            "tab" => '\t',
            [var c and (< '\u0080' and not ('"' or '\r' or '\n'))] => c,
            _ => throw new ImportRefusedException("separator in the mapping is one character, \"tab\" or \"whitespace\"."),
        };

    private static RowKey Key(JsonElement value)
    {
        if (value is { ValueKind: JsonValueKind.String } && value.GetString() == "row")
        {
            return new RowKey([]);
        }

        return value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() > 0
            ? new RowKey(Texts(value, "key"))
            : throw new ImportRefusedException("key in the mapping is \"row\" or a list of columns.");
    }

    private static FieldSource Source(JsonProperty field)
    {
        if (field.Value.ValueKind is not JsonValueKind.Object)
        {
            return new FieldSource { Column = Text(field.Value, field.Name) };
        }

        var source = new FieldSource();
        foreach (var member in field.Value.EnumerateObject())
        {
            source = member.Name switch
            {
                "column" => source with { Column = Text(member.Value, member.Name) },
                "constant" => source with { Constant = Text(member.Value, member.Name) },
                "format" => source with { Formats = Texts(member.Value, member.Name) },
                "values" => source with { Values = Words(member.Value, field.Name) },
                "decimal" => source with { HasDecimalComma = DecimalComma(member.Value) },
                _ => throw Unknown($"{field.Name}.{member.Name}", "column, constant, format, values, decimal"),
            };
        }

        return source.Column is null == source.Constant is null
            ? throw new ImportRefusedException($"{field.Name} in the mapping needs either a column or a constant.")
            : source;
    }

    private static Dictionary<string, string> Words(JsonElement table, string field) =>
        Members(table, $"{field}.values in the mapping").ToDictionary(word => word.Name, word => Text(word.Value, word.Name));

    private static bool DecimalComma(JsonElement value) =>
        Text(value, "decimal") switch
        {
            "," => true,
            "." => false,
            _ => throw new ImportRefusedException("decimal in the mapping is \".\" or \",\"."),
        };

    /// <summary>The members of an object, none of them twice.</summary>
    private static JsonProperty[] Members(JsonElement value, string name)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            throw new ImportRefusedException($"{name} is not an object: {{ … }}.");
        }

        var members = value.EnumerateObject().ToArray();
        return members.CountBy(member => member.Name).FirstOrDefault(count => count.Value > 1) is { Key: { } twice }
            ? throw new ImportRefusedException($"The mapping names '{twice}' twice.")
            : members;
    }

    /// <summary>A text; a number stands for its digits, as column numbers do.</summary>
    private static string Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new ImportRefusedException($"{name} in the mapping is a text."),
    };

    private static IReadOnlyList<string> Texts(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Text(item, name))] : [Text(value, name)];

    private static bool Flag(JsonProperty member) =>
        member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.Value.GetBoolean()
            : throw new ImportRefusedException($"{member.Name} in the mapping is true or false.");

    private static ImportRefusedException Unknown(string name, string known) => new($"The mapping knows no '{name}'. It knows: {known}.");
}
