using System.Collections.Frozen;

namespace RetentionBot.Domain.Revenue;

/// <summary>The currencies of ISO 4217 that people pay with, and their minor units.</summary>
public static class Currencies
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

    /// <summary>Decimals an amount in major units has: 2 for the euro, 0 for the yen, 3 for the dinars; 2 for a currency that is not known.</summary>
    public static int Decimals(string code) => WithoutMinorUnit.Contains(code) ? 0 : WithThousandths.Contains(code) ? 3 : 2;

    /// <summary>Minor units that make one major unit: 100 cents to the euro.</summary>
    public static int MinorPerMajor(string code) => Decimals(code) switch { 0 => 1, 3 => 1_000, _ => 100 };

    private static FrozenSet<string> Set(string codes) =>
        codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
