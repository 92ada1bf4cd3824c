using System.Text.RegularExpressions;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

public sealed partial class TextsTests
{
    private static readonly Texts English = Texts.For(Texts.English);
    private static readonly Texts Dutch = Texts.For(Texts.Dutch);
    private static readonly string Code = string.Concat(Repository.Sources("RetentionBot").Select(s => s.Text));

    /// <summary>Keys the templates read: <c>t.alert.acknowledge</c>, <c>t.alert['at-stake']</c>.</summary>
    private static readonly HashSet<string> InCards = Repository.Cards()
        .SelectMany(card => CardKey().Matches(card.Text))
        .Select(m => m.Groups["key"].Value.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).TrimStart('.'))
        .ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Both_languages_have_the_same_keys() => Dutch.Keys.Order(StringComparer.Ordinal).ShouldBe(English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_places_to_fill() =>
        English.Keys.Where(key => Places(English.Say(key)) != Places(Dutch.Say(key))).ShouldBeEmpty();

    [Fact]
    public void No_text_is_empty() =>
        English.Keys.Where(key => string.IsNullOrWhiteSpace(English.Say(key)) || string.IsNullOrWhiteSpace(Dutch.Say(key))).ShouldBeEmpty();

    [Fact]
    public void Every_text_is_said_somewhere()
    {
        var made = MadeKeys();

        English.Keys
            .Where(key => !Code.Contains($"\"{key}\"", StringComparison.Ordinal) && !InCards.Contains(key) && !made.Any(pattern => pattern.IsMatch(key)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_a_card_asks_for_exists()
    {
        InCards.ShouldContain("form.cancel");
        InCards.ShouldContain("alert.what-will-you-do");
        InCards.Except(English.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_code_asks_for_exists()
    {
        var sections = English.Keys.Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var verbs = Repository.Cards().SelectMany(card => Verb().Matches(card.Text)).Select(m => m.Groups["verb"].Value);
        var asked = Dotted().Matches(Code).Select(m => m.Groups["key"].Value).Where(key => sections.Contains(key.Split('.')[0])).Distinct(StringComparer.Ordinal).ToList();

        // What the audit log calls a deed is spelt the same way, and so are verbs and kinds of timers.
        var deeds = Deed().Matches(Code).Select(m => m.Groups["deed"].Value);
        asked.Count.ShouldBeGreaterThan(50);
        asked.Except(English.Keys, StringComparer.Ordinal).Except(verbs, StringComparer.Ordinal).Except(deeds, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_is_put_together_has_texts() =>
        MadeKeys().Where(pattern => !English.Keys.Any(pattern.IsMatch)).Select(pattern => pattern.ToString()).ShouldBeEmpty();

    [Fact]
    public void Places_are_filled_and_numbers_written_as_the_language_does()
    {
        English.Say("kpi.customers_lost.counts", ("numerator", 1234), ("whole", English.Count("of-customers", 20_000))).ShouldBe("1,234 of 20,000 customers at the start left.");
        Dutch.Say("kpi.customers_lost.counts", ("numerator", 1234), ("whole", Dutch.Count("of-customers", 20_000))).ShouldBe("1.234 van de 20.000 klanten aan het begin vertrokken.");
        Dutch.Say("kpi.data-through", ("day", new DateOnly(2026, 11, 21))).ShouldBe("Gegevens t/m 21 november 2026.");
    }

    [Theory]
    [InlineData("nl-NL", "nl")]
    [InlineData("NL", "nl")]
    [InlineData("en-US", "en")]
    [InlineData("fr-FR", "en")]
    [InlineData(null, "en")]
    public void A_language_tag_finds_its_texts_and_others_get_English(string? tag, string language) => Texts.For(tag).Language.ShouldBe(language);

    /// <summary>Keys put together in code, <c>$"kpi.{metric}.name"</c>, as patterns in which every hole is one word.</summary>
    private static List<Regex> MadeKeys() =>
        [.. Made().Matches(Code)
            .Select(m => m.Groups["key"].Value)
            .Distinct(StringComparer.Ordinal)
            .Select(key => new Regex($"^{string.Join("[^.]+", Hole().Split(key).Select(Regex.Escape))}$", RegexOptions.NonBacktracking))];

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\bt(?<key>(\.\w+|\['[^']+'\])+)", RegexOptions.ExplicitCapture)]
    private static partial Regex CardKey();

    [GeneratedRegex("\"verb\": \"(?<verb>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    [GeneratedRegex("(Deed|const string (Verb|Kind|\\w*Deed)) = \"(?<deed>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Deed();

    [GeneratedRegex("\"(?<key>[a-z]+(\\.[a-z_-]+)+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Dotted();

    /// <summary>An interpolated text of at least two dotted words; a hole may run over lines, as a switch in it does.</summary>
    [GeneratedRegex("Say\\(\\s*\\$\"(?<key>[a-z_.-]+\\.\\{(?:[^{}]|\\{[^{}]*\\})*\\}[a-z_.-]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Made();

    [GeneratedRegex(@"\{(?:[^{}]|\{[^{}]*\})*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Place();
}
