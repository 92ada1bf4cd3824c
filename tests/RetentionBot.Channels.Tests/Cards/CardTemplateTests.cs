using System.Text.Json.Nodes;
using RetentionBot.Channels.Cards;

namespace RetentionBot.Channels.Tests.Cards;

public sealed class CardTemplateTests
{
    internal const string Data = """
        {
          "name": "Acme", "n": 3, "ratio": 1.50, "yes": true, "no": false, "nothing": null, "zero": 0, "blank": "",
          "none": [], "nums": [1, 2], "list": [{ "v": "a" }, { "v": "b" }], "one": [{ "v": "x" }],
          "cust": { "name": "Bo", "tags": ["p", "q"] }, "t": { "alert": { "ack": "Ack" } }
        }
        """;

    private static readonly PlainVocabulary Vocabulary = new(JsonNode.Parse("""{ "alert": { "ack": "Ack" } }""")!.AsObject());

    /// <summary>Template and outcome for <see cref="Data"/>; <see cref="PublishedLibraryTests"/> holds each against adaptivecards-templating.</summary>
    public static TheoryData<string, string> AsThePublishedLibrary => new()
    {
        // A string that is one expression keeps the type.
        { """{"x":"${name}"}""", """{"x":"Acme"}""" },
        { """{"x":"${n}"}""", """{"x":3}""" },
        { """{"x":"${yes}"}""", """{"x":true}""" },
        { """{"x":"${list}"}""", """{"x":[{"v":"a"},{"v":"b"}]}""" },
        { """{"x":"${nothing}"}""", """{"x":null}""" },
        { """{"x":"${ name }"}""", """{"x":"Acme"}""" },

        // Anything around it makes a text.
        { """{"x":"a ${name} b ${n}"}""", """{"x":"a Acme b 3"}""" },
        { """{"x":" ${n}"}""", """{"x":" 3"}""" },
        { """{"x":"${ratio}|${yes}"}""", """{"x":"1.5|true"}""" },
        { """{"x":"${name}${name}"}""", """{"x":"AcmeAcme"}""" },
        { """{"x":"cost $${n}"}""", """{"x":"cost $3"}""" },
        { """{"x":"q \"${name}\", it's\nso"}""", """{"x":"q \"Acme\", it's\nso"}""" },
        { """{"x":"a \\${name}"}""", """{"x":"a ${name}"}""" },
        { """{"x":"$ {name}"}""", """{"x":"$ {name}"}""" },
        { """{"${name}":1}""", """{"${name}":1}""" },

        // Ways into the data.
        { """{"x":"${t.alert.ack}"}""", """{"x":"Ack"}""" },
        { """{"x":"${list[0].v}"}""", """{"x":"a"}""" },
        { """{"x":"${cust.tags[1]}"}""", """{"x":"q"}""" },
        { """{"x":"${cust['name']}"}""", """{"x":"Bo"}""" },
        { """{"x":"${$root.cust.name}"}""", """{"x":"Bo"}""" },

        // Ways that lead nowhere stay as written.
        { """{"x":"${missing}"}""", """{"x":"${missing}"}""" },
        { """{"x":"hi ${missing}!"}""", """{"x":"hi ${missing}!"}""" },
        { """{"x":"${cust.nope}"}""", """{"x":"${cust.nope}"}""" },
        { """{"x":"${nope.deep.er} z"}""", """{"x":"${nope.deep.er} z"}""" },
        { """{"x":"w ${list[9].v}"}""", """{"x":"w ${list[9].v}"}""" },
        { """{"x":"${$index}"}""", """{"x":"${$index}"}""" },

        // $data.
        { """{"b":[{"$data":"${list}","t":"${v} ${$index} ${$root.name}"}]}""", """{"b":[{"t":"a 0 Acme"},{"t":"b 1 Acme"}]}""" },
        { """{"b":[{"$data":"${none}","t":"${v}"}]}""", """{"b":[]}""" },
        { """{"b":[{"$data":"${cust}","t":"${name}","r":"${$root.n}","u":"${n}"}]}""", """{"b":[{"t":"Bo","r":3,"u":"${n}"}]}""" },
        { """{"b":{"$data":"${list}","t":"${v}"}}""", """{"b":[{"t":"a"},{"t":"b"}]}""" },
        { """{"b":{"$data":"${one}","t":"${v}"}}""", """{"b":{"t":"x"}}""" },
        { """{"b":{"$data":"${none}","t":"x"}}""", """{"b":null}""" },
        { """{"b":[{"$data":[{"v":1},{"v":2}],"t":"${v}"}]}""", """{"b":[{"t":1},{"t":2}]}""" },
        { """{"b":[{"$data":"${nums}","t":"${$data}","u":"n ${$data}"}]}""", """{"b":[{"t":1,"u":"n 1"},{"t":2,"u":"n 2"}]}""" },
        { """{"b":[{"$data":"${missing}","t":"z ${v}"}]}""", """{"b":[{"t":"z ${v}"}]}""" },
        { """{"$data":"${cust}","x":"${name}"}""", """{"x":"Bo"}""" },
        {
            """{"b":[{"$data":"${one}","c":[{"$data":"${$root.nums}","t":"${$data} ${$index}"}],"d":"${$index}"}]}""",
            """{"b":[{"c":[{"t":"1 0"},{"t":"2 1"}],"d":0}]}"""
        },

        // Lists are poured out, nothing disappears from them.
        { """{"b":["${list}","z"]}""", """{"b":[{"v":"a"},{"v":"b"},"z"]}""" },
        { """{"b":["${nothing}",null,"z"]}""", """{"b":["z"]}""" },
        { """{"b":[[1],[2]]}""", """{"b":[1,2]}""" },

        // $when.
        { """{"b":[{"$when":"${yes}","t":1}]}""", """{"b":[{"t":1}]}""" },
        { """{"b":[{"$when":"${no}","t":1}]}""", """{"b":[]}""" },
        { """{"b":[{"$when":"${missing}","t":1}]}""", """{"b":[]}""" },
        { """{"b":[{"$when":"${name}","t":1}]}""", """{"b":[]}""" },
        { """{"c":{"$when":"${no}","t":1},"d":1}""", """{"c":null,"d":1}""" },
        { """{"b":[{"$data":"${list}","$when":"${v == 'b'}","t":"${v}${$index}"}]}""", """{"b":[{"t":"b1"}]}""" },
        { """{"b":[{"$data":"${list}","$when":"${$index == 0}","t":"${v}"}]}""", """{"b":[{"t":"a"}]}""" },
    };

    /// <summary>Conditions and whether they hold, held against the package in the same way.</summary>
    public static TheoryData<string, bool> ConditionsAsThePublishedLibrary => new()
    {
        { "n == 3", true },
        { "n == 3.0", true },
        { "n == '3'", false },
        { "-1 == -1", true },
        { "name == 'Acme'", true },
        { "name == \"Acme\"", true },
        { "name == 'acme'", false },
        { "name != 'Acme'", false },
        { "missing == null", true },
        { "nothing == null", true },
        { "missing == ''", false },
        { "missing != 'a'", true },
        { "yes && no", false },
        { "yes || no", true },
        { "no || yes && no", false },
        { "yes == true && (no || n == 3)", true },
        { "name && yes", true },
        { "missing || yes", true },
        { "missing && yes", false },
        { "!no", true },
        { "!missing", true },
        { "!name", false },
        { "!zero", false },
        { "!blank", false },
        { "!none", false },
        { "!no == yes", true },
        { "exists(cust.name)", true },
        { "exists(zero)", true },
        { "exists(missing)", false },
        { "exists(nothing)", false },
        { "empty(none)", true },
        { "empty(blank)", true },
        { "empty(missing)", true },
        { "empty(zero)", false },
        { "count(list) == 2", true },
        { "if(name, 'A', 'B') == 'A'", true },
        { "if(missing, 'A', 'B') == 'B'", true },
    };

    [Theory]
    [MemberData(nameof(AsThePublishedLibrary))]
    public void A_template_fills_as_in_the_published_library(string template, string expected)
    {
        var filled = CardTemplate.Parse(template).Expand(JsonNode.Parse(Data)!);

        JsonNode.DeepEquals(filled, JsonNode.Parse(expected)).ShouldBeTrue(filled.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(ConditionsAsThePublishedLibrary))]
    public void A_condition_is_judged_as_in_the_published_library(string condition, bool expected)
    {
        var filled = Fill(Conditional(condition));

        filled["b"]!.AsArray().Count.ShouldBe(expected ? 1 : 0);
    }

    [Fact]
    public void Data_that_looks_like_an_expression_is_not_worked_out()
    {
        var filled = CardTemplate.Parse("""{"x":"${name}","y":"by ${name}"}""").Expand(new JsonObject { ["name"] = "${secret}", ["secret"] = "leak" });

        filled.ToJsonString().ShouldBe("""{"x":"${secret}","y":"by ${secret}"}""");
    }

    [Fact]
    public void One_template_fills_many_times_and_leaves_data_and_earlier_results_alone()
    {
        var template = CardTemplate.Parse("""{"rows":"${list}","fixed":{"a":[1]}}""");
        var data = JsonNode.Parse(Data)!;

        var first = template.Expand(data);
        first["rows"]![0]!["v"] = "changed";
        first["fixed"]!["a"]![0] = 2;
        var second = template.Expand(data);

        second.ToJsonString().ShouldBe("""{"rows":[{"v":"a"},{"v":"b"}],"fixed":{"a":[1]}}""");
        data["list"]![0]!["v"]!.GetValue<string>().ShouldBe("a");
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("""{"x":1,"x":2}""", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"body":[{"text":"${name"}]}""", "card.body[0].text: '}' is missing")]
    [InlineData("""{"x":"${}"}""", "card.x: a name is missing")]
    [InlineData("""{"x":"${a + b}"}""", "'}' is missing")]
    [InlineData("""{"x":"${formatNumber(n, 1)}"}""", "no function formatNumber")]
    [InlineData("""{"x":"${exists(a, b)}"}""", "no function exists with 2 values")]
    [InlineData("""{"x":"${$host.theme}"}""", "'$host' is not known")]
    [InlineData("""{"x":"${list[n]}"}""", "between [ and ]")]
    [InlineData("""{"x":"${'open}"}""", "quotation mark")]
    [InlineData("""{"x":{"$when":true}}""", "card.x.$when: a $when is one expression")]
    [InlineData("""{"x":{"$when":"is ${yes}"}}""", "card.x.$when: a $when is one expression")]
    public void A_faulty_template_is_refused_with_the_place_and_the_reason(string template, string reason) =>
        Should.Throw<FormatException>(() => CardTemplate.Parse(template)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("""{"x":"${number(n, 1, 2)}"}""", "card.x: there is no function number with 3 values; there are exists(x), empty(x), count(x), if(x, yes, no), number(x)")]
    [InlineData("""{"x":[{"y":"a ${euros(n)}"}]}""", "card.x[0].y: there is no function euros with 1 value")]
    [InlineData("""{"x":"${number()}"}""", "card.x: a name is missing")]
    [InlineData("""{"x":"${t.alert.akc}"}""", "card.x: there is no t.alert.akc")]
    [InlineData("""{"x":"${if(yes, 1, t['alert'].akc.deeper)}"}""", "card.x: there is no t['alert'].akc.deeper")]
    public void A_name_that_the_vocabulary_does_not_know_is_refused_when_the_template_is_read(string template, string reason) =>
        Should.Throw<FormatException>(() => CardTemplate.Parse(template, Vocabulary)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("""{"body":[{"text":"${number(nothing)}"}]}""", "card.body[0].text: there should be a value, and there is nothing, in number(nothing).")]
    [InlineData("""{"x":{"y":"in ${money(n, missing)}"}}""", "card.x.y: there should be a value, and there is nothing, in money(n, missing).")]
    [InlineData("""{"b":[{"$when":"${number(missing) == 1}","x":1}]}""", "card.b[0].$when: there should be a value")]
    public void A_function_that_does_not_take_its_values_fails_the_card_and_says_where(string template, string reason) =>
        Should.Throw<InvalidOperationException>(() => CardTemplate.Parse(template, Vocabulary).Expand(JsonNode.Parse(Data)!)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("""{"x":"${if(exists(missing), number(missing), 'none')}"}""", "none")]
    [InlineData("""{"x":"${if(exists(missing) && number(missing) == 1, 1, 'none')}"}""", "none")]
    [InlineData("""{"x":"${if(yes || number(missing) == 1, 'some', 1)}"}""", "some")]
    public void What_is_not_chosen_is_not_worked_out(string template, string expected) =>
        CardTemplate.Parse(template, Vocabulary).Expand(JsonNode.Parse(Data)!)["x"]!.GetValue<string>().ShouldBe(expected);

    [Fact]
    public void A_text_of_the_language_shows_in_every_scope_and_is_not_shared_between_cards()
    {
        var template = CardTemplate.Parse("""{"all":"${t}","b":[{"$data":"${list}","x":"${t.alert.ack}"}]}""", Vocabulary);

        var first = template.Expand(JsonNode.Parse(Data)!);
        first["all"]!["alert"]!["ack"] = "changed";

        template.Expand(JsonNode.Parse(Data)!).ToJsonString().ShouldBe("""{"all":{"alert":{"ack":"Ack"}},"b":[{"x":"Ack"},{"x":"Ack"}]}""");
    }

    [Theory]
    [InlineData("""{"$when":"${no}","x":1}""")]
    [InlineData("""{"$data":"${list}","x":1}""")]
    public void A_template_that_leaves_no_single_card_fails_when_filled(string template) =>
        Should.Throw<InvalidOperationException>(() => Fill(template));

    /// <summary>A template whose one entry stands or falls with a condition.</summary>
    internal static string Conditional(string condition) =>
        new JsonObject { ["b"] = new JsonArray(new JsonObject { ["$when"] = $"${{{condition}}}", ["kept"] = true }) }.ToJsonString();

    private static JsonObject Fill(string template) => CardTemplate.Parse(template).Expand(JsonNode.Parse(Data)!);
}
