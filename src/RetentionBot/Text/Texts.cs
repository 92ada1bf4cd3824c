using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Text;

/// <summary>Everything the bot says, in one language, by key. A further language is one more resource file.</summary>
internal sealed class Texts
{
    public const string English = "en";
    public const string Dutch = "nl";

    private static readonly FrozenDictionary<string, Texts> ByLanguage =
        new[] { English, Dutch }.ToFrozenDictionary(language => language, language => new Texts(language), StringComparer.Ordinal);

    private readonly JsonObject _tree;
    private readonly FrozenDictionary<string, string> _texts;

    private Texts(string language)
    {
        Language = language;
        Format = new Format(language);
        _tree = Load(language);
        _texts = Flatten(_tree, "").ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary><c>en</c> or <c>nl</c>.</summary>
    public string Language { get; }

    /// <summary>Numbers, dates and money as this language writes them.</summary>
    public Format Format { get; }

    /// <summary>All keys there are.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The languages there are.</summary>
    public static IReadOnlyCollection<string> Languages => ByLanguage.Keys;

    /// <summary>The texts for a language tag such as <c>nl-NL</c>; English for any other language and for none.</summary>
    public static Texts For(string? languageTag) =>
        ByLanguage[languageTag?.StartsWith(Dutch, StringComparison.OrdinalIgnoreCase) == true ? Dutch : English];

    /// <summary>The text, its <c>{name}</c> places filled. Numbers are written as this language does.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Fill(_texts[key], values);

    /// <summary>Words that somebody else wrote, their <c>{name}</c> places filled as in <see cref="Say"/>.</summary>
    public string Fill(string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var said = new StringBuilder(text.Length + 32);

        // In one pass: a customer called "{score}" stays called so.
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end > at && TryFind(values, text.AsSpan(at + 1, end - at - 1), out var value))
            {
                said.Append(Write(value));
                at = end + 1;
            }
            else
            {
                said.Append(text[at++]);
            }
        }

        return said.ToString();
    }

    /// <summary>So many of something: "1 customer", "2 customers". Its texts are <c>count.customers-one</c> and <c>count.customers-many</c>.</summary>
    public string Count(string what, long number) => number == 1 ? Say($"count.{what}-one", ("n", number)) : Say($"count.{what}-many", ("n", number));

    /// <summary>Whether there is a text of that key.</summary>
    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>The texts as card templates see them: <c>${t.alert.acknowledge}</c>. To be read only; every caller gets the same tree.</summary>
    public JsonObject ForCards() => _tree;

    private static bool TryFind(ReadOnlySpan<(string Name, object? Value)> values, ReadOnlySpan<char> name, out object? value)
    {
        foreach (var candidate in values)
        {
            if (name.SequenceEqual(candidate.Name))
            {
                value = candidate.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    private string Write(object? value) => value switch
    {
        null => "",
        string text => text,
        int number => Format.Number(number),
        long number => Format.Number(number),
        DateOnly day => Format.Date(day),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static JsonObject Load(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"RetentionBot.Text.{language}.json")
            ?? throw new InvalidOperationException($"The texts for '{language}' are not in the program.");
        return JsonSerializer.Deserialize<JsonObject>(stream)!;
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonObject tree, string prefix) =>
        tree.SelectMany(member => member.Value is JsonObject inner
            ? Flatten(inner, $"{prefix}{member.Key}.")
            : [KeyValuePair.Create(prefix + member.Key, member.Value!.GetValue<string>())]);
}
