using System.Globalization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Revenue;

namespace RetentionBot.Text;

/// <summary>
/// The one place that writes numbers, dates and money for people. Rounds once, half away from zero: per cent to one decimal, points to whole ones; money has the decimals of its currency.
/// English "5.0%", "€1,234.50", "21 November 2026"; Dutch "5,0%", "€ 1.234,50", "21 november 2026".
/// </summary>
internal sealed class Format(string language)
{
    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] DutchMonths =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    private readonly bool _isDutch = language == Texts.Dutch;

    private readonly NumberFormatInfo _numbers = language == Texts.Dutch
        ? new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NumberGroupSizes = [3], NegativeSign = "-" }
        : new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = ",", NumberGroupSizes = [3], NegativeSign = "-" };

    /// <summary>A whole number with its thousands apart.</summary>
    public string Number(long number) => number.ToString("N0", _numbers);

    /// <summary>A number with its thousands apart and so many decimals.</summary>
    public string Number(decimal number, int decimals) =>
        Rounded(number, decimals).ToString($"N{decimals.ToString(CultureInfo.InvariantCulture)}", _numbers);

    /// <summary>A ratio (0.05) as per cent ("5.0%").</summary>
    public string Percent(decimal ratio) => Rounded(ratio * 100, 1).ToString("N1", _numbers) + "%";

    /// <summary>Points as a whole number with its sign: "+21", "-36", "0".</summary>
    public string Points(decimal points) => Signed(Rounded(points, 0), "N0");

    /// <summary>Points with one decimal and their sign: "-16.0".</summary>
    public string Drivers(decimal points) => Signed(Rounded(points, 1), "N1");

    /// <summary>An amount in minor units with its currency: "€1,234.50", "USD 1,234.50", "JPY 1,234"; below zero "-€5.00", in Dutch "€ -5,00".</summary>
    public string Money(long minor, string currency)
    {
        var decimals = Currencies.Decimals(currency).ToString(CultureInfo.InvariantCulture);
        var amount = ((decimal)minor / Currencies.MinorPerMajor(currency)).ToString($"N{decimals}", _numbers);
        return currency != "EUR" ? $"{currency} {amount}"
            : _isDutch ? $"€ {amount}"
            : minor < 0 ? $"-€{amount[1..]}"
            : $"€{amount}";
    }

    /// <summary>An amount in minor units that is no whole number of them, such as an average, rounded to the currency's decimals.</summary>
    public string Money(decimal minor, string currency) => Money((long)Rounded(minor, 0), currency);

    /// <summary>A change with its sign and so many decimals: "+1.2", "-0.4", "0.0".</summary>
    public string Change(decimal change, int decimals) => Signed(Rounded(change, decimals), $"N{decimals.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A change as a ratio (0.05) in per cent with its sign: "+5.0%".</summary>
    public string PercentChange(decimal ratio) => Change(ratio * 100, 1) + "%";

    /// <summary>A change of an amount in minor units with its sign: "+€1,234.50", "-€5.00", in Dutch "€ +1.234,50", "€ -5,00".</summary>
    public string MoneyChange(decimal minor, string currency)
    {
        var amount = Money(minor, currency);
        var digits = amount.AsSpan().IndexOfAnyInRange('0', '9');
        return Rounded(minor, 0) <= 0 ? amount
            : currency == "EUR" && !_isDutch ? $"+{amount}"
            : $"{amount[..digits]}+{amount[digits..]}";
    }

    /// <summary>"21 November 2026".</summary>
    public string Date(DateOnly day) => $"{day.Day.ToString(CultureInfo.InvariantCulture)} {MonthName(day)} {day.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>"21 November, 14:05" in a zone.</summary>
    public string Moment(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return $"{day.Day.ToString(CultureInfo.InvariantCulture)} {MonthName(day)}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A period as people say it: "October 2026", "Q3 2026", "2026", else its days.</summary>
    public string Period(Period period)
    {
        var from = period.From;
        var year = from.Year.ToString(CultureInfo.InvariantCulture);
        return period == Domain.Calendar.Period.MonthOf(from) ? $"{MonthName(from)} {year}"
            : period == new Period(new DateOnly(from.Year, 1, 1), new DateOnly(from.Year, 1, 1).AddYears(1)) ? year
            : from is { Day: 1, Month: 1 or 4 or 7 or 10 } && period.To == from.AddMonths(3) ? $"Q{((from.Month - 1) / 3) + 1} {year}"
            : Days(period);
    }

    /// <summary>A period by its first and last day, without saying twice what they share: "1–22 November 2026", "1 February – 30 April 2026".</summary>
    public string Days(Period period)
    {
        var (from, last) = (period.From, period.LastDay);
        var day = from.Day.ToString(CultureInfo.InvariantCulture);
        return from == last ? Date(from)
            : (from.Year, from.Month) == (last.Year, last.Month) ? $"{day}–{Date(last)}"
            : from.Year == last.Year ? $"{day} {MonthName(from)} – {Date(last)}"
            : $"{Date(from)} – {Date(last)}";
    }

    /// <summary>A day of this year or the next, for a button: "26 Nov".</summary>
    public string ShortDate(DateOnly day) => $"{day.Day.ToString(CultureInfo.InvariantCulture)} {ShortMonth(day)}";

    /// <summary>A period short enough for an axis: "Oct 2026", "Q3 2026", "2026", else its first day, "28 Sep 2026".</summary>
    public string Short(Period period)
    {
        var month = $"{ShortMonth(period.From)} {period.From.Year.ToString(CultureInfo.InvariantCulture)}";
        return period == Domain.Calendar.Period.MonthOf(period.From) ? month
            : period == Domain.Calendar.Period.QuarterOf(period.From) || (period is { From: { Day: 1, Month: 1 } } && period == Domain.Calendar.Period.Year(period.From.Year)) ? Period(period)
            : $"{period.From.Day.ToString(CultureInfo.InvariantCulture)} {month}";
    }

    private string ShortMonth(DateOnly day) => MonthName(day) is var name && name == "maart" ? "mrt" : name[..3];

    private string MonthName(DateOnly day) => (_isDutch ? DutchMonths : EnglishMonths)[day.Month - 1];

    private string Signed(decimal number, string format) => (number > 0 ? "+" : "") + number.ToString(format, _numbers);

    private static decimal Rounded(decimal number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero);
}
