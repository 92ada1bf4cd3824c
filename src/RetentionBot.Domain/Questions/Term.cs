using RetentionBot.Domain.Calendar;

namespace RetentionBot.Domain.Questions;

/// <summary>What a word or phrase contributes to a question.</summary>
internal enum TermKind
{
    /// <summary>Not in the lexicon, or a period that cannot be; the question is refused.</summary>
    Unknown,

    /// <summary>Known, and a reason to refuse; the value is the reason's name.</summary>
    Refuse,

    /// <summary>Stands for several things; <see cref="Term.Alternatives"/> says which.</summary>
    Ambiguous,

    /// <summary>Changes nothing: articles, courtesies, auxiliary verbs.</summary>
    Filler,

    /// <summary>"Could you", "kun je": changes nothing, and makes "for me" a courtesy.</summary>
    Request,

    /// <summary>"For me": a courtesy after a request, otherwise perhaps a filter.</summary>
    Me,
    Preposition,
    Between,
    And,
    Metric,
    Customers,

    /// <summary>"People", "mensen": customers when a verb says what they did.</summary>
    People,
    Active,
    New,
    Leave,
    Join,
    Receive,
    Stay,
    Return,
    Count,
    HowMuch,
    Percent,
    Rate,
    Average,
    Group,
    Per,
    Which,
    Who,
    List,
    Show,
    Trend,
    Compare,
    Direction,
    Superlative,
    Shift,
    Total,
    Definition,

    /// <summary>"Measure": with "how" it asks for the definition.</summary>
    Measure,
    Explain,

    /// <summary>"Tell me about": the figure or what it means; of a customer, how it is doing.</summary>
    About,
    WhatIs,
    Help,
    Alerts,
    Open,
    Checklist,
    Survey,
    Answer,
    Results,
    Doing,
    Health,
    FollowUp,
    That,
    Now,
    Filter,
    Period,
}

/// <param name="Value">A metric, dimension, grain, shift or filter value, by kind.</param>
/// <param name="Key">The filter key of a Filter.</param>
internal sealed record Term(TermKind Kind, string Value = "", string Key = "")
{
    /// <summary>Index of the first token covered.</summary>
    public int Start { get; init; }

    public int Length { get; init; } = 1;

    public PeriodPhrase? Period { get; init; }

    /// <summary>What an ambiguous term may stand for: each time the terms that take its place.</summary>
    public IReadOnlyList<IReadOnlyList<Term>> Alternatives { get; init; } = [];

    public static Term OneOf(IEnumerable<IReadOnlyList<Term>> alternatives) => new(TermKind.Ambiguous) { Alternatives = [.. alternatives] };

    public static IReadOnlyList<Term> Figure(string metric) => [new(TermKind.Metric, metric)];
}

/// <param name="Length">Tokens covered.</param>
/// <param name="Period">The days meant, not after today; null when there is a problem.</param>
/// <param name="Unit">What was named; Span for a range or "last 90 days".</param>
internal sealed record PeriodPhrase(int Length, Period? Period, PeriodUnit Unit)
{
    public UnknownReason? Problem { get; init; }

    /// <summary>The periods it may mean; empty when it means one.</summary>
    public IReadOnlyList<PeriodPhrase> Alternatives { get; init; } = [];

    /// <summary>The period had a year of its own ("May 2025").</summary>
    public bool YearSaid { get; init; }

    /// <summary>Said by its own name ("May") instead of from today ("last month").</summary>
    public bool Absolute { get; init; }

    /// <summary>"End of June": the figure at the end of the period.</summary>
    public bool AtEnd { get; init; }

    /// <summary>"Last year", "2025": in a comparison of months it means the same month of that year.</summary>
    public bool IsLastYear { get; init; }
}

internal enum PeriodUnit
{
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Span,
}
