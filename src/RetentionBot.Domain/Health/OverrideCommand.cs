using System.Globalization;
using System.Text.RegularExpressions;

namespace RetentionBot.Domain.Health;

/// <summary>What is wrong with a score set by hand.</summary>
public enum OverrideFault
{
    /// <summary>It cannot be read.</summary>
    Form,

    /// <summary>No score from 0 to 100.</summary>
    Value,

    /// <summary>No day that there is.</summary>
    Day,

    /// <summary>The last day is over.</summary>
    Past,

    /// <summary>The last day is more than a year ahead.</summary>
    TooFar,

    /// <summary>The reason is too long.</summary>
    Reason,
}

/// <summary>A score to be set by hand, as it was written: <c>set health Acme 40 until 2026-12-31 because their sponsor left</c>.</summary>
/// <param name="Before">The word before the name, which may be a part of it: "set health van Dijk 40"; null when there is none.</param>
/// <param name="Customer">The name as it was written.</param>
/// <param name="Value">0 to 100.</param>
/// <param name="Through">The last day it holds.</param>
public sealed partial record OverrideCommand(string? Before, string Customer, int Value, DateOnly Through, string Reason)
{
    private const int LongestText = 1000;

    private static readonly string[] Days = ["yyyy-M-d", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy"];

    /// <summary>The language of a text that is meant to set a score by hand, right or wrong; null for any other text.</summary>
    public static string? LanguageOf(string text) => Beginning().Match(text) is { Success: true } said ? said.Groups["en"].Success ? "en" : "nl" : null;

    /// <param name="text">What was written.</param>
    /// <param name="today">The local day, from which "for 2 weeks" counts.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    /// <returns>Null when something is wrong.</returns>
    public static OverrideCommand? Read(string text, DateOnly today, out OverrideFault? fault)
    {
        var said = text.Length <= LongestText ? Form().Match(text).Groups : null;
        var reason = said?["reason"].Value.Trim().TrimStart(':', ',', ' ');
        if (string.IsNullOrEmpty(reason))
        {
            fault = OverrideFault.Form;
            return null;
        }

        var value = int.TryParse(said!["value"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100 ? number : (int?)null;
        var through = said["day"].Success ? DayOf(said["day"].Value) : After(today, said["count"].Value, said["unit"].Value);
        fault = value is null ? OverrideFault.Value
            : through is null ? OverrideFault.Day
            : through < today ? OverrideFault.Past
            : through > today.AddYears(1) ? OverrideFault.TooFar
            : reason.Length > HealthOverride.LongestReason ? OverrideFault.Reason
            : null;
        var before = said["before"].Success ? said["before"].Value : null;
        return fault is null ? new OverrideCommand(before, said["name"].Value.Trim(), value!.Value, through!.Value, reason) : null;
    }

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text.Trim(' ', ',', '.'), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>So long after a day. More than is ever allowed is said to be too far and not added up.</summary>
    private static DateOnly? After(DateOnly today, string count, string unit)
    {
        const int most = 1000;
        var number = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var counted) ? Math.Min(counted, most) : most;
        return unit.ToLowerInvariant() switch
        {
            "day" or "days" or "dag" or "dagen" => today.AddDays(number),
            "week" or "weeks" or "weken" => today.AddDays(7 * number),
            "month" or "months" or "maand" or "maanden" => today.AddMonths(number),
            _ => today.AddYears(number),
        };
    }

    [GeneratedRegex(@"^\s*(?:(?<en>set)|zet)\s+(?:health|(?:de\s+)?gezondheid)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(
        @"^\s*(?:set|zet)\s+(?:health|(?:de\s+)?gezondheid)(?:\s*score)?\s+(?:(?<before>of|for|van|voor)\s+)?(?<name>\S.*?)\s+(?:(?:to|at|op)\s+)?(?<value>[-+]?\d[\d.,]*)%?\s+"
        + @"(?:(?:until|till|through|tot\s+en\s+met|tot|t/m)\s+(?<day>\S.*?)"
        + @"|(?:for|voor)\s+(?<count>\d+)\s+(?<unit>days?|dag|dagen|weeks?|weken|months?|maand|maanden|years?|jaar|jaren))"
        + @"\s+(?:because|omdat|want)\b(?<reason>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
