using RetentionBot.Domain.Calendar;
using RetentionBot.Text;

namespace RetentionBot.Tests.Text;

public sealed class FormatTests
{
    private static readonly Format English = new(Texts.English);
    private static readonly Format Dutch = new(Texts.Dutch);

    [Theory]
    [InlineData("0.05", "5.0%", "5,0%")]
    [InlineData("0", "0.0%", "0,0%")]
    [InlineData("1", "100.0%", "100,0%")]
    [InlineData("0.0005", "0.1%", "0,1%")]
    [InlineData("0.00049999", "0.0%", "0,0%")]
    [InlineData("0.12345", "12.3%", "12,3%")]
    [InlineData("0.1235", "12.4%", "12,4%")]
    [InlineData("-0.0005", "-0.1%", "-0,1%")]
    [InlineData("-0.1988", "-19.9%", "-19,9%")]
    [InlineData("12.345", "1,234.5%", "1.234,5%")]
    public void Per_cent_has_one_decimal_and_no_space(string ratio, string english, string dutch)
    {
        English.Percent(Number(ratio)).ShouldBe(english);
        Dutch.Percent(Number(ratio)).ShouldBe(dutch);
    }

    [Theory]
    [InlineData("21.195652", "+21")]
    [InlineData("-35.897436", "-36")]
    [InlineData("0", "0")]
    [InlineData("0.4", "0")]
    [InlineData("-0.4", "0")]
    [InlineData("0.5", "+1")]
    [InlineData("-0.5", "-1")]
    [InlineData("-2.5", "-3")]
    [InlineData("100", "+100")]
    public void Points_are_whole_with_a_sign_and_halves_go_away_from_zero(string points, string text)
    {
        English.Points(Number(points)).ShouldBe(text);
        Dutch.Points(Number(points)).ShouldBe(text);
    }

    [Theory]
    [InlineData("-16", "-16.0", "-16,0")]
    [InlineData("-8.75", "-8.8", "-8,8")]
    [InlineData("2.25", "+2.3", "+2,3")]
    [InlineData("0.04", "0.0", "0,0")]
    [InlineData("-0.04", "0.0", "0,0")]
    public void Drivers_have_one_decimal_with_a_sign(string points, string english, string dutch)
    {
        English.Drivers(Number(points)).ShouldBe(english);
        Dutch.Drivers(Number(points)).ShouldBe(dutch);
    }

    [Theory]
    [InlineData(123_450, "EUR", "€1,234.50", "€ 1.234,50")]
    [InlineData(0, "EUR", "€0.00", "€ 0,00")]
    [InlineData(5, "EUR", "€0.05", "€ 0,05")]
    [InlineData(100_000_000_00, "EUR", "€100,000,000.00", "€ 100.000.000,00")]
    [InlineData(-123_450, "EUR", "-€1,234.50", "€ -1.234,50")]
    [InlineData(123_450, "USD", "USD 1,234.50", "USD 1.234,50")]
    [InlineData(-123_450, "USD", "USD -1,234.50", "USD -1.234,50")]
    [InlineData(1_234, "JPY", "JPY 1,234", "JPY 1.234")]
    [InlineData(1_234_500, "KWD", "KWD 1,234.500", "KWD 1.234,500")]
    public void Money_has_the_decimals_of_its_currency(long minor, string currency, string english, string dutch)
    {
        English.Money(minor, currency).ShouldBe(english);
        Dutch.Money(minor, currency).ShouldBe(dutch);
    }

    [Fact]
    public void Thousands_of_a_number_are_kept_apart()
    {
        English.Number(1_234_567).ShouldBe("1,234,567");
        Dutch.Number(1_234_567).ShouldBe("1.234.567");
        English.Number(-1_234).ShouldBe("-1,234");
    }

    [Fact]
    public void A_date_is_day_month_year()
    {
        English.Date(new DateOnly(2026, 11, 1)).ShouldBe("1 November 2026");
        Dutch.Date(new DateOnly(2026, 3, 21)).ShouldBe("21 maart 2026");
    }

    [Fact]
    public void A_moment_is_told_in_the_zone()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

        // 23:05 UTC in winter is five past midnight the next day; in summer one hour later still.
        English.Moment(new DateTimeOffset(2026, 11, 21, 23, 5, 0, TimeSpan.Zero), zone).ShouldBe("22 November, 00:05");
        Dutch.Moment(new DateTimeOffset(2026, 6, 30, 23, 5, 0, TimeSpan.Zero), zone).ShouldBe("1 juli, 01:05");
    }

    public static TheoryData<Period, string, string> Periods => new()
    {
        { Period.Month(2026, 10), "October 2026", "oktober 2026" },
        { Period.Quarter(2026, 3), "Q3 2026", "Q3 2026" },
        { Period.Year(2025), "2025", "2025" },
        { Period.Day(new DateOnly(2026, 11, 21)), "21 November 2026", "21 november 2026" },
        { new Period(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 23)), "1–22 November 2026", "1–22 november 2026" },
        { Period.Months(new DateOnly(2026, 2, 1), 3), "1 February – 30 April 2026", "1 februari – 30 april 2026" },
        { Period.HalfYear(2026, 1), "1 January – 30 June 2026", "1 januari – 30 juni 2026" },
        { Period.Week(2026, 47), "16–22 November 2026", "16–22 november 2026" },
    };

    [Theory]
    [MemberData(nameof(Periods))]
    public void A_period_is_named_as_people_do(Period period, string english, string dutch)
    {
        English.Period(period).ShouldBe(english);
        Dutch.Period(period).ShouldBe(dutch);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
