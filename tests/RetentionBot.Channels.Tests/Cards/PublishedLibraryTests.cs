using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;

namespace RetentionBot.Channels.Tests.Cards;

/// <summary>Filled by adaptivecards-templating 2.3.1 under Node and by us, compared as JSON; what differs on purpose is told one by one, as docs/cards.md does.</summary>
public sealed class PublishedLibraryTests(PublishedLibraryTests.Library library) : IClassFixture<PublishedLibraryTests.Library>
{
    /// <summary>What stands for "it fails" in <see cref="Differences"/>.</summary>
    private const string Fails = "fails";

    public static TheoryData<string> Pairs => [.. TemplatePairs.All.Keys];

    /// <summary>Template, what the package makes of it, what we make of it; filled with <see cref="CardTemplateTests.Data"/>.</summary>
    public static TheoryData<string, string, string> Differences => new()
    {
        // A literal keeps its type, and a $when that is always the same is refused.
        { """{"x":"${3}","y":"${true}"}""", """{"x":"3","y":"true"}""", """{"x":3,"y":true}""" },
        { """{"b":[{"$when":"${true}","t":1}]}""", """{"b":[]}""", Fails },
        { """{"b":[{"$when":true,"t":1}]}""", """{"b":[]}""", Fails },
        { """{"b":[{"$when":"is ${yes}","t":1}]}""", """{"b":[]}""", Fails },

        // Nothing and null in a text.
        { """{"x":"v ${nothing}."}""", Fails, """{"x":"v ."}""" },
        { """{"x":"v ${if(no, 1, nothing)}."}""", Fails, """{"x":"v ."}""" },

        // Lists and objects in a text are JSON.
        { """{"x":"v ${nums}"}""", """{"x":"v 1,2"}""", """{"x":"v [1,2]"}""" },
        { """{"x":"v ${cust.tags} ${one[0]}"}""", """{"x":"v p,q [object Object]"}""", """{"x":"v [\"p\",\"q\"] {\"v\":\"x\"}"}""" },

        // A way that leads nowhere stays as written whatever its last step is.
        { """{"x":"${cust['no name']}"}""", """{}""", """{"x":"${cust['no name']}"}""" },
        { """{"x":"${name[0]}"}""", Fails, """{"x":"${name[0]}"}""" },

        // What has no parts counts none.
        { """{"x":"${count(missing)}"}""", """{"x":10}""", """{"x":0}""" },
        { """{"x":"${count(n)}"}""", Fails, """{"x":0}""" },

        // Literal data is a template as well.
        { """{"b":[{"$data":{"v":"${n}"},"t":"v ${v}"}]}""", """{"b":[{"t":"v n"}]}""", """{"b":[{"t":"v 3"}]}""" },

        // A back quote is a character.
        { """{"x":"`${name}`"}""", Fails, """{"x":"`Acme`"}""" },

        // The texts are seen from every scope.
        { """{"b":[{"$data":"${one}","t":"${t.alert.ack}"}]}""", """{"b":[{"t":"${t.alert.ack}"}]}""", """{"b":[{"t":"Ack"}]}""" },

        // Outside the subset: refused at parsing.
        { """{"x":"${t.alert.nope}"}""", """{"x":"${t.alert.nope}"}""", Fails },
        { """{"x":"${n + 1}"}""", """{"x":4}""", Fails },
        { """{"x":"${n > 1}"}""", """{"x":true}""", Fails },
        { """{"x":"${toUpper(name)}"}""", """{"x":"ACME"}""", Fails },
        { """{"x":"${-n}"}""", """{"x":-3}""", Fails },
        { """{"x":"${'it\\'s'}"}""", """{"x":"it's"}""", Fails },
        { """{"x":"${['name']}"}""", """{"x":["name"]}""", Fails },
        { """{"x":"${list[zero]}"}""", """{"x":{"v":"a"}}""", Fails },
        { """{"x":"${$host.theme}"}""", """{"x":"${$host.theme}"}""", Fails },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_template_fills_as_in_the_published_library(string name)
    {
        var pair = TemplatePairs.All[name];
        var theirs = library.Card(name);

        var ours = CardTemplate.Parse(pair.Template, new PlainVocabulary(pair.Texts)).Expand(pair.Data);

        JsonNode.DeepEquals(ours, theirs).ShouldBeTrue($"ours   {ours.ToJsonString()}\ntheirs {theirs?.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_difference_on_purpose_is_as_documented(string template, string theirs, string ours)
    {
        ShouldBe(library.Card(template), theirs);
        ShouldBe(Ours(template), ours);
    }

    private static JsonObject? Ours(string template)
    {
        var pair = Library.Different(template);
        try
        {
            return CardTemplate.Parse(pair.Template, new PlainVocabulary(pair.Texts)).Expand(pair.Data);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void ShouldBe(JsonNode? card, string expected)
    {
        var parsed = expected == Fails ? null : JsonNode.Parse(expected);
        JsonNode.DeepEquals(card, parsed).ShouldBeTrue($"{card?.ToJsonString() ?? Fails} instead of {expected}");
    }

    /// <summary>All templates, filled by the package in one process.</summary>
    public sealed class Library : IAsyncLifetime
    {
        private JsonObject answers = [];

        internal static TemplatePair Different(string template) => new(template, JsonNode.Parse(CardTemplateTests.Data)!.AsObject());

        public async Task InitializeAsync()
        {
            var pairs = TemplatePairs.All.Concat(Differences.Select(row => (string)row[0]).Select(template => KeyValuePair.Create(template, Different(template))));
            var questions = new JsonArray([.. pairs.Select(pair =>
                new JsonObject { ["name"] = pair.Key, ["template"] = JsonNode.Parse(pair.Value.Template), ["data"] = pair.Value.Data.DeepClone() })]);
            answers = JsonNode.Parse(await NodeScript.RunAsync(Path.Combine(TemplatePairs.Folder(), "npm"), "expand.mjs", questions.ToJsonString()))!.AsObject();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        /// <summary>The filled card, or null when the package failed.</summary>
        public JsonNode? Card(string name) => answers[name]!["card"];
    }
}
