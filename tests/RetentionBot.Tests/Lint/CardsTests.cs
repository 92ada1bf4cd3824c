using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RetentionBot.Channels.BotFramework;
using RetentionBot.Channels.DirectLine;
using RetentionBot.Channels.Slack.Rendering;
using RetentionBot.Channels.Tests.Slack;
using RetentionBot.Channels.Turns;
using RetentionBot.Features.Turns;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

public sealed partial class CardsTests
{
    /// <summary>The texts of the other language, made once: there are some hundreds.</summary>
    private static readonly Dictionary<string, Lazy<List<Regex>>> ForeignTo =
        Texts.Languages.ToDictionary(language => language, language => new Lazy<List<Regex>>(() => Foreign(language)), StringComparer.Ordinal);

    public static TheoryData<string, string> Samples
    {
        get
        {
            var samples = new TheoryData<string, string>();
            foreach (var (name, language) in SampleCards.All.Keys.SelectMany(name => Texts.Languages.Select(language => (name, language))))
            {
                samples.Add(name, language);
            }

            return samples;
        }
    }

    [Fact]
    public void Every_template_has_a_sample() =>
        SampleCards.All.Keys.Select(name => name.Split('/')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(Repository.Cards().Select(card => card.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    [Trait("Conformance", "BF-39")]
    [Trait("Conformance", "BF-42")]
    public void A_card_keeps_the_rules(string name, string language)
    {
        var content = Show(name, language);

        CardRules.Faults(content.Card!).ShouldBeEmpty();
        content.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [Trait("Conformance", "BF-42")]
    [InlineData("""{"version":"1.4"}""", "version")]
    [InlineData("""{"version":"1.5","body":[{"type":"TextBlock","wrap":true,"text":"${x}"}]}""", "filled")]
    [InlineData("""{"version":"1.5","body":[{"type":"Chart.Line"}]}""", "chart")]
    [InlineData("""{"version":"1.5","body":[{"type":"Chart.Line","fallback":"drop"}]}""", "chart")]
    [InlineData("""{"version":"1.5","body":[{"type":"Chart.Line","fallback":{"type":"TextBlock","text":"a"}}]}""", "wraps")]
    [InlineData("""{"version":"1.5","body":[{"type":"Image","url":"https://example.com/a.png"}]}""", "read out")]
    [InlineData("""{"version":"1.5","body":[{"type":"Input.Text","id":"a"}]}""", "label")]
    [InlineData("""{"version":"1.5","body":[{"type":"Input.Text","id":"a","label":"b","isRequired":true}]}""", "required")]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Execute","title":"a","verb":"b.c"}]}""", "falls back")]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Execute","title":"a","verb":"b.c","fallback":{"type":"Action.Submit","title":"a","data":{"verb":"b.d"}}}]}""", "falls back")]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Execute","title":"a","verb":"b.c","fallback":"drop"}]}""", "falls back")]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Execute","verb":"b.c","fallback":{"type":"Action.Submit","data":{"verb":"b.c"}}}]}""", "title")]
    [InlineData("""{"version":"1.5","actions":[{"type":"Action.Submit","title":"a","data":{"x":1}}]}""", "verb")]
    [InlineData("""{"version":"1.5","body":[{"type":"TextBlock","wrap":true,"text":""}]}""", "empty")]
    [InlineData("""{"version":"1.5","body":[{"type":"TextBlock","text":"a"}]}""", "wraps")]
    [InlineData("""{"version":"1.5","body":[{"type":"Container","style":"attention","items":[]}]}""", "colour")]
    [InlineData("""{"version":"1.5","body":[{"type":"TextBlock","color":"Good","wrap":true,"text":"●"}]}""", "colour")]
    public void A_card_that_breaks_a_rule_is_found(string card, string rule) =>
        CardRules.Faults(JsonNode.Parse(card)!.AsObject()).ShouldHaveSingleItem().ShouldContain(rule);

    [Theory]
    [Trait("Conformance", "BF-39")]
    [InlineData("<at>Lotte &amp; Co</at>", "<at>Lotte &amp; Co</at>", true)]
    [InlineData("<at>Lotte & Co</at>", "<at>Lotte & Co</at>", false)]
    [InlineData("<at>Lotte</at>", "<at>Lotte Jansen</at>", false)]
    [InlineData("Lotte", "Lotte", false)]
    public void A_mention_that_is_called_otherwise_than_it_stands_there_is_found(string stands, string isCalled, bool isRight)
    {
        var card = JsonNode.Parse($$"""
            { "version": "1.5", "body": [ { "type": "TextBlock", "wrap": true, "text": "{{stands}}, a question for you." } ],
              "msteams": { "entities": [ { "type": "mention", "text": "{{isCalled}}", "mentioned": { "id": "29:lotte", "name": "Lotte" } } ] } }
            """)!.AsObject();

        CardRules.Faults(card).Any(fault => fault.Contains("mention", StringComparison.Ordinal)).ShouldBe(!isRight);
    }

    [Fact]
    [Trait("Conformance", "BF-42")]
    public void A_card_that_is_too_large_or_has_too_many_buttons_is_found()
    {
        var large = new JsonObject { ["version"] = "1.5", ["x"] = new string('x', CardRules.MostBytes) };
        var button = """{"type":"Action.OpenUrl","title":"a","url":"https://example.com"}""";
        var busy = JsonNode.Parse($$"""{"version":"1.5","actions":[{{string.Join(',', Enumerable.Repeat(button, 4))}}],"body":[{"type":"ActionSet","actions":[{{string.Join(',', Enumerable.Repeat(button, 3))}}]}]}""")!;

        CardRules.Faults(large).ShouldHaveSingleItem().ShouldContain("bytes");
        CardRules.Faults(busy.AsObject()).ShouldHaveSingleItem().ShouldContain("6 actions");
    }

    [Fact]
    public void No_two_states_of_a_card_are_told_apart_by_colour_alone()
    {
        foreach (var texts in Texts.Languages.Select(Texts.For))
        {
            var byTemplate = SampleCards.All.GroupBy(sample => sample.Key.Split('/')[0], StringComparer.Ordinal);

            byTemplate.SelectMany(samples => CardRules.ToldApartByColourAlone(samples.ToDictionary(s => s.Key, s => s.Value(texts).Card!, StringComparer.Ordinal))).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Two_states_that_only_a_colour_tells_apart_are_found()
    {
        static JsonObject Card(string style, string text) => new()
        {
            ["body"] = new JsonArray(new JsonObject { ["type"] = "Container", ["style"] = style, ["items"] = new JsonArray(new JsonObject { ["text"] = text }) }),
        };

        var cards = new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            ["open"] = Card("attention", "Van Dijk"),
            ["resolved"] = Card("good", "Van Dijk"),
            ["left"] = Card("good", "Van Dijk, gone"),
        };

        CardRules.ToldApartByColourAlone(cards).ShouldBe(["open = resolved"]);
    }

    [Fact]
    public void A_template_has_no_words_of_its_own()
    {
        // The n of a count is n in every language.
        Repository.Cards().SelectMany(card => CardRules.OwnWords(JsonNode.Parse(card.Text)!.AsObject())).Where(text => text != "n").ShouldBeEmpty();

        CardRules.OwnWords(JsonNode.Parse("""{"body":[{"text":"Score: ${score}"},{"text":"**${a}** → ${b}"},{"title":"Send"}]}""")!.AsObject()).ShouldBe(["Score: ${score}", "Send"]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_card_speaks_one_language(string name, string language)
    {
        var foreign = ForeignTo[language].Value;

        CardRules.Words(Show(name, language).Card!).Where(text => foreign.Any(pattern => pattern.IsMatch(text))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Slack_takes_the_card_and_loses_nothing_of_it(string name, string language)
    {
        var content = Show(name, language);

        var message = AdaptiveCardRenderer.Render(content.Text, content.Card);

        BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();

        // A single required choice is meant to become a row of buttons; nobody has to ask Slack for a card that is rewritten anyway; and a chart may give way to a
        // smaller one.
        var hasChart = message.Blocks.Any(block => (string?)block!["type"] == "data_visualization");
        string[] meant = ["The choices became buttons", "refresh of the card", .. hasChart ? ["A chart that Slack cannot show here gave way to its fallback."] : Array.Empty<string>()];
        message.Warnings.Where(warning => !meant.Any(m => warning.StartsWith(m, StringComparison.Ordinal))).ShouldBeEmpty();
        message.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_web_chat_gets_every_button_as_a_submit_with_its_verb(string name, string language)
    {
        var card = Show(name, language).Card!;

        var lowered = DirectLineCard.Lower(card, "a1").ToJsonString();

        lowered.ShouldNotContain("Action.Execute");
        CardRules.Verbs(card).Where(verb => !lowered.Contains($"\"verb\":\"{verb}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_button_has_a_handler()
    {
        await using var host = await BuiltHost.StartAsync();
        var inTemplates = Repository.Cards().SelectMany(card => CardRules.Verbs(JsonNode.Parse(card.Text)!.AsObject())).Where(verb => !verb.Contains("${", StringComparison.Ordinal));
        var filled = SampleCards.All.Values.SelectMany(show => CardRules.Verbs(show(Texts.For(Texts.English)).Card!));
        var verbs = inTemplates.Concat(filled).Distinct(StringComparer.Ordinal).ToList();

        verbs.Count.ShouldBeGreaterThanOrEqualTo(3);
        verbs.Where(verb => !IsHandled(verb)).ShouldBeEmpty();
        IsHandled("alert.nothing").ShouldBeFalse();
        IsHandled("acknowledge").ShouldBeFalse();

        bool IsHandled(string verb) => AreaAndDeed().IsMatch(verb) && host.Services.GetKeyedService<ICardActionHandler>(verb) is not null;
    }

    [Fact]
    [Trait("Conformance", "BF-48")]
    public async Task What_a_client_asks_by_itself_is_answered_by_something_that_only_shows()
    {
        await using var host = await BuiltHost.StartAsync();
        var verbs = Repository.Cards().Select(card => (string?)JsonNode.Parse(card.Text)!["refresh"]?["action"]?["verb"]).OfType<string>().ToList();

        verbs.ShouldNotBeEmpty();
        verbs.ShouldAllBe(verb => host.Services.GetKeyedService<ICardRefreshHandler>(verb) != null && host.Services.GetKeyedService<ICardActionHandler>(verb) == null);
    }

    public static TheoryData<string> NastyNames => new()
    {
        new string('W', 400),
        string.Concat(Enumerable.Repeat("🧁👩‍👩‍👧‍👦", 40)),
        "**bold** _italic_ ~~gone~~ `code` [here](https://evil.example.com) # heading",
        "<!channel> <!here> <@U123> <https://evil.example.com|here> & </b>",
        "شركة النقل \u202Eevil\u202C",
        "${t.alert.open} {{DATE(2026-01-01T00:00:00Z)}} {previous} {score}",
        "\"quotes\" \\ back\\slash \u0000 \r\n- list\n1. one",
    };

    [Theory]
    [MemberData(nameof(NastyNames))]
    [Trait("Conformance", "BF-42")]
    public void A_nasty_customer_name_harms_no_channel(string name)
    {
        foreach (var texts in Texts.Languages.Select(Texts.For))
        {
            var content = SampleCards.AlertOf(texts, name, _ => { }, "https://crm.example.com/customers/{id}");
            var message = AdaptiveCardRenderer.Render(content.Text, content.Card);
            var slack = message.Text + message.Blocks.ToJsonString(JsonSerializerOptions.Web) + string.Concat(Strings(message.Blocks));

            BlockKitRules.Faults(message.Blocks).ShouldBeEmpty();
            slack.ShouldNotContain("<!");
            slack.ShouldNotContain("<@");
            slack.ShouldNotContain("<https://evil");
            DirectLineCard.Lower(content.Card!, "a1").ToJsonString().Length.ShouldBeLessThan(CardRules.MostBytes);
            Teams(content).Length.ShouldBeLessThan(CardRules.MostBytes);
            CardRules.Words(content.Card!).ShouldNotContain(text => text.Contains("](https://evil", StringComparison.Ordinal) && !text.Contains("\\[here", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_customer_name_fills_no_place_of_the_sentence_it_stands_in()
    {
        // The name says {score}; the score itself is 58 and must not appear in its place.
        var content = SampleCards.AlertOf(Texts.For(Texts.English), "A {score} B {previous}", _ => { });

        content.Text.ShouldBe("Health of A {score} B {previous} dropped from 72 to 58");
    }

    private static MessageContent Show(string name, string language) => SampleCards.All[name](Texts.For(language));

    /// <summary>What goes to Teams, as bytes.</summary>
    private static byte[] Teams(MessageContent content)
    {
        var place = new ConversationRef { ChannelId = ChannelIds.Teams, ConversationId = "19:a@thread.tacv2", Kind = ConversationKind.Channel };
        var outgoing = new OutgoingMessage { Id = "1", Kind = SendKind.Post, Conversation = place, Content = content };
        return JsonSerializer.SerializeToUtf8Bytes(OutgoingActivity.For(outgoing, place.ConversationId), WireJson.Default.Activity);
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => Strings(member.Value)),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static List<Regex> Foreign(string language)
    {
        var (own, other) = (Texts.For(language), Texts.For(language == Texts.English ? Texts.Dutch : Texts.English));
        return [.. other.Keys.Where(key => other.Say(key) != own.Say(key)).Select(key => Pattern(other.Say(key)))];
    }

    /// <summary>A text with its places open, as a whole text or, when it has no places, as words within one.</summary>
    private static Regex Pattern(string text)
    {
        var parts = Place().Split(text);
        return parts.Length > 1
            ? new Regex($"^{string.Join(".+", parts.Select(Regex.Escape))}$", RegexOptions.NonBacktracking)
            : new Regex($@"(^|\W){Regex.Escape(text)}(\W|$)", RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[a-z]+\.[a-z-]+$")]
    private static partial Regex AreaAndDeed();
}
