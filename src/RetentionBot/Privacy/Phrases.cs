using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetentionBot.Channels.Cards;

namespace RetentionBot.Privacy;

/// <summary>Words that tell who somebody is (their name, address and comments), and how they are taken out of a text that holds them.</summary>
internal sealed class Phrases
{
    /// <summary>What stands in their place.</summary>
    public const string Replacement = "[erased]";

    /// <summary>What <see cref="Patterns"/> are escaped with.</summary>
    public const string Escape = "~";

    private readonly Regex words;

    /// <param name="phrases">At least one.</param>
    public Phrases(IEnumerable<string> phrases)
    {
        string[] forms = [.. phrases.SelectMany(p => new[] { p, CardText.Escape(p) }).Distinct(StringComparer.Ordinal).OrderByDescending(p => p.Length)];
        Patterns = [.. forms.SelectMany(f => new[] { f, Encoded(f) }).Distinct(StringComparer.Ordinal).Select(Pattern)];
        words = new Regex(
            $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', forms.Select(Regex.Escape))})(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    /// <summary>For a LIKE that finds every text that may hold one of them, as it is or within JSON.</summary>
    public string[] Patterns { get; }

    /// <summary>The text without them, letter for letter as it was when it holds none; in JSON the values are looked through.</summary>
    public string RemoveFrom(string text)
    {
        if (text is not ['{' or '[', ..])
        {
            return words.Replace(text, Replacement);
        }

        try
        {
            var json = JsonNode.Parse(text)!;
            return Remove(json) ? json.ToJsonString() : text;
        }
        catch (JsonException)
        {
            return words.Replace(text, Replacement);
        }
    }

    private bool Remove(JsonNode node)
    {
        var hasChanged = false;
        (JsonNode? Value, Action<JsonNode> Set)[] children = node switch
        {
            JsonObject o => [.. o.Select(p => (p.Value, (Action<JsonNode>)(v => o[p.Key] = v)))],
            JsonArray a => [.. a.Select((v, i) => (v, (Action<JsonNode>)(n => a[i] = n)))],
            _ => [],
        };
        foreach (var (value, set) in children)
        {
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String)
            {
                var old = value.GetValue<string>();
                if (RemoveFrom(old) is var cleaned && cleaned != old)
                {
                    set(JsonValue.Create(cleaned));
                    hasChanged = true;
                }
            }
            else if (value is not null)
            {
                hasChanged |= Remove(value);
            }
        }

        return hasChanged;
    }

    private static string Encoded(string text) => JavaScriptEncoder.Default.Encode(text);

    private static string Pattern(string form) =>
        $"%{form.Replace("~", "~~", StringComparison.Ordinal).Replace("%", "~%", StringComparison.Ordinal).Replace("_", "~_", StringComparison.Ordinal)}%";
}
