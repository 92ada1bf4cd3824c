using System.Collections.Frozen;

namespace RetentionBot.Ingest.Rows;

/// <summary>The currencies of ISO 4217 that people pay with, and their minor units.</summary>
internal static class Currencies
{
    private static readonly FrozenSet<string> WithoutMinorUnit = Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");

    private static readonly FrozenSet<string> WithThousandths = Set("BHD IQD JOD KWD LYD OMR TND");

    private static readonly FrozenSet<string> WithCents = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD
        EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
        MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
        SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """);

    public static bool IsKnown(string code) => WithCents.Contains(code) || WithoutMinorUnit.Contains(code) || WithThousandths.Contains(code);

    /// <summary>An amount in major units as minor units, rounded half away from zero.</summary>
    /// <exception cref="RowRejectedException">The amount is larger than money gets.</exception>
    public static long ToMinor(decimal major, string currency, string field)
    {
        const decimal Largest = 1_000_000_000_000m;
        if (Math.Abs(major) > Largest)
        {
            throw new RowRejectedException($"{field} is larger than {Largest:0}.");
        }

        var minorPerMajor = WithoutMinorUnit.Contains(currency) ? 1 : WithThousandths.Contains(currency) ? 1_000 : 100;
        return (long)Math.Round(major * minorPerMajor, MidpointRounding.AwayFromZero);
    }

    private static FrozenSet<string> Set(string codes) =>
        codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
