namespace RetentionBot.Domain.Surveys;

/// <summary>Answers of one group of people.</summary>
/// <param name="Name">Its segment, plan, owner and so on; null for all that are too small to be shown by themselves.</param>
/// <param name="Answers">How many answers it has.</param>
/// <param name="Value">What is shown of it.</param>
public readonly record struct ShownGroup<T>(string? Name, int Answers, T Value);

/// <summary>Results by group without letting a reader work out what single people answered.</summary>
public static class SmallGroups
{
    /// <summary>A group of fewer answers is not shown by itself.</summary>
    public const int FewestShown = 5;

    /// <summary>
    /// Merges groups that are too small into one, and while that is too small the next smallest too: with the whole known, one small group left out could be had by
    /// subtraction.
    /// </summary>
    /// <param name="groups">Each with a name of its own. Groups without answers are left out.</param>
    /// <param name="add">Adds up the values of two groups.</param>
    /// <returns>The groups in their order, the merged one last; nothing when the whole is too small to be shown by group.</returns>
    public static IReadOnlyList<ShownGroup<T>> Merge<T>(IEnumerable<ShownGroup<T>> groups, Func<T, T, T> add)
    {
        ShownGroup<T>[] answered = [.. groups.Where(g => g.Answers > 0)];

        // Of groups of one size the name decides, so that another order hides no other group.
        ShownGroup<T>? merged = null;
        var hidden = new HashSet<string?>();
        foreach (var group in answered.OrderBy(g => g.Answers).ThenBy(g => g.Name, StringComparer.Ordinal))
        {
            if (group.Answers >= FewestShown && merged is null or { Answers: >= FewestShown })
            {
                break;
            }

            merged = merged is { } m ? new(null, m.Answers + group.Answers, add(m.Value, group.Value)) : group with { Name = null };
            hidden.Add(group.Name);
        }

        return merged is { Answers: < FewestShown } ? [] : [.. answered.Where(g => !hidden.Contains(g.Name)), .. merged is { } other ? [other] : Array.Empty<ShownGroup<T>>()];
    }
}
