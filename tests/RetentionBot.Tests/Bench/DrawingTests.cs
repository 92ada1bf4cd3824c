using RetentionBot.ScaleData.Drawing;

namespace RetentionBot.Tests.Bench;

public sealed class DrawingTests
{
    /// <summary>Worked out elsewhere: the first 8 bytes of SHA-256, shifted right by 11, times the count, shifted right by 53.</summary>
    [Fact]
    public void A_draw_is_the_hash_of_seed_customer_and_name()
    {
        new Draws(1, 7).Share("start").ShouldBe(3_925);
        new Draws(1, 7).Share("leave", 0, 3).ShouldBe(9_094);
        new Draws(42, 1_000_000).Below(31, "end.day", 2).ShouldBe(30);
    }

    [Fact]
    public void A_table_gives_each_value_its_share()
    {
        var table = new Table<string>((1, "rare"), (0, "never"), (9_999, "common"));

        table.At(0).ShouldBe("rare");
        table.At(1).ShouldBe("common");
        table.At(9_999).ShouldBe("common");
    }

    [Fact]
    public void Shares_that_are_no_whole_are_refused() => Should.Throw<ArgumentException>(() => new Table<int>((5_000, 1), (4_999, 2)));

    [Theory]
    [InlineData("2025-01-31T23:30:00Z", "2025-02-01")]
    [InlineData("2025-06-30T22:30:00Z", "2025-07-01")]
    [InlineData("2025-06-30T21:59:00Z", "2025-06-30")]
    [InlineData("2025-12-31T22:59:00Z", "2025-12-31")]
    public void The_day_in_Amsterdam_is_found_without_a_table_of_zones(string at, string day)
    {
        var instant = DateTimeOffset.Parse(at);

        Amsterdam.LocalDay(instant).ShouldBe(DateOnly.Parse(day));
    }

    /// <summary>Each hour of two years, so both changes of the clock are in it twice.</summary>
    [Fact]
    public void It_is_the_day_the_zone_says()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var first = new DateTimeOffset(2024, 1, 1, 0, 30, 0, TimeSpan.Zero);

        Enumerable.Range(0, Window.Days * 24).Select(hour => first.AddHours(hour))
            .Where(at => Amsterdam.LocalDay(at) != DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime))
            .ShouldBeEmpty();
    }
}
