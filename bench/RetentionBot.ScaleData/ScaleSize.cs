using System.Globalization;

namespace RetentionBot.ScaleData;

/// <summary>How many customers a data set has, and what that size is called.</summary>
internal readonly record struct ScaleSize(string Name, int Customers)
{
    public static readonly ScaleSize S = new("S", 10_000);
    public static readonly ScaleSize M = new("M", 100_000);
    public static readonly ScaleSize L = new("L", 1_000_000);

    private const int Most = 9_999_999;

    /// <summary>The first customers of any size: those of a small set are the first of every larger one.</summary>
    public static ScaleSize Of(int customers) => new(customers.ToString(CultureInfo.InvariantCulture), customers);

    /// <summary>Reads S, M, L or a number of customers.</summary>
    public static bool TryParse(string text, out ScaleSize size)
    {
        size = text switch
        {
            "S" => S,
            "M" => M,
            "L" => L,
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var customers) ? Of(customers) : default,
        };
        return size.Customers is > 0 and <= Most;
    }
}
