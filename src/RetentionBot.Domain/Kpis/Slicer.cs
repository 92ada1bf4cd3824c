using RetentionBot.Domain.Questions;

namespace RetentionBot.Domain.Kpis;

/// <summary>Makes the slice a query asks for. Churn types are no attribute of customers and are left to the figures that count departures.</summary>
internal static class Slicer
{
    public static Slice Of(FactSnapshot facts, KpiQuery query)
    {
        var plansByStretch = facts.Plan.HasUnknown;
        var byPlan = query.GroupBy == FilterNames.Plan;
        var plansAllowed = query.Filters.TryGetValue(FilterNames.Plan, out var plans) ? Allowed(facts.Plan, plans) : null;
        var allowed = Customers(facts, query, plansByStretch ? null : plansAllowed);
        var (groups, names) = query.GroupBy switch
        {
            FilterNames.Plan when !plansByStretch => ByAttribute(facts.Plan),
            FilterNames.Segment => ByAttribute(facts.Segment),
            FilterNames.Country => ByAttribute(facts.Country),
            FilterNames.Owner => ByAttribute(facts.Owner),
            KpiQuery.SignupMonth => ByAttribute(facts.SignupMonth),
            _ => (null, [null]),
        };
        var slice = allowed is null && groups is null ? Slice.Everybody : new Slice(allowed, groups, names);
        slice = plansByStretch && (byPlan || plansAllowed is not null) ? slice.ByPlan(facts.Plan, plansAllowed, byPlan) : slice;
        return query.GroupBy == KpiQuery.Round ? slice.ByRound(facts.Rounds) : slice;
    }

    private static bool[]? Customers(FactSnapshot facts, KpiQuery query, bool[]? plansAllowed)
    {
        bool[]? allowed = null;
        if (query.Customers is { } customers)
        {
            allowed = new bool[facts.CustomerCount];
            foreach (var customer in customers)
            {
                allowed[customer] = true;
            }
        }

        foreach (var (column, codes) in new[]
        {
            (facts.Plan, plansAllowed),
            (facts.Segment, Wanted(FilterNames.Segment, facts.Segment)),
            (facts.Country, Wanted(FilterNames.Country, facts.Country)),
            (facts.Owner, Wanted(FilterNames.Owner, facts.Owner)),
        })
        {
            if (codes is null)
            {
                continue;
            }

            var before = allowed;
            allowed = new bool[facts.CustomerCount];
            var own = column.Codes;
            for (var customer = 0; customer < allowed.Length; customer++)
            {
                allowed[customer] = own[customer] != AttributeColumn.Unknown && codes[own[customer]] && before?[customer] != false;
            }
        }

        return allowed;

        bool[]? Wanted(string key, AttributeColumn column) => query.Filters.TryGetValue(key, out var values) ? Allowed(column, values) : null;
    }

    private static bool[] Allowed(AttributeColumn column, IReadOnlyList<string> values)
    {
        var allowed = new bool[column.Names.Count];
        foreach (var value in values)
        {
            if (column.CodeOf(value) is var code and not AttributeColumn.Unknown)
            {
                allowed[code] = true;
            }
        }

        return allowed;
    }

    private static (int[] Groups, IReadOnlyList<string?> Names) ByAttribute(AttributeColumn column) => (column.CodeArray, [.. column.Names, null]);
}
