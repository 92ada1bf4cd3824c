using System.Text.Json.Nodes;
using RetentionBot.Tests.Lint;
using RetentionBot.Text;

namespace RetentionBot.Tests.Surveys;

/// <summary>How the one who is asked in front of others is called.</summary>
public sealed class SurveyMentionTests
{
    [Fact]
    public void A_name_with_signs_of_a_mention_in_it_is_called_all_the_same()
    {
        var card = SampleCards.All["survey/nps-in-front-of-others"](Texts.For("en")).Card!;
        var words = (string)card["msteams"]!["entities"]![0]!["text"]!;

        words.ShouldMatch("^<at>[^<>]+</at>$");
        card["body"]!.AsArray().OfType<JsonObject>().ShouldContain(block => ((string?)block["text"] ?? "").Contains(words, StringComparison.Ordinal));
    }
}
