using RetentionBot.Store;

namespace RetentionBot.Tests.Questions;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("BE", "Belgium", "België")]
    [InlineData("NL", "Netherlands", "Nederland")]
    [InlineData("DE", "Germany", "Duitsland")]
    [InlineData("JP", "Japan", "Japan")]
    [InlineData("GB", "United Kingdom", "Verenigd Koninkrijk")]
    [InlineData("zz-nowhere", "zz-nowhere", "zz-nowhere")]
    public void A_country_has_its_name_in_both_languages(string code, string english, string dutch)
    {
        var name = CountryNames.Of(code);

        (name.English, name.Dutch).ShouldBe((english, dutch));
    }
}
