using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Store;

namespace RetentionBot.Features.Turns;

/// <summary>A figure in one line, as whoever asks for it gets it.</summary>
/// <param name="Lines">By language of the bot; plain words, not escaped.</param>
/// <param name="Result">The figure itself.</param>
/// <param name="Proof">The code under which its proof is kept.</param>
internal sealed record KpiLine(IReadOnlyDictionary<string, string> Lines, KpiResult Result, string? Proof);

/// <summary>A count of customers, and who they are.</summary>
/// <param name="Line">The count.</param>
/// <param name="Facts">What it was counted from.</param>
/// <param name="Members">The customers, as indexes of the facts' snapshot.</param>
internal sealed record KpiCustomers(KpiLine Line, Facts Facts, IReadOnlyList<int> Members);

/// <summary>Which groups of customers lose most.</summary>
/// <param name="Lines">By language of the bot: all together, then each ranking; plain words, not escaped.</param>
/// <param name="Rankings">By the attribute that groups, sign-up month first; empty without subscription data.</param>
/// <param name="Aged">Sign-up months by how much of them was gone after three months, the worst first.</param>
/// <param name="Proof">The code under which the months of all together are kept; null when there is nothing to prove.</param>
internal sealed record KpiRankings(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lines, IReadOnlyList<(string GroupBy, RiskRanking Ranking)> Rankings, IReadOnlyList<AgedCohort> Aged, string? Proof);

/// <summary>
/// Figures for what is shown again and again, from the very code that answers questions. A proof is added to the change being made, which the caller saves. Knows
/// nothing of rights; whoever calls has asked for those.
/// </summary>
internal interface IKpiLines
{
    /// <param name="metric">A key of the catalogue.</param>
    /// <param name="period">Local days.</param>
    /// <param name="given">Codes of proofs that were given before: one that still says the same is given again.</param>
    /// <param name="ct">Stops it.</param>
    Task<KpiLine> FigureAsync(string metric, Period period, IReadOnlyCollection<string> given, CancellationToken ct);

    /// <inheritdoc cref="FigureAsync"/>
    /// <param name="metric">A key of the catalogue that counts customers.</param>
    Task<KpiCustomers> CustomersAsync(string metric, Period period, IReadOnlyCollection<string> given, CancellationToken ct);

    /// <summary>The groups that lost most in the twelve full months up to a day.</summary>
    /// <param name="through">The last day to count; where data end before it, those.</param>
    /// <param name="given">As in <see cref="FigureAsync"/>.</param>
    /// <param name="ct">Stops it.</param>
    Task<KpiRankings> RankingsAsync(DateOnly through, IReadOnlyCollection<string> given, CancellationToken ct);
}
