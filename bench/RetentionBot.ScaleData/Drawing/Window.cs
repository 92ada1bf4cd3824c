namespace RetentionBot.ScaleData.Drawing;

/// <summary>The 24 months the data are about, counted from 0.</summary>
internal static class Window
{
    public const int Months = 24;

    /// <summary>The first day anybody can start on.</summary>
    public static readonly DateOnly FirstDay = new(2024, 1, 1);

    /// <summary>The data date: the last day anything happens on.</summary>
    public static readonly DateOnly DataThrough = new(2025, 12, 31);

    /// <summary>Days from the first to the data date.</summary>
    public static int Days => DataThrough.DayNumber - FirstDay.DayNumber + 1;

    /// <summary>The month a day lies in; 24 or more after the data date.</summary>
    public static int MonthOf(DateOnly day) => ((day.Year - FirstDay.Year) * 12) + day.Month - 1;

    /// <summary>The first day of a month.</summary>
    public static DateOnly FirstOf(int month) => FirstDay.AddMonths(month);

    /// <summary>As <c>2024-09</c>.</summary>
    public static string NameOf(int month) => $"{FirstOf(month):yyyy-MM}";
}
