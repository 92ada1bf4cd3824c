using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace RetentionBot.Channels.Tests.Cards;

/// <summary>A template and what it is filled with.</summary>
/// <param name="Data">The texts stand beside the features' data, under <c>t</c>, as the published package has no other place for them.</param>
internal sealed record TemplatePair(string Template, JsonObject Data)
{
    public JsonObject Texts => Data["t"]!.AsObject();
}

/// <summary>Templates that must come out the same here and in adaptivecards-templating: the small ones of the other tests, larger ones, and the real cards.</summary>
internal static class TemplatePairs
{
    private const string Shop = """
        {
          "title": "Zoë & Søn 🧁", "quote": "she said \"yes\" \\ no", "lines": "a\nb", "big": 12345678901, "tiny": 0.1, "neg": -5, "whole": 2.0, "on": true, "off": false, "none": null,
          "empty": [], "numbers": [3, 1, 2], "grid": [[1, 2], [3]], "holes": [1, null, 2], "words": ["p", "q"], "nested": { "a": { "b": { "c": { "d": "deep" } } } },
          "regions": [
            { "name": "North", "open": true, "shops": [{ "name": "N1", "rows": [1, 2] }, { "name": "N2", "rows": [] }] },
            { "name": "South", "open": false, "shops": [] },
            { "name": "West", "open": true, "shops": [{ "name": "W1", "rows": [9] }] }
          ],
          "ratio": 0.05, "day": "2026-11-21", "at": "2026-11-21T14:05:00Z", "minor": 123450, "currency": "EUR",
          "t": { "yes": "Ja", "deep": { "key-with-dash": "Streepje" } }
        }
        """;

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, TemplatePair> All { get; } = Small().Concat(Larger()).Concat(RealCards()).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, TemplatePair>> Small() =>
        CardTemplateTests.AsThePublishedLibrary.Select(row => (string)row[0])
            .Concat(CardTemplateTests.ConditionsAsThePublishedLibrary.Select(row => CardTemplateTests.Conditional((string)row[0])))
            .Select(template => KeyValuePair.Create(template, new TemplatePair(template, Parse(CardTemplateTests.Data))));

    private static IEnumerable<KeyValuePair<string, TemplatePair>> Larger() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["deep path"] = """{"x":"${nested.a.b.c.d}"}""",
        ["path mixed with quoted names"] = """{"x":"${nested['a'].b['c'].d}"}""",
        ["path through lists and objects"] = """{"x":"${regions[2].shops[0].rows[0]}"}""",
        ["list in a list by place"] = """{"x":"${grid[0][1]}"}""",
        ["root by quoted name"] = """{"x":"${$root['title']}"}""",
        ["data in scope by name"] = """{"x":"${$data.nested.a.b.c.d}"}""",
        ["a whole object"] = """{"x":"${nested}"}""",
        ["an entry that is an object"] = """{"x":"${regions[1]}"}""",
        ["an empty list as a member"] = """{"x":"${empty}"}""",
        ["a member of a text leads nowhere"] = """{"x":"${title.length2}"}""",
        ["numbers of all sizes keep their type"] = """{"a":"${big}","b":"${tiny}","c":"${neg}","d":"${whole}"}""",
        ["numbers of all sizes in a text"] = """{"x":"${big} ${tiny} ${neg} ${whole}"}""",
        ["booleans in a text"] = """{"x":"${on}/${off}"}""",
        ["unicode beside expressions"] = """{"x":"→ ${title} 👩‍👩‍👧‍👦 é"}""",
        ["quotes, backslashes and line breaks in data"] = """{"x":"${quote}","y":"[${quote}] ${lines}"}""",
        ["quotes and line breaks in the template"] = """{"x":"\"${words[0]}\" it's\n\t${words[1]}"}""",
        ["a backslash before a letter"] = """{"x":"back\\slash ${words[0]}"}""",
        ["dollar signs and braces around"] = """{"a":"$${neg}$","b":"{${neg}}","c":"${neg}}","d":"$ {neg}"}""",
        ["an escaped expression beside a real one"] = """{"x":"\\${title} ${words[0]} \\${"}""",
        ["two backslashes before an expression"] = """{"x":"\\\\${title}"}""",
        ["texts without expressions stay"] = """{"a":"plain","b":"","c":"$","d":"{}"}""",
        ["constants stay"] = """{"a":1,"b":1.5,"c":true,"d":null,"e":[],"f":{},"g":[1,"a",false]}""",
        ["null in lists and members"] = """{"a":null,"b":[null,1,"${none}"],"c":{"d":"${none}"}}""",
        ["lists in a list are poured out"] = """{"b":["${numbers}",["${words}","z"],[[4]]]}""",
        ["a list of lists is poured out once"] = """{"b":["${grid}"]}""",
        ["a list of lists within a list"] = """{"b":[["${grid}"]]}""",
        ["null within a list that is poured out stays"] = """{"b":["${holes}"]}""",
        ["a conditional list poured out"] = """{"b":["${if(on, words, numbers)}","z"]}""",
        ["nested repetition"] =
            """{"b":[{"$data":"${regions}","n":"${name}","s":[{"$data":"${shops}","t":"${name} ${$index}","r":[{"$data":"${rows}","v":"${$data}","i":"${$index}"}]}]}]}""",
        ["repetition with a condition on the outer entry"] = """{"b":[{"$data":"${regions}","$when":"${open}","t":"${name}"}]}""",
        ["repetition with a condition on the root"] = """{"b":[{"$data":"${regions}","$when":"${$root.off}","t":"${name}"}]}""",
        ["repetition with a condition by place"] = """{"b":[{"$data":"${numbers}","$when":"${$index != 1}","t":"${$data}"}]}""",
        ["repetition over entries without content"] = """{"b":[{"$data":"${regions}","$when":"${!empty(shops)}","t":"${name}","n":"${count(shops)}"}]}""",
        ["repetition over null entries"] = """{"b":[{"$data":"${holes}","t":"${$data}"}]}""",
        ["the root within a repetition"] = """{"b":[{"$data":"${regions}","t":"${$root.title}: ${name}","u":"${$root.words[0]}"}]}""",
        ["the place is kept by an inner scope that is no list"] = """{"b":[{"$data":"${words}","o":{"$data":"${$root.nested}","t":"${$index} ${a.b.c.d}"}}]}""",
        ["an inner name hides an outer one, an outer one is not seen"] = """{"b":[{"$data":"${regions[0]}","t":"${name}","u":"${title}"}]}""",
        ["scope by a literal object"] = """{"b":{"$data":{"v":1,"w":[2]},"t":"${v}","u":"${w[0]}"}}""",
        ["scope by a literal list"] = """{"b":[{"$data":["a","b"],"t":"${$data}${$index}"}]}""",
        ["scope by a text and by a number"] = """{"a":{"$data":"${title}","t":"${$data}"},"b":{"$data":"${neg}","t":"${$data}"}}""",
        ["scope by null"] = """{"b":[{"$data":"${none}","t":"${title}"}]}""",
        ["scope by a choice"] = """{"b":[{"$data":"${if(off, empty, regions)}","t":"${name}"}]}""",
        ["several copies as a member"] = """{"b":{"$data":"${numbers}","t":"${$data}"},"c":{"$data":"${numbers}","$when":"${$data == 1}","t":"${$data}"}}""",
        ["left-out members and entries"] = """{"a":{"$when":"${off}","x":1},"b":[{"$when":"${off}","x":1},{"$when":"${on}","x":2}]}""",
        ["a condition that leads nowhere"] = """{"b":[{"$when":"${nowhere.at.all}","x":1}]}""",
        ["conditions as values"] = """{"a":"${on && off}","b":"${on || off}","c":"${!on}","d":"${neg == -5 || off}","e":"${neg != 3}"}""",
        ["conditions in a text"] = """{"x":"is ${on && !off}, is ${exists(nowhere)}, is ${empty(empty)}"}""",
        ["choices nested"] = """{"x":"${if(off, 'a', if(on && count(numbers) == 3, 'three', 'other'))}"}""",
        ["a choice keeps the type"] = """{"a":"${if(on, numbers, empty)}","b":"${if(on, neg, 'x')}","c":"${if(off, 1, off)}"}""",
        ["a choice that leads nowhere"] = """{"a":"${if(on, nowhere, 1)}","b":"v ${if(off, 1, nowhere.too)} w"}""",
        ["a choice on what is not there"] = """{"a":"${if(nowhere, 'A', 'B')}","b":"${if(exists(none), 'A', 'B')}","c":"${if(none, 'A', 'B')}"}""",
        ["counting texts, lists and objects"] = """{"a":"${count(words)}","b":"${count(nested)}","c":"${count('abc')}","d":"${count(holes)}"}""",
        ["empty and not empty"] = """{"a":"${empty(nested)}","b":"${empty(neg)}","c":"${empty(' ')}","d":"${empty(nowhere)}","e":"${empty(off)}"}""",
        ["comparing with null, false and nothing"] = """{"a":"${none == null}","b":"${off == null}","c":"${nowhere == none}","d":"${'' == null}"}""",
        ["white space in expressions"] = """{"x":"${ if( on , words[ 0 ] , 'n' ) }","y":"${words[0]  }"}""",
        ["double quotes in expressions"] = """{"x":"a ${if(on, \"it's\", 'no')}"}""",
        ["texts by key"] = """{"a":"${t.yes}","b":"${t.deep['key-with-dash']}: ${t.yes}","c":"${if(on, t.yes, t.deep)}"}""",
        ["functions get their values"] =
            """{"a":"${number(big)}","b":"${number(tiny, 2)}","c":"${percent(ratio)}","d":"${points(neg)}","e":"${date(day)}","f":"${moment(at)}","g":"${money(minor, currency)}"}""",
        ["functions in texts, choices and conditions"] =
            """{"a":"${number(neg)} of ${number(big)}","b":"${if(exists(nowhere), number(nowhere), t.yes)}","c":{"$when":"${number(neg) == '<number -5>'}","x":1}}""",
        ["functions within a repetition"] = """{"b":[{"$data":"${numbers}","t":"${number($data)} ${number($index, 1)} ${money($root.minor, 'EUR')}"}]}""",
    }.Select(pair => KeyValuePair.Create(pair.Key, new TemplatePair(pair.Value, Parse(Shop))));

    /// <summary>The project's cards with data as the features give them, and all its English texts.</summary>
    private static IEnumerable<KeyValuePair<string, TemplatePair>> RealCards()
    {
        var texts = File.ReadAllText(InRepository("src", "RetentionBot", "Text", "en.json"));
        var data = Parse(File.ReadAllText(Path.Combine(Folder(), "real-cards.json")));
        return data.Select(sample => KeyValuePair.Create($"card {sample.Key}", new TemplatePair(
            File.ReadAllText(InRepository("cards", $"{sample.Key.Split('/')[0]}.json")),
            With(Parse(sample.Value!.ToJsonString()), "t", Parse(texts)))));
    }

    public static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static string InRepository(params string[] path) => Path.Combine([Folder(), "..", "..", "..", .. path]);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject With(JsonObject data, string name, JsonObject value)
    {
        data[name] = value;
        return data;
    }
}
