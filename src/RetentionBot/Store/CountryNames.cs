using System.Globalization;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Store;

/// <summary>What a country is called in the languages questions come in.</summary>
internal static class CountryNames
{
    /// <param name="code">ISO 3166-1 alpha-2; a code nobody knows is its own name.</param>
    public static CountryName Of(string code) => new(code, In("en", code), In("nl", code));

    private static string In(string language, string code)
    {
        try
        {
            // The display name would be in the country's own language, or the machine's; a language's name for the country is that of its culture there.
            return new RegionInfo(code).TwoLetterISORegionName == code ? new RegionInfo($"{language}-{code}").NativeName : code;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
