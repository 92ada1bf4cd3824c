using System.Text.RegularExpressions;
using RetentionBot.Domain.Cadence;

namespace RetentionBot.Hosting;

/// <summary>The section <c>RetentionBot:Cadence</c>; <c>docs/onboarding.md</c> says what each value does.</summary>
internal sealed partial class CadenceOptions
{
    private const int MostSteps = 20;

    /// <summary>The touchpoints every customer is to have; none: the five that are there from the start.</summary>
    public IReadOnlyList<CadenceStepOptions> Steps { get; init; } = [];

    /// <summary>The plan; only after <see cref="Faults"/> found nothing.</summary>
    public CadencePlan ToPlan() => Steps.Count == 0 ? CadencePlan.Default : new CadencePlan([.. Steps.Select(s => new CadenceStep(s.Key, s.Days, s.Months, s.Segments))]);

    /// <summary>What is wrong, each in a sentence that says what to do.</summary>
    public IEnumerable<string> Faults()
    {
        const string section = "RetentionBot:Cadence:Steps";
        if (Steps.Count > MostSteps)
        {
            yield return $"{section} may be {MostSteps} at most.";
        }

        if (Steps.DistinctBy(s => s.Key, StringComparer.Ordinal).Count() < Steps.Count)
        {
            yield return $"{section} has a key twice; give each step its own.";
        }

        foreach (var (index, step) in Steps.Index())
        {
            if (!Key().IsMatch(step.Key) || step.Key is CadencePlan.ReEngage or CadencePlan.ReviewCall)
            {
                yield return $"{section}:{index}:Key must be 1 to 50 small letters, digits and hyphens, and neither {CadencePlan.ReEngage} nor {CadencePlan.ReviewCall}.";
            }

            if (step.Days is < 0 or > 730)
            {
                yield return $"{section}:{index}:Days is a number of days from 0 to 730, for example 7.";
            }

            if (step.Months is < 0 or > 24)
            {
                yield return $"{section}:{index}:Months is a number of months from 0 to 24, for example 2.";
            }

            if (step.Segments.Any(string.IsNullOrWhiteSpace))
            {
                yield return $"{section}:{index}:Segments holds an empty name.";
            }
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,50}$")]
    private static partial Regex Key();
}

/// <summary>One touchpoint of the plan.</summary>
internal sealed class CadenceStepOptions
{
    /// <summary>Lower case with hyphens.</summary>
    public string Key { get; init; } = "";

    /// <summary>Days from the sign-up.</summary>
    public int Days { get; init; }

    /// <summary>Months from the sign-up, counted before the days.</summary>
    public int Months { get; init; }

    /// <summary>Whose customers have it; none for all.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];
}
