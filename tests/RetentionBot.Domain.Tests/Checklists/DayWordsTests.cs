using System.Globalization;
using RetentionBot.Domain.Checklists;

namespace RetentionBot.Domain.Tests.Checklists;

public sealed class DayWordsTests
{
    /// <summary>A Thursday.</summary>
    private static readonly DateOnly Today = new(2026, 10, 22);

    [Theory]
    [InlineData("thursday", "2026-10-22")]
    [InlineData("Donderdag", "2026-10-22")]
    [InlineData("friday", "2026-10-23")]
    [InlineData("wo", "2026-10-28")]
    [InlineData("mon", "2026-10-26")]
    [InlineData("vandaag", "2026-10-22")]
    [InlineData("tomorrow", "2026-10-23")]
    [InlineData("2026-11-30", "2026-11-30")]
    [InlineData("2026-02-30", null)]
    [InlineData("someday", null)]
    [InlineData("", null)]
    public void A_word_means_the_next_such_day_today_counted(string word, string? day) =>
        DayWords.Read(word, Today).ShouldBe(day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture));
}
