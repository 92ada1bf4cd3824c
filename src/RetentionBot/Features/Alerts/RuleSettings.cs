using RetentionBot.Domain.Alerts.Rules;

namespace RetentionBot.Features.Alerts;

/// <summary>What the company has decided about the rules that look at no score.</summary>
/// <param name="Limits">Where they draw their lines.</param>
/// <param name="Off">Names of the rules that raise nothing.</param>
/// <param name="HighValueSegments">Names of the segments whose cases are watched for the first reply; one that ends in * stands for all that begin so.</param>
internal sealed record RuleSettings(RuleLimits Limits, IReadOnlySet<string> Off, IReadOnlyList<string> HighValueSegments)
{
    /// <summary>The segments that count as of high value where nobody says otherwise.</summary>
    public const string HighValueByDefault = "high-value*";

    public static RuleSettings Default { get; } = new(RuleLimits.Default, new HashSet<string>(), [HighValueByDefault]);

    public bool IsOn(string rule) => !Off.Contains(rule);

    /// <summary>Whether a segment is of high value. Case makes no difference, nor does whether words are joined by a hyphen, an underscore or a space.</summary>
    public bool IsHighValue(string? segment) => segment is not null && HighValueSegments.Any(name =>
        name.EndsWith('*') ? Plain(segment).StartsWith(Plain(name[..^1]), StringComparison.Ordinal) : Plain(segment) == Plain(name));

    private static string Plain(string name) => name.Trim().ToUpperInvariant().Replace('_', '-').Replace(' ', '-');
}
