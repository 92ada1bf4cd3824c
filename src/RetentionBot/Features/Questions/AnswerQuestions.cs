using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>
/// Answers a question with a figure of the catalogue, or refuses: what was not understood is never guessed, and what is understood but not built says so.
/// Knows nothing of rights; whoever calls has asked for those.
/// </summary>
internal sealed class AnswerQuestions(FactCache cache, Workspace workspace, TimeProvider clock)
{
    /// <summary>How a question is understood, without answering it.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="language"><c>en</c> or <c>nl</c>; null to find it in the text.</param>
    /// <param name="now">Null for the real one.</param>
    /// <param name="context">The reading before it in the same thread.</param>
    /// <param name="ct">Stops the read of the facts.</param>
    public async Task<QuestionReading> ReadAsync(string text, string? language, DateTimeOffset? now, QuestionReading? context, CancellationToken ct)
    {
        var facts = await cache.CurrentAsync(ct);
        return QuestionParser.Parse(text, Today(now), facts.Vocabulary, context, language);
    }

    /// <inheritdoc cref="ReadAsync"/>
    /// <summary>Reads a question and answers it.</summary>
    public async Task<KpiAnswer> AskAsync(string text, string? language, DateTimeOffset? now, QuestionReading? context, CancellationToken ct)
    {
        var facts = await cache.CurrentAsync(ct);
        var reading = QuestionParser.Parse(text, Today(now), facts.Vocabulary, context, language);
        var texts = Texts.For(reading.Language);
        return reading switch
        {
            { Intent: Intent.Kpi, Metric: { } metric, Period: { } period, CompareTo: null, GroupBy: null, Filters.Count: 0 } =>
                Answer(metric, period, reading, texts, facts.Snapshot, Today(now)),
            { Intent: Intent.KpiDefinition, Metric: { } metric } when KpiWords.Knows(metric) =>
                new KpiAnswer(reading, texts, KpiWords.Definition(metric, texts)),
            { Intent: Intent.Unknown or Intent.Help } => Refuse(reading, texts, WhyUnknown(reading, texts)),
            _ => Refuse(reading, texts, texts.Say("question.not-yet")),
        };
    }

    /// <summary>One figure by its key, for callers that need no grammar.</summary>
    /// <returns>Null when there is no such figure.</returns>
    public async Task<KpiResult?> FigureAsync(string metric, Period? period, CancellationToken ct)
    {
        var today = Today(null);
        var lastMonth = Period.MonthOf(today.AddDays(-today.Day));
        return KpiCatalogue.Compute(metric, (await cache.CurrentAsync(ct)).Snapshot, period ?? lastMonth, today);
    }

    private static KpiAnswer Answer(string metric, Period period, QuestionReading reading, Texts texts, FactSnapshot facts, DateOnly today) =>
        KpiCatalogue.Compute(metric, facts, period, today) is { } result
            ? new KpiAnswer(reading, texts, KpiWords.Line(result, texts), result)
            : Refuse(reading, texts, texts.Say("question.metric-not-yet"));

    private static KpiAnswer Refuse(QuestionReading reading, Texts texts, string why) =>
        new(reading, texts, $"{why} {texts.Say("question.try")}", IsRefusal: true);

    private static string WhyUnknown(QuestionReading reading, Texts texts) => reading switch
    {
        { Reason: UnknownReason.NotUnderstood or UnknownReason.Ambiguous, NotUnderstood: { } word } => texts.Say("question.word", ("word", word)),
        { Reason: UnknownReason.UnknownValue, NotUnderstood: { } word } => texts.Say("question.no-such-value", ("word", word)),
        { Reason: UnknownReason.FuturePeriod } => texts.Say("question.future"),
        { Reason: UnknownReason.ImpossiblePeriod } => texts.Say("question.impossible-period"),
        { Reason: UnknownReason.TwoMetrics } => texts.Say("question.two-metrics"),
        { Reason: UnknownReason.Exclusion } => texts.Say("question.exclusion"),
        { Reason: UnknownReason.NotAKpi } => texts.Say("question.not-a-kpi"),
        { Reason: UnknownReason.NoContext } => texts.Say("question.no-context"),
        _ => texts.Say("question.nothing"),
    };

    private DateOnly Today(DateTimeOffset? now) => workspace.LocalDate(now ?? clock.GetUtcNow());
}
