using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Customers;
using RetentionBot.Domain.Health;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Features.Questions;

/// <summary>A question as it was put.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Language"><c>en</c> or <c>nl</c>; null to find it in the text.</param>
/// <param name="Now">Null for the real time.</param>
/// <param name="Context">The reading before it in the same thread.</param>
/// <param name="Asker">Who asks; null over the API.</param>
internal sealed record Question(
    string Text, string? Language = null, DateTimeOffset? Now = null, QuestionReading? Context = null, StaffMember? Asker = null);

/// <summary>
/// Answers a question with figures of the catalogue, or refuses: what was not understood is never guessed, and what is understood but not built says so.
/// Knows nothing of rights; whoever calls has asked for those.
/// </summary>
internal sealed class AnswerQuestions(FactCache cache, Workspace workspace, HealthProfiles health, TimeProvider clock)
{
    /// <summary>What the company has set that figures need.</summary>
    public KpiSettings Settings { get; } = new(workspace.GrossMargin, health.Usual.Threshold);

    /// <summary>How a question is understood, without answering it.</summary>
    public async Task<QuestionReading> ReadAsync(Question question, CancellationToken ct) => Read(question, await cache.CurrentAsync(ct));

    /// <summary>Reads a question and answers it.</summary>
    public async Task<KpiAnswer> AskAsync(Question question, CancellationToken ct)
    {
        var facts = await cache.CurrentAsync(ct);
        var reading = Read(question, facts);
        return Based(reading, question.Text, facts, Today(question.Now), question.Asker);
    }

    /// <summary>Answers a reading that is there already: a button. What came from a client may ask for what there is not; that is said.</summary>
    public async Task<KpiAnswer> AnswerAsync(QuestionReading reading, StaffMember? asker, CancellationToken ct)
    {
        var (facts, today, texts) = (await cache.CurrentAsync(ct), Today(null), Texts.For(reading.Language));
        return ReadingCheck.Fault(reading, facts, today, texts) is { } fault
            ? Offering(new KpiAnswer.Refusal(new QuestionReading { Language = reading.Language }, texts, fault), text: null, facts, today)
            : Based(reading, text: null, facts, today, asker);
    }

    /// <summary>What a proven answer comes to with today's data.</summary>
    public async Task<KpiEvidence> AgainAsync(KpiEvidence evidence, CancellationToken ct) =>
        evidence.Again((await cache.CurrentAsync(ct)).Snapshot, Today(null), Settings);

    /// <summary>The store's ids of those behind a proven answer, ascending, as long as they are the same as then.</summary>
    /// <returns>Null when the ids were too many to be kept and the data have changed since.</returns>
    public async Task<IReadOnlyList<long>?> MembersAsync(KpiEvidence evidence, CancellationToken ct)
    {
        if (evidence.Members is not { Ids: null } then)
        {
            return evidence.Members?.Ids ?? [];
        }

        var facts = (await cache.CurrentAsync(ct)).Snapshot;
        var now = evidence.MembersIn(facts, Today(null), Settings);
        return KpiMembers.Of(now, facts).AreSameAs(then) ? KpiMembers.IdsOf(now, facts) : null;
    }

    /// <summary>The version of the data that questions are answered from now.</summary>
    public async Task<long> DataVersionAsync(CancellationToken ct) => (await cache.CurrentAsync(ct)).Snapshot.DataVersion;

    /// <summary>The local day it is.</summary>
    public DateOnly Today(DateTimeOffset? now) => workspace.LocalDate(now ?? clock.GetUtcNow());

    private QuestionReading Read(Question question, Facts facts) =>
        QuestionParser.Parse(question.Text, Today(question.Now), facts.Vocabulary, question.Context, question.Language);

    /// <param name="text">What was written; null when nothing was.</param>
    private KpiAnswer Based(QuestionReading reading, string? text, Facts facts, DateOnly today, StaffMember? asker) => Answer(reading, facts, today, asker) switch
    {
        KpiAnswer.Refusal refusal => Offering(refusal, text, facts, today),
        var answer => answer with { Basis = new AnswerBasis(facts, today) },
    };

    /// <summary>A refusal with what can be asked instead, as far as that can be answered.</summary>
    private static KpiAnswer.Refusal Offering(KpiAnswer.Refusal refusal, string? text, Facts facts, DateOnly today)
    {
        var (reading, vocabulary) = (refusal.Reading, facts.Vocabulary);
        var near = text is not null && reading.Intent == Intent.Unknown
            ? QuestionSuggestions.For(text, reading, today, vocabulary)
            : new QuestionSuggestions(NextQuestions.WhenRefused(reading, today), []);
        return refusal with
        {
            Basis = new AnswerBasis(facts, today),
            Offers = [.. near.Questions.Where(q => ReadingCheck.Fault(q, facts, today, refusal.Texts) is null)],
            DidYouMean = [.. near.DidYouMean.Select(InWords)],
            ThereAre = reading.Reason == UnknownReason.UnknownValue ? [.. ThereAre(vocabulary).Where(t => t.Values.Count > 0)] : [],
        };

        // A near name may be of any attribute; only countries and colleagues are written otherwise than they are said.
        string InWords(string name) => ValueWords.Of(vocabulary.Countries.Any(c => c.Code == name) ? FilterNames.Country : FilterNames.Owner, name, refusal.Texts);
    }

    private static (string Dimension, IReadOnlyList<string> Values)[] ThereAre(QuestionVocabulary vocabulary) =>
    [
        (FilterNames.Plan, vocabulary.Plans),
        (FilterNames.Segment, vocabulary.Segments),
        (FilterNames.Country, [.. vocabulary.Countries.Select(c => c.Code)]),
        (FilterNames.Owner, vocabulary.Owners),
    ];

    private KpiAnswer Answer(QuestionReading reading, Facts facts, DateOnly today, StaffMember? asker)
    {
        var texts = Texts.For(reading.Language);
        switch (reading)
        {
            case { Intent: Intent.Unknown or Intent.Help }:
                return new KpiAnswer.Refusal(reading, texts, WhyUnknown(reading, texts));
            case { Intent: Intent.KpiDefinition, Metric: { } metric }:
                return new KpiAnswer.Definition(reading, texts, metric);
            case { Intent: Intent.SurveyResults, Period: not null }:
                return Answer(reading with { Intent = Intent.Kpi, Metric = reading.Metric ?? MetricNames.Nps }, facts, today, asker);
            case { Metric: { } metric, Period: not null } when KpiCatalogue.Find(metric) is { } definition:
                return QueryReader.Read(reading, facts, asker, out var obstacle) is { } query
                    ? Undividable(definition, query) is { } dimension
                        ? new KpiAnswer.Refusal(
                            reading, texts, texts.Say("question.not-divisible", ("name", KpiWords.Name(metric, texts)), ("dimension", texts.Say($"kpi.dimension.{dimension}"))))
                        : Figures(reading, texts, query, facts, today)
                    : new KpiAnswer.Refusal(reading, texts, texts.Say("question.no-own-customers", ("word", obstacle)));
            case { Intent: Intent.CustomerHealth } when reading.Filters.TryGetValue(FilterNames.Customer, out var names) && names is [var name]:
                return HealthOf(name, reading, texts, facts, today);
            case { Intent: Intent.ChecklistStatus, Filters.Count: 0 } when reading.Period?.Contains(today) != false:
                return new KpiAnswer.Checklist(reading, texts);
            default:
                return new KpiAnswer.Refusal(reading, texts, texts.Say("question.not-yet"));
        }
    }

    /// <summary>How the customer of a full name is doing; of namesakes none is taken.</summary>
    private static KpiAnswer HealthOf(string name, QuestionReading reading, Texts texts, Facts facts, DateOnly today) =>
        facts.Vocabulary.Customers.Meant(name) is [var customer]
            ? new KpiAnswer.Health(
                reading,
                texts,
                facts.Snapshot.CustomerIds[customer],
                name,
                facts.Snapshot.HealthScores.Latest(customer, today.DayNumber),
                facts.Snapshot.DataThrough(Feeds.HealthScores))
            : new KpiAnswer.Refusal(reading, texts, texts.Say("question.which", ("word", name)));

    private KpiAnswer Figures(QuestionReading reading, Texts texts, KpiQuery query, Facts facts, DateOnly today)
    {
        KpiResult Compute(Period period) => KpiCatalogue.Compute(query with { Period = period }, facts.Snapshot, today, Settings)!;
        switch (reading)
        {
            case { Intent: Intent.KpiCompare, CompareTo: { } other }:
                return new KpiAnswer.Comparison(reading, texts, query, Compute(query.Period), Compute(other));
            case { Intent: Intent.KpiBreakdown }:
                return new KpiAnswer.Breakdown(reading, texts, query, KpiCatalogue.BreakDown(query, facts.Snapshot, today, Settings)!);
            case { Intent: Intent.KpiTrend, Grain: { } grain }:
                return new KpiAnswer.Trend(reading, texts, query, grain, [.. KpiPeriods.Split(query.Period, grain).Select(Compute)]);
            case { Intent: Intent.ListCustomers }:
                var count = Compute(query.Period);
                return new KpiAnswer.Customers(reading, texts, query, count, facts, KpiCatalogue.Members(query, facts.Snapshot, today, Settings) ?? []);
            default:
                var result = Compute(query.Period);
                return new KpiAnswer.Figure(reading, texts, query, result, result.IsPartial || result.Value is null ? null : Compute(KpiPeriods.Before(query.Period)));
        }
    }

    /// <summary>An attribute that the figure can be neither filtered nor divided by; null when there is none.</summary>
    private static string? Undividable(KpiDefinition definition, KpiQuery query) =>
        query.Filters.Keys.Append(query.GroupBy).OfType<string>().FirstOrDefault(d => d is FilterNames.Customer || !KpiCatalogue.MayDivide(definition, d));

    private static string WhyUnknown(QuestionReading reading, Texts texts) => reading switch
    {
        { Reason: UnknownReason.Ambiguous, NotUnderstood: { } word } => texts.Say("question.which", ("word", word)),
        { Reason: UnknownReason.NotUnderstood, NotUnderstood: { } word } => texts.Say("question.word", ("word", word)),
        { Reason: UnknownReason.UnknownValue, NotUnderstood: { } word } => texts.Say("question.no-such-value", ("word", word)),
        { Reason: UnknownReason.FuturePeriod } => texts.Say("question.future"),
        { Reason: UnknownReason.ImpossiblePeriod } => texts.Say("question.impossible-period"),
        { Reason: UnknownReason.TwoMetrics } => texts.Say("question.two-metrics"),
        { Reason: UnknownReason.Exclusion } => texts.Say("question.exclusion"),
        { Reason: UnknownReason.NotAKpi } => texts.Say("question.not-a-kpi"),
        { Reason: UnknownReason.NoContext } => texts.Say("question.no-context"),
        _ => texts.Say("question.nothing"),
    };
}
