using RetentionBot.Channels.Slack;
using RetentionBot.Channels.Slack.Rendering;

namespace RetentionBot.Channels.Tests.Slack;

public sealed class SlackTextTests
{
    [Theory]
    [Trait("Conformance", "SL-45")]
    [InlineData("<@U0RETBOT01> what was churn last month?", "what was churn last month?")]
    [InlineData("<@U0RETBOT01|bot>: churn", "churn")]
    [InlineData("<@U0RETBOT01>", "")]
    [InlineData("<@U0RETBOT012> churn", "@U0RETBOT012 churn")]
    [InlineData("ask <@U0RETBOT01> about churn", "ask @U0RETBOT01 about churn")]
    [InlineData("Q&amp;A for &lt;Acme&gt;", "Q&A for <Acme>")]
    [InlineData("&amp;lt; stays", "&lt; stays")]
    [InlineData("<@U1|anna> in <#C1|cs-alerts> and <!subteam^S1|@csm> <!here>", "@anna in #cs-alerts and @csm @here")]
    [InlineData("see <https://example.com/a?b=1&amp;c=2> or <https://example.com|our page>", "see https://example.com/a?b=1&c=2 or our page")]
    [InlineData("<mailto:kim@example.com|kim@example.com>", "kim@example.com")]
    [InlineData("churn\u00A0of \u201CAcme\u201D isn\u2019t\n  low", "churn of \"Acme\" isn't low")]
    [InlineData("a < b", "a < b")]
    [InlineData(null, "")]
    public void What_was_written_arrives_as_it_was_meant(string? wire, string meant) => SlackText.Decode(wire, "U0RETBOT01").ShouldBe(meant);

    [Fact]
    [Trait("Conformance", "SL-43")]
    public void Three_signs_are_escaped_once_and_nothing_else()
    {
        SlackText.Escape("a & b < c > d \" ' * _ ~ é").ShouldBe("a &amp; b &lt; c &gt; d \" ' * _ ~ é");
        string.Concat(Mrkdwn.Pieces("R&D <b> &amp;")).ShouldBe("R&amp;D &lt;b&gt; &amp;amp;");
    }

    [Theory]
    [InlineData("**bold** and *italic* and _it_ and ~~gone~~", "*bold* and _italic_ and _it_ and ~gone~")]
    [InlineData("[our page](https://example.com/a|b?x=1&y=2)", "<https://example.com/a%7Cb?x=1&amp;y=2|our page>")]
    [InlineData("[click](javascript:alert)", "click")]
    [InlineData("- one\n* two\n+ three\n4. four", "• one\n• two\n• three\n4. four")]
    [InlineData("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2")]
    [InlineData("\\*as it is\\*", "*as it is*")]
    [InlineData(@"**Renewals \*Q4\*** now", "*Renewals *Q4** now")]
    [InlineData(@"**a\\** b", @"*a\* b")]
    [InlineData(@"*\**", "_*_")]
    [InlineData("**Q&A [x](https://example.com)**", "*Q&amp;A <https://example.com|x>*")]
    [InlineData("{{DATE(2026-11-09T00:00:00Z, SHORT)}}", "<!date^1794182400^{date_short}|2026-11-09>")]
    [InlineData("{{TIME(2026-11-09T13:30:00Z)}}", "<!date^1794231000^{time}|13:30 UTC>")]
    public void Markdown_becomes_mrkdwn(string markdown, string mrkdwn) => string.Concat(Mrkdwn.Pieces(markdown)).ShouldBe(mrkdwn);

    [Fact]
    public void Plain_text_keeps_the_words_only() =>
        Mrkdwn.Plain("**Q&A**: [our page](https://example.com) <now>").ShouldBe("Q&A: our page <now>");

    [Theory]
    [Trait("Conformance", "SL-37")]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("ab👩‍👩‍👧cd", 6, "ab…")]
    [InlineData("abcde\u0301fgh", 6, "abcd…")]
    public void Cutting_leaves_whole_signs(string text, int limit, string cut) => SlackText.Cut(text, limit).ShouldBe(cut);

    [Fact]
    [Trait("Conformance", "SL-37")]
    public void An_entity_is_never_cut_in_half()
    {
        // Four entities of five units: three make 15, and the dots are the sixteenth.
        var (text, isCut) = SlackText.Join(Mrkdwn.Pieces("&&&&"), 18);

        text.ShouldBe("&amp;&amp;&amp;…");
        isCut.ShouldBeTrue();
    }
}
