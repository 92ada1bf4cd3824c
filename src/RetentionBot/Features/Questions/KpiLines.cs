using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Features.Turns;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>Asks in the name of other features what people ask in words, and says the answer in every language.</summary>
internal sealed class KpiLines(AnswerQuestions questions, KpiProofs proofs, FactCache cache) : IKpiLines
{
    /// <summary>Whose the proofs are.</summary>
    private const string By = "checklist";

    private static readonly string[] Languages = [Texts.English, Texts.Dutch];

    public async Task<KpiLine> FigureAsync(string metric, Period period, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var answer = (KpiAnswer.Figure)await AskAsync(new QuestionReading { Intent = Intent.Kpi, Metric = metric, Period = period }, ct);
        return await LineAsync(answer, answer.Result, given, ct);
    }

    public async Task<KpiCustomers> CustomersAsync(string metric, Period period, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var answer = (KpiAnswer.Customers)await AskAsync(new QuestionReading { Intent = Intent.ListCustomers, Metric = metric, Period = period }, ct);
        return new KpiCustomers(await LineAsync(answer, answer.Count, given, ct), answer.Facts, answer.Members);
    }

    public async Task<KpiRankings> RankingsAsync(DateOnly through, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var facts = (await cache.CurrentAsync(ct)).Snapshot;
        if (facts.DataThrough(Feeds.Subscriptions) is not { } known)
        {
            return new KpiRankings(In(texts => (IReadOnlyList<string>)[KpiWords.Why(NoValueReason.NotConnected, texts)]), [], [], Proof: null);
        }

        var last = known < through ? known : through;
        var query = new KpiQuery(MetricNames.ChurnRate, Period.MonthOf(last));
        var rankings = RankingWords.Dimensions.Select(d => (GroupBy: d, Ranking: RiskRanking.Of(facts, query with { GroupBy = d }, last))).ToList();
        var aged = AgedCohort.Rank(Cohorts.Of(facts, last, query));

        // The months of all together are what the rates were added up from.
        var months = await AskAsync(
            new QuestionReading { Intent = Intent.KpiTrend, Metric = MetricNames.ChurnRate, Period = rankings[0].Ranking.Window, Grain = KpiPeriods.Month }, ct);
        var proof = (await proofs.KeepOnceAsync(months, By, given, ct))?.Code;
        return new KpiRankings(In(texts => RankingWords.Lines(rankings, aged, KpiWords.Proof(months with { Texts = texts, ProofCode = proof }), texts)), rankings, aged, proof);
    }

    private Task<KpiAnswer> AskAsync(QuestionReading reading, CancellationToken ct) => questions.AnswerAsync(reading with { PeriodWasSaid = true }, asker: null, ct);

    private async Task<KpiLine> LineAsync(KpiAnswer answer, KpiResult result, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        var proof = (await proofs.KeepOnceAsync(answer, By, given, ct))?.Code;
        return new KpiLine(In(texts => AnswerLine.Of(answer with { Texts = texts, ProofCode = proof })), result, proof);
    }

    private static Dictionary<string, T> In<T>(Func<Texts, T> words) => Languages.ToDictionary(l => l, l => words(Texts.For(l)), StringComparer.Ordinal);
}
