using System.Text.Json.Nodes;
using RetentionBot.Domain.Kpis;

namespace RetentionBot.Features.Questions;

/// <summary>The cohort table and both rankings as JSON. Shares are per cent, unrounded; a month that is not over has no cell.</summary>
internal static class CohortJson
{
    /// <param name="query">Its grouping is that of the ranking, its filters hold for all.</param>
    /// <param name="through">The last day to count.</param>
    /// <param name="months">Length of the ranking's window.</param>
    public static JsonObject Write(FactSnapshot facts, KpiQuery query, DateOnly through, int months)
    {
        var cohorts = Cohorts.Of(facts, through, query);
        var ranking = RiskRanking.Of(facts, query, through, months);
        return new()
        {
            ["through"] = KpiJson.Day(through),
            ["cohorts"] = new JsonArray([.. cohorts.Where(c => c.Size > 0).Select(Write)]),
            ["risk"] = new JsonObject
            {
                ["group_by"] = query.GroupBy,
                ["window"] = KpiJson.Write(ranking.Window),
                ["min_size"] = RiskRanking.SmallestRanked,
                ["overall"] = Write(ranking.Overall),
                ["groups"] = new JsonArray([.. ranking.Groups.Select(Write)]),
                ["top3"] = new JsonArray([.. ranking.Top3.Select(g => (JsonNode?)g.Name)]),
            },
            ["risk_month3"] = new JsonArray([.. AgedCohort.Rank(cohorts).Select(c => new JsonObject
            {
                ["cohort"] = Cohorts.NameOf(c.Month),
                ["size"] = c.Size,
                ["lost_share"] = c.LostShare * 100,
            })]),
        };
    }

    private static JsonNode Write(Cohort cohort) => new JsonObject
    {
        ["cohort"] = Cohorts.NameOf(cohort.Month),
        ["size"] = cohort.Size,
        ["active"] = new JsonArray([.. cohort.Active.Select(a => (JsonNode)a)]),
        ["retention"] = new JsonArray([.. Enumerable.Range(0, cohort.Active.Count).Select(k => (JsonNode)(cohort.Retention(k)!.Value * 100))]),
    };

    private static JsonObject Write(RiskGroup group) => new()
    {
        ["group"] = group.Name,
        ["size"] = group.Size,
        ["at_risk_customer_months"] = group.AtRisk,
        ["lost"] = group.Lost,
        ["monthly_churn"] = group.MonthlyChurn * 100,
        ["ranked"] = group.IsRanked,
    };
}
