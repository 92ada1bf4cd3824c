using RetentionBot.Domain.Revenue;

namespace RetentionBot.Ingest.Rows;

/// <summary>Amounts of money as sources give them.</summary>
internal static class Amounts
{
    /// <summary>An amount in major units as minor units, rounded half away from zero.</summary>
    /// <exception cref="RowRejectedException">The amount is larger than money gets.</exception>
    public static long ToMinor(decimal major, string currency, string field)
    {
        const decimal Largest = 1_000_000_000_000m;
        if (Math.Abs(major) > Largest)
        {
            throw new RowRejectedException($"{field} is larger than {Largest:0}.");
        }

        return (long)Math.Round(major * Currencies.MinorPerMajor(currency), MidpointRounding.AwayFromZero);
    }

    /// <summary>What an amount has beyond its minor units, in parts of one of them.</summary>
    public static long RestOf(decimal major, long minor, string currency, int partsPerMinor) =>
        (long)Math.Round(((major * Currencies.MinorPerMajor(currency)) - minor) * partsPerMinor, MidpointRounding.AwayFromZero);
}
