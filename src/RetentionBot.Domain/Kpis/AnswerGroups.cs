using RetentionBot.Domain.Surveys;

namespace RetentionBot.Domain.Kpis;

/// <summary>A figure about people's answers by group, as it may be shown: <see cref="SmallGroups"/>.</summary>
/// <param name="Groups">Those large enough to be shown by name; the name is null for those whose attribute is not known.</param>
/// <param name="Other">The rest as one; null when there is none, or even together they are too few.</param>
internal sealed record AnswerGroups(IReadOnlyList<(string? Name, KpiFigure Figure)> Groups, KpiFigure? Other)
{
    private readonly HashSet<string> _merged = new(StringComparer.Ordinal);

    /// <param name="groups">All there are, those without answers too.</param>
    /// <param name="merge">Makes two figures one.</param>
    public static AnswerGroups Of(IEnumerable<(string? Name, KpiFigure Figure)> groups, Func<KpiFigure, KpiFigure, KpiFigure> merge)
    {
        // Whose attribute is not known are a group as any other, and not the merged one; no attribute begins with a line feed.
        const string Unknown = "\n";
        var answered = groups.Where(g => g.Figure.Denominator > 0).Select(g => new ShownGroup<KpiFigure>(g.Name ?? Unknown, (int)g.Figure.Denominator!, g.Figure)).ToList();
        var shown = SmallGroups.Merge(answered, merge);
        var named = shown.Where(g => g.Name is not null).ToList();
        var made = new AnswerGroups([.. named.Select(g => (g.Name == Unknown ? null : g.Name, g.Value))], shown is [.., { Name: null } other] ? other.Value : null);
        made._merged.UnionWith(answered.Select(g => g.Name!).Except(named.Select(g => g.Name!), StringComparer.Ordinal));
        return made;
    }

    /// <summary>Whether a group has answers that are shown only together with others, or not at all.</summary>
    public bool IsMerged(string name) => _merged.Contains(name);
}
