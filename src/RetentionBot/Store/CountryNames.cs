using System.Globalization;
using RetentionBot.Domain.Questions;

namespace RetentionBot.Store;

/// <summary>What a country is called in the languages questions come in.</summary>
internal static class CountryNames
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl");

    /// <param name="code">ISO 3166-1 alpha-2; a code nobody knows is its own name.</param>
    public static CountryName Of(string code) => new(code, In(English, code), In(Dutch, code));

    private static string In(CultureInfo language, string code)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            // The framework gives display names in the thread's language only.
            CultureInfo.CurrentUICulture = language;
            return new RegionInfo(code).DisplayName;
        }
        catch (ArgumentException)
        {
            return code;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
