using RetentionBot.Channels.Cards;

namespace RetentionBot.Channels.Tests.Cards;

public sealed class CardTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Bakker & Zonen B.V.", "Bakker & Zonen B.V.")]
    [InlineData("**bold** _it_", @"\*\*bold\*\* \_it\_")]
    [InlineData("[x](y)", @"\[x\](y)")]
    [InlineData(@"\*", @"\\\*")]
    [InlineData("`code` ~gone~", @"\`code\` \~gone\~")]
    [InlineData("<mail@example.com>", @"\<mail@example.com>")]
    [InlineData("- first", @"\- first")]
    [InlineData("Jansen - Smit", "Jansen - Smit")]
    [InlineData("1. FC Kaas", @"1\. FC Kaas")]
    [InlineData("12) twaalf", @"12\) twaalf")]
    [InlineData("versie 1.2", "versie 1.2")]
    [InlineData("# kop > quote", @"\# kop > quote")]
    public void Foreign_words_lose_their_markdown(string? foreign, string expected) => CardText.Escape(foreign).ShouldBe(expected);

    [Fact]
    public void Foreign_words_stay_on_one_line() => CardText.Escape(" a\r\n- b\n\n\tc\u2028d\u0007 ").ShouldBe("a - b c d");

    [Theory]
    [InlineData("see https://example.com/x", "see https:\u200B//example.com/x")]
    [InlineData("WWW.example.com", "WWW\u200B.example.com")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}", "{\u200B{DATE(2026-01-01T00:00:00Z)}}")]
    public void Nothing_in_foreign_words_becomes_a_link_or_a_date(string foreign, string expected) => CardText.Escape(foreign).ShouldBe(expected);
}
