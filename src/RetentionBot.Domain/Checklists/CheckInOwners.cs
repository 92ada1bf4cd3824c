namespace RetentionBot.Domain.Checklists;

/// <summary>Who is proposed to speak with whom.</summary>
public static class CheckInOwners
{
    /// <summary>
    /// Everybody keeps their own customers. What is nobody's then goes, the most at risk first, to the colleague with the fewest so far, of equal ones the first.
    /// </summary>
    /// <param name="own">Of each customer, the most at risk first, the colleague whose it is; null when it is no colleague's.</param>
    /// <param name="colleagues">Those who may be given more, in their order.</param>
    /// <returns>A colleague for each customer; null where there is none to propose.</returns>
    public static IReadOnlyList<long?> Propose(IReadOnlyList<long?> own, IReadOnlyList<long> colleagues)
    {
        var load = colleagues.ToDictionary(c => c, c => own.Count(o => o == c));
        return [.. own.Select(owner => owner ?? Next())];

        long? Next()
        {
            if (colleagues.Count == 0)
            {
                return null;
            }

            var least = colleagues.MinBy(c => load[c]);
            load[least]++;
            return least;
        }
    }
}
