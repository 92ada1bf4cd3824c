using System.Globalization;
using RetentionBot.Channels.Turns;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;
using RetentionBot.Domain.Questions;
using RetentionBot.Domain.Surveys;
using RetentionBot.Features.Questions;
using RetentionBot.Store;
using RetentionBot.Text;

namespace RetentionBot.Tests.Lint;

/// <summary>Every card of an answer, in each of the states that change what is on it. It is 22 November 2026.</summary>
internal static class SampleAnswers
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Period October = Period.Month(2026, 10);
    private static readonly Period November = Period.Month(2026, 11).UpTo(Today)!.Value;
    private static readonly Facts Small = SmallCompany();
    private static readonly Facts Large = LargeCompany(new DateOnly(2026, 11, 21));

    /// <summary>By name, <c>template/state</c>.</summary>
    public static Dictionary<string, Func<Texts, MessageContent>> All(Cards templates)
    {
        var cards = new AnswerCards(templates);
        var samples = Figures().Concat(Comparisons()).Concat(Breakdowns()).Concat(Trends()).Concat(Refusals())
            .Concat(MetricNames.All.Select(metric => ($"kpi-definition/{metric}", (Func<Texts, KpiAnswer>)(texts => Definition(metric, texts)))));
        return samples.ToDictionary(s => s.Item1, s => (Func<Texts, MessageContent>)(texts => cards.Show(s.Item2(texts))), StringComparer.Ordinal);
    }

    public static KpiAnswer.Figure Figure(
        string metric, Texts texts, Period? period = null, Facts? facts = null, bool wasSaid = true, params (string Key, string[] Values)[] filters)
    {
        var (data, query) = (facts ?? Large, Query(metric, period ?? October, filters));
        var result = Compute(query, data);
        var before = result.IsPartial || result.Value is null ? null : Compute(query with { Period = KpiPeriods.Before(query.Period) }, data);
        return new(Reading(Intent.Kpi, query, texts) with { PeriodWasSaid = wasSaid }, texts, query, result, before) { Basis = new(data, Today) };
    }

    public static KpiAnswer.Comparison Comparison(string metric, Texts texts, Period period, Period other, Facts? facts = null)
    {
        var (data, query) = (facts ?? Large, Query(metric, period));
        return new(
            Reading(Intent.KpiCompare, query, texts) with { CompareTo = other }, texts, query, Compute(query, data), Compute(query with { Period = other }, data))
        {
            Basis = new(data, Today),
        };
    }

    public static KpiAnswer.Breakdown Breakdown(string metric, string groupBy, Texts texts, Period? period = null, Facts? facts = null)
    {
        var (data, query) = (facts ?? Large, Query(metric, period ?? October) with { GroupBy = groupBy });
        var parts = KpiCatalogue.BreakDown(query, data.Snapshot, Today, new KpiSettings(0.7m))!;
        return new(Reading(Intent.KpiBreakdown, query, texts), texts, query, parts) { Basis = new(data, Today) };
    }

    public static KpiAnswer.Trend Trend(string metric, Texts texts, Period period, string grain = KpiPeriods.Month, Facts? facts = null)
    {
        var (data, query) = (facts ?? Large, Query(metric, period));
        return new(
            Reading(Intent.KpiTrend, query, texts) with { Grain = grain }, texts, query, grain,
            [.. KpiPeriods.Split(period, grain).Select(p => Compute(query with { Period = p }, data))])
        {
            Basis = new(data, Today),
        };
    }

    private static IEnumerable<(string, Func<Texts, KpiAnswer>)> Figures() =>
    [
        .. MetricNames.All.Select(metric => ($"kpi-answer/{metric}", (Func<Texts, KpiAnswer>)(texts => Figure(metric, texts)))),
        ("kpi-answer/with-proof", texts => Figure(MetricNames.ChurnRate, texts) with { ProofCode = "K7M2QX" }),
        ("kpi-answer/few", texts => Figure(MetricNames.ChurnRate, texts, facts: Small)),
        ("kpi-answer/few-answers", texts => Figure(MetricNames.Nps, texts, facts: Small)),
        ("kpi-answer/nothing-before", texts => Figure(MetricNames.ChurnRate, texts, Period.Month(2025, 10))),
        ("kpi-answer/running", texts => Figure(MetricNames.ChurnRate, texts, November)),
        ("kpi-answer/state-today", texts => Figure(MetricNames.CustomersActive, texts, Period.Day(Today), wasSaid: false)),
        ("kpi-answer/future", texts => Figure(MetricNames.ChurnRate, texts, Period.Month(2027, 1))),
        ("kpi-answer/no-data", texts => Figure(MetricNames.ChurnRate, texts, Period.Month(2020, 1))),
        ("kpi-answer/no-opening", texts => Figure(MetricNames.ChurnRate, texts, Period.Month(2026, 1), Small)),
        ("kpi-answer/no-answers", texts => Figure(MetricNames.Nps, texts, November)),
        ("kpi-answer/not-connected", texts => Figure(MetricNames.ChurnRate, texts, facts: Nothing())),
        ("kpi-answer/period-not-said", texts => Figure(MetricNames.ChurnRate, texts, wasSaid: false)),
        ("kpi-answer/old-data", texts => Figure(MetricNames.Mrr, texts, facts: LargeCompany(new DateOnly(2026, 11, 12)))),
        ("kpi-answer/filtered", texts => Figure(MetricNames.ChurnRate, texts, filters:
            [(FilterNames.Plan, ["Pro", "Basic"]), (FilterNames.Country, ["BE"]), (FilterNames.Owner, ["sanne_smit@example.com"])])),
        ("kpi-answer/by-churn-type", texts => Figure(MetricNames.CustomersLost, texts, filters: (FilterNames.ChurnType, ["voluntary"]))),
        ("kpi-answer/other-currencies", texts => Figure(MetricNames.GrossMrrChurn, texts, facts: LargeCompany(new DateOnly(2026, 11, 21), "GBP"))),
        ("kpi-answer/other-currencies-orders", texts => Figure(MetricNames.Aov, texts, facts: LargeCompany(new DateOnly(2026, 11, 21), "GBP"))),
    ];

    private static IEnumerable<(string, Func<Texts, KpiAnswer>)> Comparisons() =>
    [
        ("kpi-comparison/months", texts => Comparison(MetricNames.ChurnRate, texts, October, Period.Month(2026, 9))),
        ("kpi-comparison/with-proof", texts => Comparison(MetricNames.Nrr, texts, October, Period.Month(2026, 9)) with { ProofCode = "K7M2QX" }),
        ("kpi-comparison/money", texts => Comparison(MetricNames.Mrr, texts, October, Period.Month(2025, 10))),
        ("kpi-comparison/running", texts => Comparison(MetricNames.CustomersLost, texts, November, October)),
        ("kpi-comparison/no-value", texts => Comparison(MetricNames.Nps, texts, October, Period.Month(2025, 10))),
    ];

    private static IEnumerable<(string, Func<Texts, KpiAnswer>)> Breakdowns() =>
    [
        ("kpi-breakdown/plan", texts => Breakdown(MetricNames.ChurnRate, FilterNames.Plan, texts)),
        ("kpi-breakdown/country-nps", texts => Breakdown(MetricNames.Nps, FilterNames.Country, texts)),
        ("kpi-breakdown/money", texts => Breakdown(MetricNames.NetMrrChurn, FilterNames.Segment, texts)),
        ("kpi-breakdown/count", texts => Breakdown(MetricNames.CustomersActive, FilterNames.Plan, texts)),
        ("kpi-breakdown/churn-type", texts => Breakdown(MetricNames.CustomersLost, FilterNames.ChurnType, texts)),
        ("kpi-breakdown/sign-up-month", texts => Breakdown(MetricNames.ChurnRate, KpiQuery.SignupMonth, texts, October)),
        ("kpi-breakdown/many", texts => Breakdown(MetricNames.ChurnRate, FilterNames.Owner, texts)),
        ("kpi-breakdown/running", texts => Breakdown(MetricNames.ChurnRate, FilterNames.Plan, texts, November)),
        ("kpi-breakdown/no-data", texts => Breakdown(MetricNames.ChurnRate, FilterNames.Plan, texts, Period.Month(2020, 1))),
    ];

    private static IEnumerable<(string, Func<Texts, KpiAnswer>)> Trends() =>
    [
        ("kpi-trend/months", texts => Trend(MetricNames.ChurnRate, texts, Period.Months(new DateOnly(2025, 11, 1), 12))),
        ("kpi-trend/running", texts => Trend(MetricNames.Mrr, texts, new Period(new DateOnly(2026, 6, 1), November.To))),
        ("kpi-trend/gaps", texts => Trend(MetricNames.Nps, texts, new Period(new DateOnly(2026, 8, 1), November.To))),
        ("kpi-trend/begins-late", texts => Trend(MetricNames.ChurnRate, texts, Period.Months(new DateOnly(2025, 1, 1), 12))),
        ("kpi-trend/weeks", texts => Trend(MetricNames.CustomersLost, texts, Period.Quarter(2026, 3), KpiPeriods.Week)),
        ("kpi-trend/no-data", texts => Trend(MetricNames.ChurnRate, texts, Period.Months(new DateOnly(2020, 1, 1), 3))),
    ];

    private static IEnumerable<(string, Func<Texts, KpiAnswer>)> Refusals() =>
    [
        ("kpi-refusal/word", texts => Refusal(texts, texts.Say("question.word", ("word", "fnord_x")), UnknownReason.NotUnderstood)),
        ("kpi-refusal/near-name", texts => Refusal(texts, texts.Say("question.no-such-value", ("word", "Enterprice")), UnknownReason.UnknownValue) with
        {
            DidYouMean = ["Enterprise"],
        }),
        ("kpi-refusal/no-such-value", texts => Refusal(texts, texts.Say("question.no-such-value", ("word", "Platinum")), UnknownReason.UnknownValue) with
        {
            ThereAre = [(FilterNames.Plan, Large.Vocabulary.Plans), (FilterNames.Country, ["BE", "NL"]), (FilterNames.Owner, Large.Vocabulary.Owners)],
        }),
        ("kpi-refusal/choice", texts =>
        {
            var figure = Reading(Intent.Kpi, Query(MetricNames.Mrr, October), texts);
            QuestionReading[] choices = [figure, figure with { Metric = MetricNames.Arpu }, figure with { Metric = MetricNames.GrossMrrChurn }];
            return Refusal(texts, texts.Say("question.which", ("word", "omzet")), UnknownReason.Ambiguous) with { Offers = choices };
        }),
    ];

    private static KpiAnswer.Refusal Refusal(Texts texts, string why, UnknownReason reason)
    {
        var reading = new QuestionReading { Intent = Intent.Unknown, Language = texts.Language, Reason = reason };
        return new(reading, texts, why) { Basis = new(Large, Today), Offers = NextQuestions.WhenRefused(reading, Today) };
    }

    private static KpiAnswer.Definition Definition(string metric, Texts texts) =>
        new(new QuestionReading { Intent = Intent.KpiDefinition, Language = texts.Language, Metric = metric }, texts, metric) { Basis = new(Large, Today) };

    private static KpiQuery Query(string metric, Period period, params (string Key, string[] Values)[] filters) =>
        new(metric, period) { Filters = filters.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Values, StringComparer.Ordinal) };

    private static KpiResult Compute(KpiQuery query, Facts facts) => KpiCatalogue.Compute(query, facts.Snapshot, Today, new KpiSettings(0.7m))!;

    private static QuestionReading Reading(Intent intent, KpiQuery query, Texts texts) => new()
    {
        Intent = intent,
        Language = texts.Language,
        Metric = query.Metric,
        Period = query.Period,
        GroupBy = query.GroupBy,
        Filters = query.Filters,
        PeriodWasSaid = true,
    };

    /// <summary>Three customers since January, one of them gone in October; one new in October; four NPS answers.</summary>
    private static Facts SmallCompany()
    {
        var facts = new FactSnapshotBuilder(1);
        for (var id = 1; id <= 4; id++)
        {
            facts.AddCustomer(id);
            facts.AddStretch(id, id == 4 ? new DateOnly(2026, 10, 5) : new DateOnly(2026, 1, 10), id == 1 ? new DateOnly(2026, 10, 20) : null, 10_00);
            facts.AddResponse(SurveyKind.Nps, id, 1, 11 - (2 * id), new DateOnly(2026, 10, id), new DateTimeOffset(2026, 10, id, 9, 0, 0, TimeSpan.Zero), id);
        }

        facts.SetDataThrough(Feeds.Subscriptions, new DateOnly(2026, 11, 21));
        facts.SetDataThrough(Feeds.Responses, new DateOnly(2026, 11, 21));
        return WithNames(facts);
    }

    /// <summary>
    /// 240 customers of three plans, two countries and twenty owners, a new one every other day from September 2025 on; one in nine leaves after a hundred days,
    /// one in seven pays more from July on. Orders, cases, scores, answers and invitations in October.
    /// </summary>
    /// <param name="through">The last day the feeds have delivered.</param>
    /// <param name="other">The currency that one in ten pays in.</param>
    private static Facts LargeCompany(DateOnly through, string? other = null)
    {
        var facts = new FactSnapshotBuilder(1);
        var first = new DateOnly(2025, 9, 1);
        string[] plans = ["Basic", "Pro", "Enterprise"];
        for (var id = 1; id <= 240; id++)
        {
            var start = id <= 60 ? first : first.AddDays((id - 60) * 2);
            var owner = id % 20 == 0 ? "sanne_smit@example.com" : string.Create(CultureInfo.InvariantCulture, $"CSM {id % 20:00}");
            facts.AddCustomer(id, plans[id % 3], id % 4 == 0 ? "BE" : "NL", owner, id % 2 == 0 ? "SMB" : "Mid-market");
            var paidIn = id % 10 == 0 ? other : null;
            if (id % 9 == 0)
            {
                var churnType = id % 2 == 0 ? ChurnType.Voluntary : ChurnType.Involuntary;
                facts.AddStretch(id, start, start.AddDays(100 + id), (id % 5 * 50_00) + 49_00, plan: plans[id % 3], churnType: churnType, paidIn: paidIn);
            }
            else if (id % 7 == 0 && start < new DateOnly(2026, 10, 10))
            {
                facts.AddStretch(id, start, new DateOnly(2026, 10, 10), 100_00, plan: plans[id % 3], paidIn: paidIn);
                facts.AddStretch(id, new DateOnly(2026, 10, 10), null, id % 2 == 0 ? 150_00 : 80_00, plan: plans[id % 3], paidIn: paidIn);
            }
            else
            {
                facts.AddStretch(id, start, null, 100_00, plan: plans[id % 3], paidIn: paidIn);
            }

            var day = new DateOnly(2026, 10, 1 + (id % 28));
            var at = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero);
            facts.AddOrder(id, day, 20_00 + id, paidIn);
            facts.AddOrder(id, day.AddDays(-40), 30_00, paidIn);
            facts.AddScore(id, day, 40 + (id % 60));
            facts.AddInvitation(day, id % 4 == 0, id);
            facts.AddCase(id, day, day.AddDays(1), TimeSpan.FromMinutes(30 * (id % 70)));
            facts.AddResponse(SurveyKind.Nps, id, 1, id % 11, day, at, id);
            facts.AddResponse(SurveyKind.Csat, id, 1, 1 + (id % 5), day, at, id);
        }

        foreach (var feed in (string[])[Feeds.Subscriptions, Feeds.Orders, Feeds.Responses, Feeds.Cases, Feeds.HealthScores, Feeds.Invitations])
        {
            facts.SetDataThrough(feed, through);
        }

        return WithNames(facts);
    }

    private static Facts Nothing() => WithNames(new FactSnapshotBuilder(1));

    private static Facts WithNames(FactSnapshotBuilder builder)
    {
        var snapshot = builder.Build();
        return new Facts(snapshot, new QuestionVocabulary(
            snapshot.Plan.Names, snapshot.Segment.Names, [.. snapshot.Country.Names.Select(code => new CountryName(code, code, code))], snapshot.Owner.Names, []));
    }
}
