using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Puts into words which groups lose most. Plain words, not escaped.</summary>
internal static class RankingWords
{
    /// <summary>As many as <see cref="RiskRanking.Top3"/> has.</summary>
    private const int Top = 3;

    /// <summary>The attributes that are ranked by, in their order.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [KpiQuery.SignupMonth, FilterNames.Plan];

    /// <param name="rankings">By attribute, all of the same window.</param>
    /// <param name="aged">The sign-up months at equal ages.</param>
    /// <param name="proof">Where the rate of all together is proven; null when it is not.</param>
    /// <param name="texts">In which language.</param>
    /// <returns>All together, each ranking, and the one at equal ages.</returns>
    public static IReadOnlyList<string> Lines(
        IReadOnlyList<(string GroupBy, RiskRanking Ranking)> rankings, IReadOnlyList<AgedCohort> aged, string? proof, Texts texts) =>
    [
        proof is null ? Overall(rankings[0].Ranking, texts) : $"{Overall(rankings[0].Ranking, texts)} {proof}",
        .. rankings.Select(r => Ranking(r.GroupBy, r.Ranking, texts)),
        Aged(aged, texts),
    ];

    private static string Overall(RiskRanking ranking, Texts texts) => ranking.Overall.MonthlyChurn is { } rate
        ? texts.Say(
            "kpi.ranking.overall",
            ("period", texts.Format.Period(ranking.Window)), ("rate", texts.Format.Percent(rate)), ("lost", ranking.Overall.Lost), ("months", texts.Count("customer-months", ranking.Overall.AtRisk)))
        : texts.Say("kpi.ranking.nobody", ("period", texts.Format.Period(ranking.Window)));

    private static string Ranking(string groupBy, RiskRanking ranking, Texts texts)
    {
        var (top, dimension) = (ranking.Top3.ToList(), texts.Say($"kpi.dimension.{groupBy}"));
        if (top.Count == 0)
        {
            return texts.Say("kpi.ranking.none", ("dimension", dimension), ("least", RiskRanking.SmallestRanked));
        }

        var groups = string.Join("; ", top.Select(g => texts.Say(
            "kpi.ranking.group",
            ("name", ValueWords.Of(groupBy, g.Name, texts)), ("rate", texts.Format.Percent(g.MonthlyChurn!.Value)),
            ("lost", g.Lost), ("months", texts.Count("customer-months", g.AtRisk)))));
        var ranked = texts.Say("kpi.ranking.by", ("dimension", dimension), ("groups", groups));
        return ranking.Groups.Any(g => !g.IsRanked) ? texts.Say("kpi.ranking.some-small", ("ranked", ranked), ("least", RiskRanking.SmallestRanked)) : ranked;
    }

    private static string Aged(IReadOnlyList<AgedCohort> aged, Texts texts) => aged.Count == 0
        ? texts.Say("kpi.ranking.no-aged", ("least", RiskRanking.SmallestRanked))
        : texts.Say("kpi.ranking.aged", ("groups", string.Join("; ", aged.Take(Top).Select(c => texts.Say(
            "kpi.ranking.aged-group",
            ("name", ValueWords.Of(KpiQuery.SignupMonth, Cohorts.NameOf(c.Month), texts)), ("rate", texts.Format.Percent(c.LostShare)), ("size", c.Size))))));
}
