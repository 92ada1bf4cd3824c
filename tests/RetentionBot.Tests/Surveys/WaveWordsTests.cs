using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Surveys;

namespace RetentionBot.Tests.Surveys;

/// <summary>How a wave is asked for in words.</summary>
public sealed class WaveWordsTests
{
    [Theory]
    [InlineData("wave nps", SurveyKind.Nps, null, null, null, 20, false)]
    [InlineData("golf nps", SurveyKind.Nps, null, null, null, 20, false)]
    [InlineData("wave csat segment high value, plan Pro, 5 a day", SurveyKind.Csat, null, "high value", "Pro", 5, false)]
    [InlineData("golf NPS segment mid, 5 per dag, ronde 2026-Q4, proef", SurveyKind.Nps, "2026-Q4", "mid", null, 5, true)]
    [InlineData("wave nps all at once, round spring, test", SurveyKind.Nps, "spring", null, null, null, true)]
    public void A_wave_is_read(string text, SurveyKind kind, string? round, string? segment, string? plan, int? perDay, bool isTest) =>
        WaveWords.Read(text).ShouldBe(new WaveWords(kind, round, segment, plan, perDay, isTest));

    [Theory]
    [InlineData("wave")]
    [InlineData("wave ces")]
    [InlineData("wave nps 0 a day")]
    [InlineData("wave nps segment")]
    [InlineData("wave nps tomorrow")]
    [InlineData("golf nps segment mid, morgen")]
    public void What_means_nothing_is_no_wave(string text) => WaveWords.Read(text).ShouldBeNull();
}
