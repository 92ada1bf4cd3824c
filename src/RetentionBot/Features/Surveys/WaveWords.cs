using System.Globalization;
using System.Text.RegularExpressions;
using RetentionBot.Domain.Surveys;

namespace RetentionBot.Features.Surveys;

/// <summary>What somebody wants of a wave, as they wrote it.</summary>
/// <param name="Kind">Which question.</param>
/// <param name="Round">Its name; null for the running quarter.</param>
/// <param name="Segment">Only this segment; null for all.</param>
/// <param name="Plan">Only this plan; null for all.</param>
/// <param name="PerDay">People a working day; null for all at once.</param>
/// <param name="IsTest">Whether its answers are never to count.</param>
internal sealed partial record WaveWords(SurveyKind Kind, string? Round, string? Segment, string? Plan, int? PerDay, bool IsTest)
{
    /// <summary>People a working day when nothing is said.</summary>
    public const int UsualPerDay = 20;

    private const int LongestRound = 40;

    /// <summary>Reads <c>wave nps segment mid, 20 a day, round 2026-Q4, test</c> and the Dutch <c>golf nps segment mid, 20 per dag, ronde 2026-Q4, proef</c>.</summary>
    /// <returns>Null when a part of it means nothing.</returns>
    public static WaveWords? Read(string text)
    {
        var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.ElementAtOrDefault(1)?.TrimEnd(',').ToLowerInvariant() is not ("nps" or "csat") and not null || words.Length < 2)
        {
            return null;
        }

        var kind = words[1].StartsWith("nps", StringComparison.OrdinalIgnoreCase) ? SurveyKind.Nps : SurveyKind.Csat;
        var wave = new WaveWords(kind, Round: null, Segment: null, Plan: null, UsualPerDay, IsTest: false);
        foreach (var part in (words.ElementAtOrDefault(2) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (wave.With(part) is not { } next)
            {
                return null;
            }

            wave = next;
        }

        return wave;
    }

    private WaveWords? With(string part)
    {
        if (Option().Match(part) is not { Success: true } said)
        {
            return null;
        }

        var value = said.Groups["value"].Value.Trim();
        return said switch
        {
            _ when said.Groups["test"].Success => this with { IsTest = true },
            _ when said.Groups["all"].Success => this with { PerDay = null },
            _ when said.Groups["count"].Success =>
                int.TryParse(said.Groups["count"].Value, CultureInfo.InvariantCulture, out var count) && count > 0 ? this with { PerDay = count } : null,
            _ when value.Length == 0 => null,
            _ when said.Groups["segment"].Success => this with { Segment = value },
            _ when said.Groups["plan"].Success => this with { Plan = value },
            _ => value.Length <= LongestRound ? this with { Round = value } : null,
        };
    }

    [GeneratedRegex(
        @"^((?<test>test|proef)|(?<all>all at once|allemaal tegelijk|alles tegelijk)|(?<count>\d{1,6}) (a|per) (day|dag|working day|werkdag)|((?<segment>segment)|(?<plan>plan|pakket)|round|ronde) (?<value>.+))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Option();
}
